"""A value leads to what its reader sees of it: statements carry their reach as a number."""

from __future__ import annotations

from django.db import migrations, models
from django.db.models import Q

from minhbach.foundation.database.operations import NumberReach
from minhbach.foundation.scope import ReachField

KNOWN = """
create or replace function subjects_known(facts jsonb, owner uuid, from_day date, until_day date, list uuid)
returns table (said uuid, same uuid)
language plpgsql stable security definer set search_path = public, pg_temp
    set plan_cache_mode = force_generic_plan set jit = off as $$
declare
    salt bytea := (select s.salt from subjects_identifiersalt s);
begin
    perform foundation_require_own(foundation_owned_by(owner), 'subjects_statement');
    return query
    with wanted as materialized (
        select w.*, case when w.kind is not null then subjects_node_name(w.kind, w.canonical, salt) end as node
        from jsonb_to_recordset(facts -> 'statements') as w (
            id uuid, subject uuid, property text, value text, kind text, canonical text, holder text, seen_on uuid,
            thing_kind text, name text, platform text, account text, url text, address text, stands boolean
        ) where w.stands
    )
    -- By the subject, never by the number: thousands may carry it.
    -- An officer's word stands besides a list's, which may be taken back; a list's besides no word at all.
    select w.id, s.id as same from wanted w cross join lateral (
        select s.id from subjects_statement s
        where s.subject_id = w.subject and s.identifier_id is not distinct from w.node and s.property = w.property
            and s.owner_agency_id = owner and s.retracted_at is null
            and s.presence_id is not distinct from w.seen_on and s.holder = w.holder
            and s.valid_from is not distinct from from_day and s.valid_until is not distinct from until_day
            and (s.taken_in_id is null or list is not null)
        order by s.taken_in_id nulls first, s.id limit 1
    ) s where w.property = 'identifier'
    union all
    select w.id, s.id from wanted w cross join lateral (
        select s.id from subjects_statement s
        left join subjects_premises p on p.id = s.premises_id
        left join subjects_presence e on e.id = s.presence_id
        where s.subject_id = w.subject and s.property = w.property
            and s.owner_agency_id = owner and s.retracted_at is null
            and (s.taken_in_id is null or list is not null)
            and case w.property
                when 'premises' then p.kind = w.thing_kind and p.address = w.address
                when 'presence' then e.kind = w.thing_kind and e.name = w.name and e.platform = w.platform
                    and e.account = w.account and e.url = w.url
                else s.value = w.value and s.valid_from is not distinct from from_day
                    and s.valid_until is not distinct from until_day
            end
        order by s.taken_in_id nulls first, s.id limit 1
    ) s where w.property <> 'identifier';
end $$;
"""
# As 0006 made it.
KNOWN_BACK = """
create or replace function subjects_known(facts jsonb, owner uuid, from_day date, until_day date, list uuid)
returns table (said uuid, same uuid)
language plpgsql stable security definer set search_path = public, pg_temp
    set plan_cache_mode = force_generic_plan set jit = off as $$
declare
    salt bytea := (select s.salt from subjects_identifiersalt s);
begin
    perform foundation_require_own(foundation_owned_by(owner), 'subjects_statement');
    return query
    with wanted as materialized (
        select w.*, case when w.kind is not null then subjects_node_name(w.kind, w.canonical, salt) end as node
        from jsonb_to_recordset(facts -> 'statements') as w (
            id uuid, subject uuid, property text, value text, kind text, canonical text, holder text, seen_on uuid,
            thing_kind text, name text, platform text, account text, url text, address text, stands boolean
        ) where w.stands
    )
    -- An officer's word stands besides a list's, which may be taken back; a list's besides no word at all.
    select w.id, s.id as same from wanted w cross join lateral (
        select s.id from subjects_statement s
        where s.subject_id = w.subject and s.identifier_id = w.node and s.property = w.property
            and s.owner_agency_id = owner and s.retracted_at is null
            and s.presence_id is not distinct from w.seen_on and s.holder = w.holder
            and s.valid_from is not distinct from from_day and s.valid_until is not distinct from until_day
            and (s.taken_in_id is null or list is not null)
        order by s.taken_in_id nulls first, s.id limit 1
    ) s where w.property = 'identifier'
    union all
    select w.id, s.id from wanted w cross join lateral (
        select s.id from subjects_statement s
        left join subjects_premises p on p.id = s.premises_id
        left join subjects_presence e on e.id = s.presence_id
        where s.subject_id = w.subject and s.property = w.property
            and s.owner_agency_id = owner and s.retracted_at is null
            and (s.taken_in_id is null or list is not null)
            and case w.property
                when 'premises' then p.kind = w.thing_kind and p.address = w.address
                when 'presence' then e.kind = w.thing_kind and e.name = w.name and e.platform = w.platform
                    and e.account = w.account and e.url = w.url
                else s.value = w.value and s.valid_from is not distinct from from_day
                    and s.valid_until is not distinct from until_day
            end
        order by s.taken_in_id nulls first, s.id limit 1
    ) s where w.property <> 'identifier';
end $$;
"""


class Migration(migrations.Migration):
    dependencies = [("subjects", "0008_lean"), ("foundation", "0015_reach")]

    operations = [
        migrations.RemoveIndex(model_name="statement", name="subjects_statement_identifier"),
        migrations.AddField(model_name="statement", name="reach", field=ReachField()),
        NumberReach("subjects", "Statement"),
        migrations.AddIndex(
            model_name="statement",
            index=models.Index(
                fields=["identifier", "reach"],
                name="subjects_statement_identifier",
                condition=Q(identifier__isnull=False),
            ),
        ),
        migrations.AddConstraint(
            model_name="identifier",
            constraint=models.UniqueConstraint(fields=["canonical", "kind"], name="subjects_identifier_one_value"),
        ),
        migrations.RemoveConstraint(model_name="identifier", name="subjects_identifier_one_node"),
        migrations.RemoveIndex(model_name="identifier", name="subjects_identifier_value"),
        migrations.RunSQL(KNOWN, KNOWN_BACK),
    ]
