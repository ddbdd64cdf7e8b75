"""What is written with each thing said, and was asked or indexed twice, is written once.

A statement's subject and node prove themselves no longer by a foreign key: the one function that writes statements
makes the node with them, and takes no subject that is neither new in the same batch nor held by it. A lock and a look
for each of a hundred numbers of a merchant cost more than the statement. Nothing asks for nodes besides, so that none
needs to be looked for in vain when a transaction ends. A word stands in one index by what it says, not in two.
"""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models

from minhbach.foundation.database.roles import APPLICATION

# As in 0009, but that what is empty is not sent.
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
            and s.presence_id is not distinct from w.seen_on and s.holder = coalesce(w.holder, '')
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

# As in 0008, but for that, and for the subject of a statement.
RECORD = """
create or replace function subjects_record(
    facts jsonb, owner uuid, officer uuid, said_at timestamptz, source text, from_day date, until_day date, list uuid
) returns table (said uuid, same uuid)
language plpgsql security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan
    set jit = off as $$
declare
    salt bytea := (select s.salt from subjects_identifiersalt s);
    owned int[] := foundation_owned_by(owner);
    standing uuid[] := array(select jsonb_array_elements_text(facts -> 'standing')::uuid);
begin
    perform foundation_require_own(owned, 'subjects_statement');
    if standing <> '{}' then
        -- What stands of a subject is looked at below: those who add to one do so one after the other.
        perform from subjects_subject s where s.id = any (standing) order by s.id for no key update;
        if exists (
            select from unnest(standing) one left join subjects_subject s on s.id = one
            where not coalesce(s.seen_by && foundation_scope_keys(), false)
        ) then
            raise insufficient_privilege using message = 'row-level security: a subject is out of reach';
        end if;
    end if;

    return query
    with wanted as materialized (
        select w.*, case when w.kind is not null then subjects_node_name(w.kind, w.canonical, salt) end as node
        from jsonb_to_recordset(facts -> 'statements') as w (
            id uuid, subject uuid, property text, value text, kind text, canonical text, holder text, place bigint,
            sharing text, note text, seen_on uuid, thing uuid, thing_kind text, name text, platform text, account text,
            url text, address text, tokens jsonb, told uuid, told_of text, stands boolean
        )
    ), nodes as (
        -- In everybody's order: two who record the same numbers wait for each other's nodes, never in a ring.
        insert into subjects_identifier (id, kind, canonical)
        select distinct w.node, w.kind collate "C" as kind, w.canonical collate "C" as canonical
        from wanted w where w.kind is not null order by kind, canonical
        on conflict do nothing
    ), known as materialized (
        select k.said as id, k.same from subjects_known(facts, owner, from_day, until_day, list) k
        where standing <> '{}'
    ), fresh as materialized (
        select w.* from wanted w where not exists (select from known k where k.id = w.id)
    ), subject as materialized (
        select n.* from jsonb_to_recordset(facts -> 'subjects') as n (
            id uuid, kind text, name text, sort_key text, place bigint, sharing text, told uuid
        )
    ), reach as materialized (
        select lies.place, lies.sharing, foundation_seen_by(owner, nullif(lies.place, 0), lies.sharing, '{}') as seen
        from (
            select coalesce(f.place, 0) as place, f.sharing from fresh f
            union select coalesce(n.place, 0), n.sharing from subject n
        ) lies
    ), made_subjects as (
        insert into subjects_subject (id, owner_agency_id, place_id, sharing, created_at, kind, name, sort_key,
            registered_by_id, owned_by, seen_by)
        select n.id, owner, n.place, n.sharing, said_at, n.kind, n.name, n.sort_key, officer, owned, r.seen
        from subject n join reach r on r.place = coalesce(n.place, 0) and r.sharing = n.sharing
    ), made_premises as (
        insert into subjects_premises (id, owner_agency_id, place_id, sharing, created_at, kind, address, owned_by,
            seen_by)
        select f.thing, owner, f.place, f.sharing, said_at, f.thing_kind, f.address, owned, r.seen
        from fresh f join reach r on r.place = coalesce(f.place, 0) and r.sharing = f.sharing
        where f.property = 'premises'
    ), made_presences as (
        insert into subjects_presence (id, owner_agency_id, place_id, sharing, created_at, kind, platform, account,
            name, url, address, owned_by, seen_by)
        select f.thing, owner, f.place, f.sharing, said_at, f.thing_kind, f.platform, f.account, f.name, f.url,
            f.address, owned, r.seen
        from fresh f join reach r on r.place = coalesce(f.place, 0) and r.sharing = f.sharing
        where f.property = 'presence'
    ), made_statements as (
        insert into subjects_statement (id, owner_agency_id, place_id, sharing, created_at, valid_from, valid_until,
            subject_id, property, value, identifier_id, premises_id, presence_id, holder, source_kind, source_note,
            recorded_at, recorded_by_id, taken_in_id, retraction_reason, owned_by, seen_by)
        select f.id, owner, f.place, f.sharing, said_at, from_day, until_day,
            -- Nobody else asks whether there is such a subject: one that is neither new here nor held above is none.
            case when f.subject in (select n.id from subject n union all select unnest(standing)) then f.subject end,
            f.property, coalesce(f.value, ''), f.node,
            case when f.property = 'premises' then f.thing end,
            case when f.property = 'presence' then f.thing else f.seen_on end,
            coalesce(f.holder, ''), source, coalesce(f.note, ''), said_at, officer, list, '', owned, r.seen
        from fresh f join reach r on r.place = coalesce(f.place, 0) and r.sharing = f.sharing
    ), made_tokens as (
        insert into subjects_searchtoken (statement_id, subject_id, plain, toned, owner_agency_id, place_id, sharing,
            owned_by, seen_by)
        select f.id, f.subject, t.pair ->> 0, coalesce(t.pair ->> 1, t.pair ->> 0), owner, f.place, f.sharing, owned,
            r.seen
        from fresh f join reach r on r.place = coalesce(f.place, 0) and r.sharing = f.sharing
        cross join lateral jsonb_array_elements(f.tokens) as t (pair)
    ), made_story as (
        insert into subjects_storyentry (id, owner_agency_id, place_id, sharing, created_at, subject_id, at, kind,
            params, target_type, target_id, officer_id, owned_by, seen_by)
        select told.id, owner, nullif(told.place, 0), told.sharing, said_at, told.subject, said_at, told.kind,
            told.params, told.target_type, told.target, officer, owned, r.seen
        from (
            select n.told as id, n.id as subject, coalesce(n.place, 0) as place, n.sharing,
                'subjects.registered' as kind, jsonb_build_object() as params, 'subjects.subject' as target_type,
                n.id::text as target
            from subject n
            union all
            select f.told, f.subject, coalesce(f.place, 0), f.sharing, 'subjects.stated',
                jsonb_build_object('property', f.told_of), 'subjects.statement', f.id::text
            from fresh f where f.told is not null
        ) told join reach r on r.place = told.place and r.sharing = told.sharing
    )
    select k.id, k.same from known k;
end $$;
"""

# Nodes are made with their statements alone.
NO_NODE_ALONE = """
drop trigger needed on subjects_identifier;
drop function subjects_identifier_needed();
drop function subjects_identifier_node(text, text);
"""

NODE_ALONE = f"""
create function subjects_identifier_node(wanted_kind text, wanted text) returns uuid
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    said bytea := convert_to(wanted_kind || ':' || wanted, 'UTF8');
    node uuid := encode(substr(sha256((select salt from subjects_identifiersalt) || said), 1, 16), 'hex')::uuid;
begin
    insert into subjects_identifier (id, kind, canonical) values (node, wanted_kind, wanted)
        on conflict do nothing;
    return node;
end $$;
revoke all on function subjects_identifier_node(text, text) from public;
grant execute on function subjects_identifier_node(text, text) to {APPLICATION};

create function subjects_identifier_needed() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    delete from subjects_identifier i where i.id = new.id
        and not exists (select 1 from subjects_statement s where s.identifier_id = i.id);
    return null;
end $$;
create constraint trigger needed after insert on subjects_identifier deferrable initially deferred
    for each row execute function subjects_identifier_needed();
revoke all on function subjects_identifier_needed() from public;
"""

# A word is found by what it says or by its statement, never by a number of its own.
NO_NUMBER = "alter table subjects_searchtoken drop constraint subjects_searchtoken_pkey"
NO_NUMBER_BACK = "alter table subjects_searchtoken add primary key (id)"


class Migration(migrations.Migration):
    dependencies = [("subjects", "0010_words_by_reach")]

    operations = [
        migrations.RemoveIndex(model_name="statement", name="subjects_statement_owner"),
        migrations.AlterField(
            model_name="statement",
            name="identifier",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="statements",
                to="subjects.identifier",
            ),
        ),
        migrations.AlterField(
            model_name="statement",
            name="subject",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="statements",
                to="subjects.subject",
            ),
        ),
        migrations.RemoveIndex(model_name="searchtoken", name="subjects_token_plain"),
        migrations.AddIndex(
            model_name="searchtoken",
            index=models.Index(
                fields=["plain", "subject"], name="subjects_token_plain", condition=models.Q(plain__lt="0")
            ),
        ),
        migrations.RunSQL(NO_NUMBER, NO_NUMBER_BACK),
        migrations.RunSQL(NO_NODE_ALONE, NODE_ALONE),
        # Going back, the functions read and write what the earlier ones did.
        migrations.RunSQL(KNOWN + RECORD, migrations.RunSQL.noop),
    ]
