"""What is said of subjects is written by one function of the database: however much it is, in so many statements.

Who sees a row is worked out once for all rows of a call that lie alike, instead of once a row. That the rows are the
writer's own to add is asked here, as the policies ask it of rows that come another way.
"""

from __future__ import annotations

from django.db import migrations

from minhbach.foundation.database.operations import ProtectByParent
from minhbach.foundation.database.roles import APPLICATION, OWNER

TABLES = ("subject", "premises", "presence", "statement", "searchtoken", "storyentry")

NODE = """
create function subjects_node_name(kind text, canonical text, salt bytea) returns uuid
language sql immutable parallel safe as $$
    select encode(substr(sha256(salt || convert_to(kind || ':' || canonical, 'UTF8')), 1, 16), 'hex')::uuid
$$;
revoke all on function subjects_node_name(text, text, bytea) from public;
"""

KNOWN = f"""
create function subjects_known(facts jsonb, owner uuid, from_day date, until_day date, list uuid)
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
revoke all on function subjects_known(jsonb, uuid, date, date, uuid) from public;
grant execute on function subjects_known(jsonb, uuid, date, date, uuid) to {APPLICATION};
"""

RECORD = f"""
create function subjects_record(
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
    if standing <> '{{}}' then
        -- What stands of a subject is looked at below: those who add to one do so one after the other.
        perform from subjects_subject s where s.id = any (standing) order by s.id for no key update;
        if exists (
            select from unnest(standing) one left join subjects_subject s on s.id = one
            where not coalesce(s.seen_by && foundation_scope_keys(), false)
        ) then
            raise insufficient_privilege using message = 'row-level security: a subject is out of reach';
        end if;
    end if;

    -- In everybody's order: two who record the same numbers wait for each other's nodes, never in a ring.
    insert into subjects_identifier (id, kind, canonical)
    select subjects_node_name(n.kind, n.canonical, salt), n.kind, n.canonical from (
        select distinct w.kind collate "C" as kind, w.canonical collate "C" as canonical
        from jsonb_to_recordset(facts -> 'statements') as w (kind text, canonical text) where w.kind is not null
    ) n order by n.kind, n.canonical
    on conflict do nothing;

    return query
    with wanted as materialized (
        select w.*, case when w.kind is not null then subjects_node_name(w.kind, w.canonical, salt) end as node
        from jsonb_to_recordset(facts -> 'statements') as w (
            id uuid, subject uuid, property text, value text, kind text, canonical text, holder text, place bigint,
            sharing text, note text, seen_on uuid, thing uuid, thing_kind text, name text, platform text, account text,
            url text, address text, tokens jsonb, told uuid, told_of text, stands boolean
        )
    ), known as materialized (
        select k.said as id, k.same from subjects_known(facts, owner, from_day, until_day, list) k
        where standing <> '{{}}'
    ), fresh as materialized (
        select w.* from wanted w where not exists (select from known k where k.id = w.id)
    ), subject as materialized (
        select n.* from jsonb_to_recordset(facts -> 'subjects') as n (
            id uuid, kind text, name text, sort_key text, place bigint, sharing text, told uuid
        )
    ), reach as materialized (
        select lies.place, lies.sharing, foundation_seen_by(owner, nullif(lies.place, 0), lies.sharing, '{{}}') as seen
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
revoke all on function subjects_record(jsonb, uuid, uuid, timestamptz, text, date, date, uuid) from public;
grant execute on function subjects_record(jsonb, uuid, uuid, timestamptz, text, date, date, uuid) to {APPLICATION};
revoke insert on subjects_searchtoken from {APPLICATION};
"""

RECORD_BACK = f"""
grant insert on subjects_searchtoken to {APPLICATION};
drop function subjects_record(jsonb, uuid, uuid, timestamptz, text, date, date, uuid);
drop function subjects_known(jsonb, uuid, date, date, uuid);
drop function subjects_node_name(text, text, bytea);
"""

_COLUMNS = "owner_agency_id, place_id, sharing, seen_by"
_THROUGH = {"searchtoken": ", statement_id", "storyentry": ", target_id"}


def reach_triggers() -> str:
    """Let the function write who sees a row; whatever else comes, or changes, is worked out row by row as before."""
    said = []
    for name in TABLES:
        table, columns = f"subjects_{name}", _COLUMNS + _THROUGH.get(name, "")
        known = f"current_user = '{OWNER}' and new.seen_by <> '{{}}'"
        said += [
            f"drop trigger reach on {table}",
            f"create trigger reach before insert or update of {columns} on {table} "
            f"for each row when (not ({known})) execute function {table}_reach()",
            f"create trigger reach_again before update of {columns} on {table} "
            f"for each row when ({known}) execute function {table}_reach()",
        ]
    return "; ".join(said)


def reach_triggers_back() -> str:
    said = []
    for name in TABLES:
        table, columns = f"subjects_{name}", _COLUMNS + _THROUGH.get(name, "")
        said += [
            f"drop trigger reach on {table}; drop trigger reach_again on {table}",
            f"create trigger reach before insert or update of {columns} on {table} "
            f"for each row execute function {table}_reach()",
        ]
    return "; ".join(said)


# Always entered by another index: by the subject, the value, the account.
NO_REACH = ("statement", "storyentry", "premises", "presence")


def drop_reach() -> str:
    return "; ".join(f"drop index subjects_{name}_reach" for name in NO_REACH)


def drop_reach_back() -> str:
    return "; ".join(
        f"create index subjects_{name}_reach on subjects_{name} using gin (seen_by) with (fastupdate = off)"
        for name in NO_REACH
    )


class Migration(migrations.Migration):
    dependencies = [("subjects", "0005_lists_in_bulk")]

    operations = [
        ProtectByParent("subjects", "ImportSlice", parent_field="taken_in"),
        ProtectByParent("subjects", "ListKey", parent_field="subject"),
        ProtectByParent("subjects", "ListedRow", parent_field="taken_in"),
        migrations.RunSQL(drop_reach(), drop_reach_back()),
        migrations.RunSQL(reach_triggers(), reach_triggers_back()),
        migrations.RunSQL(NODE + KNOWN + RECORD, RECORD_BACK),
    ]
