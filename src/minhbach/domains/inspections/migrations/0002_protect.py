"""Who sees a plan and what of it, and the one way to find plans of others beyond one's reach."""

from __future__ import annotations

from django.db import migrations

from minhbach.foundation.database.operations import (
    KEYS,
    SYSTEM,
    AppendOnly,
    ProtectByParent,
    ProtectByScope,
    protect,
    unprotect,
)
from minhbach.foundation.database.roles import APPLICATION

_PLAN = "exists (select 1 from inspections_plan p where p.id = plan_id)"
# The plan may be open to more people than the subject: then the item is not there for them.
_ITEM_SEEN = f"{SYSTEM} or ({_PLAN} and exists (select 1 from subjects_subject s where s.id = subject_id))"
_OWN_PLAN = f"{SYSTEM} or exists (select 1 from inspections_plan p where p.id = plan_id and p.owned_by && {KEYS})"
ITEMS = f"""
{protect("inspections_planitem", using=_ITEM_SEEN, check=_ITEM_SEEN)};
create policy own_insert on inspections_planitem as restrictive for insert to {APPLICATION} with check ({_OWN_PLAN});
create policy own_update on inspections_planitem as restrictive for update to {APPLICATION} using ({_OWN_PLAN});
revoke delete, truncate on inspections_planitem from {APPLICATION};
"""
ITEMS_BACK = f"""
grant delete on inspections_planitem to {APPLICATION};
drop policy own_update on inspections_planitem; drop policy own_insert on inspections_planitem;
{unprotect("inspections_planitem")};
"""

_EVENT_SEEN = (
    f"{SYSTEM} or ({_PLAN} and (item_id is null or exists (select 1 from inspections_planitem i where i.id = item_id)))"
)
EVENTS = protect("inspections_planevent", using=_EVENT_SEEN, check=_EVENT_SEEN)

# A visit of somebody whom its reader may not know is no visit to him.
VISITS = f"""
create policy subject_seen on inspections_visit as restrictive to {APPLICATION}
    using ({SYSTEM} or exists (select 1 from subjects_subject s where s.id = subject_id));
"""

# A head's question before an inspection without notice is his alone, within his own unit too.
LOOKS = f"""
create policy looked_by_owner on inspections_adhoclook as restrictive to {APPLICATION}
    using ({SYSTEM} or asked_by_id = (select foundation_scope_officer()))
    with check ({SYSTEM} or (asked_by_id = (select foundation_scope_officer()) and agencies is null));
revoke update, delete, truncate on inspections_adhoclook from {APPLICATION};
"""
LOOKS_BACK = f"""
grant update, delete on inspections_adhoclook to {APPLICATION};
drop policy looked_by_owner on inspections_adhoclook;
"""

# Found for a plan of one's own, among plans that were sent out and are not kept silent. The same record, or one that is
# held to be one with it, or one that carries the same value: what gives no answer to who asks has no part in it. A
# value that many carry means nobody. MATES are what the planner himself holds to be one with a subject of OURS.
FIND = f"""
create function inspections_find_overlaps(
    wanted uuid, moment timestamptz, near int, kinds text[], ours uuid[], mates uuid[]
) returns int
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    said inspections_plan;
    keys int[] := foundation_scope_keys();
    made int;
begin
    select * into said from inspections_plan where id = wanted and owned_by && keys;
    if not found then
        raise insufficient_privilege using message = 'row-level security: overlaps are found for a plan of one''s own';
    end if;
    if said.read_by = 'silent' then
        return 0;
    end if;
    with mine as (
        select i.id, i.starts_on, i.ends_on, s.id as subject_id, coalesce(s.canonical_id, s.id) as root
        from inspections_planitem i join subjects_subject s on s.id = i.subject_id
        where i.plan_id = said.id and i.dropped_at is null and s.sharing <> 'silent' and s.withdrawn_at is null
    ), carried as (
        select m.id, array(
            select c.subject_id from subjects_statement c
            where c.identifier_id = n.id and c.retracted_at is null and c.sharing <> 'silent' limit 51
        ) as held
        from mine m
        join subjects_statement f on f.subject_id = m.subject_id and f.identifier_id is not null
            and f.retracted_at is null and f.sharing <> 'silent' and f.seen_by && keys
        join subjects_identifier n on n.id = f.identifier_id and n.kind = any (kinds)
    ), party as (
        select m.id, o.id as other from mine m
            join subjects_subject o on o.id = m.root
        union select m.id, o.id from mine m
            join subjects_subject o on o.canonical_id = m.root
        union select m.id, g.mate from mine m
            join unnest(ours, mates) as g (own, mate) on g.own = m.subject_id
            join subjects_subject o on o.id = g.mate and o.seen_by && keys
        union select c.id, h.other from carried c
            cross join lateral unnest(c.held) as h (other) where cardinality(c.held) <= 50
    )
    insert into inspections_overlap (
        id, owner_agency_id, sharing, created_at, plan_id, item_id, other_item_id, other_agency_id, state, state_at
    )
    select gen_random_uuid(), said.owner_agency_id, 'agency', moment, said.id, m.id, i.id, q.owner_agency_id,
        'found', moment
    from party y
    join mine m on m.id = y.id
    join subjects_subject o on o.id = y.other and o.sharing <> 'silent' and o.withdrawn_at is null
    join inspections_planitem i on i.subject_id = y.other and i.dropped_at is null
    join inspections_plan q on q.id = i.plan_id and q.shared_at is not null and q.state <> 'dropped'
        and q.sharing <> 'silent' and q.owner_agency_id <> said.owner_agency_id
    where i.starts_on <= m.ends_on + near and m.starts_on <= i.ends_on + near
        and not exists (
            select from inspections_overlap k
            where (k.item_id = m.id and k.other_item_id = i.id) or (k.item_id = i.id and k.other_item_id = m.id)
        )
    on conflict do nothing;
    get diagnostics made = row_count;
    return made;
end $$;
revoke all on function inspections_find_overlaps(uuid, timestamptz, int, text[], uuid[], uuid[]) from public;
grant execute on function inspections_find_overlaps(uuid, timestamptz, int, text[], uuid[], uuid[]) to {APPLICATION};
"""
FIND_BACK = "drop function inspections_find_overlaps(uuid, timestamptz, int, text[], uuid[], uuid[])"


class Migration(migrations.Migration):
    dependencies = [("inspections", "0001_initial"), ("subjects", "0006_recording"), ("foundation", "0012_force")]

    operations = [
        ProtectByScope("inspections", "Plan"),
        migrations.RunSQL(ITEMS, ITEMS_BACK),
        migrations.RunSQL(EVENTS, unprotect("inspections_planevent")),
        AppendOnly("inspections", "PlanEvent"),
        ProtectByScope("inspections", "Overlap", others_change=["state", "state_at"]),
        ProtectByParent("inspections", "Word", parent_field="overlap"),
        AppendOnly("inspections", "Word"),
        ProtectByScope("inspections", "Term"),
        ProtectByScope("inspections", "Visit", shared_through="source_id"),
        migrations.RunSQL(VISITS, "drop policy subject_seen on inspections_visit"),
        ProtectByScope("inspections", "AdHocLook"),
        migrations.RunSQL(LOOKS, LOOKS_BACK),
        migrations.RunSQL(FIND, FIND_BACK),
    ]
