"""What is written for each thing said, and read by nobody, is written no longer; the function reads a batch once."""

from __future__ import annotations

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# As in 0006, but for the nodes: taken in the statement that writes the rest.
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
        select f.id, owner, f.place, f.sharing, said_at, from_day, until_day, f.subject, f.property, f.value, f.node,
            case when f.property = 'premises' then f.thing end,
            case when f.property = 'presence' then f.thing else f.seen_on end,
            f.holder, source, f.note, said_at, officer, list, '', owned, r.seen
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


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0005_rota"),
        ("subjects", "0007_import_file"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="searchtoken",
            name="subjects_token_toned",
        ),
        migrations.RemoveIndex(
            model_name="statement",
            name="subjects_statement_identifier",
        ),
        migrations.RemoveIndex(
            model_name="statement",
            name="subjects_statement_presence",
        ),
        migrations.RemoveIndex(
            model_name="statement",
            name="subjects_statement_taken_in",
        ),
        migrations.AlterField(
            model_name="statement",
            name="owner_agency",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="agencies.agency",
            ),
        ),
        migrations.AlterField(
            model_name="statement",
            name="premises",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="statements",
                to="subjects.premises",
            ),
        ),
        migrations.AlterField(
            model_name="statement",
            name="recorded_by",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="storyentry",
            name="officer",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="storyentry",
            name="owner_agency",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="agencies.agency",
            ),
        ),
        migrations.AlterField(
            model_name="storyentry",
            name="place",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="agencies.place",
            ),
        ),
        migrations.AlterField(
            model_name="subject",
            name="canonical",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="merged",
                to="subjects.subject",
            ),
        ),
        migrations.AlterField(
            model_name="subject",
            name="keeper",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="subjects_kept",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="subject",
            name="owner_agency",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="agencies.agency",
            ),
        ),
        migrations.AlterField(
            model_name="subject",
            name="place",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="agencies.place",
            ),
        ),
        migrations.AlterField(
            model_name="subject",
            name="registered_by",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddIndex(
            model_name="searchtoken",
            index=models.Index(
                condition=models.Q(("toned", models.F("plain")), _negated=True),
                fields=["toned", "subject"],
                name="subjects_token_toned",
            ),
        ),
        migrations.AddIndex(
            model_name="statement",
            index=models.Index(
                condition=models.Q(("identifier__isnull", False)),
                fields=["identifier", "subject"],
                name="subjects_statement_identifier",
            ),
        ),
        migrations.AddIndex(
            model_name="statement",
            index=models.Index(
                condition=models.Q(("premises__isnull", False)), fields=["premises"], name="subjects_statement_premises"
            ),
        ),
        migrations.AddIndex(
            model_name="statement",
            index=models.Index(
                condition=models.Q(("presence__isnull", False)), fields=["presence"], name="subjects_statement_presence"
            ),
        ),
        migrations.AddIndex(
            model_name="statement",
            index=models.Index(
                condition=models.Q(("taken_in__isnull", False)), fields=["taken_in"], name="subjects_statement_taken_in"
            ),
        ),
        migrations.AddIndex(
            model_name="subject",
            index=models.Index(
                condition=models.Q(("canonical__isnull", False)),
                fields=["canonical"],
                name="subjects_subject_canonical",
            ),
        ),
        migrations.AddIndex(
            model_name="subject",
            index=models.Index(
                condition=models.Q(("keeper__isnull", False)), fields=["keeper"], name="subjects_subject_keeper"
            ),
        ),
        # Going back, the function writes what the earlier one wrote.
        migrations.RunSQL(RECORD, migrations.RunSQL.noop),
    ]
