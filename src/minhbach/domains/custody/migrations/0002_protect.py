"""Who sees what is sealed, and the one way in which it leaves.

The sealed text lies in a table that no role of the application reads. One function gives it out: to a custodian for
whose key it was closed, after another custodian approved, for a day; and it writes the log in the same breath. Each
function asks the database who acts (the signed scope), never the application.
"""

from __future__ import annotations

from django.db import migrations

from minhbach.foundation.database.operations import ProtectByScope
from minhbach.foundation.database.roles import APPLICATION

SEALED = f"""
create table custody_sealed (
    box_id uuid primary key references custody_box (id),
    content jsonb not null check (length(content::text) <= 40000)
);
revoke all on custody_sealed from {APPLICATION};
revoke insert, update, delete on custody_box, custody_opening, custody_blanking from {APPLICATION};
-- What each room keeps of people and blanks: fn(agency, ended before, whether to do it) returns how many. A room's
-- migration writes its row; the functions are the owner's and run for nobody but custody_answer_blanking.
create table custody_blanks (kind text primary key, fn regproc not null);
revoke all on custody_blanks from {APPLICATION};
revoke update, delete on custody_key from {APPLICATION};
create policy made_by_oneself on custody_key as restrictive for insert to {APPLICATION}
    with check (officer_id = foundation_scope_officer() and confirmed_at is null and ended_at is null);
-- Who asked follows what became of it, whoever's the box is.
create policy asked on custody_opening for select to {APPLICATION}
    using (asked_by_id = (select foundation_scope_officer()));
"""
NOT_SEALED = f"""
drop policy asked on custody_opening;
drop policy made_by_oneself on custody_key;
grant insert, update, delete on custody_key, custody_box, custody_opening, custody_blanking to {APPLICATION};
drop table custody_sealed, custody_blanks;
"""

FUNCTIONS = """
create function custody_is_custodian(person uuid, agency uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
    select exists (
        select from agencies_post p join agencies_officer o on o.id = p.officer_id and o.is_active
        where p.officer_id = person and p.agency_id = agency and p.role = 'custodian'
            and coalesce(p.valid_from <= (now() at time zone 'Asia/Ho_Chi_Minh')::date, true)
            and coalesce(p.valid_until > (now() at time zone 'Asia/Ho_Chi_Minh')::date, true)
    )
$$;

-- The keys for which what is sent to an agency is sealed: of the nearest agency, itself or above, with two custodians.
create function custody_keys_for(agency uuid) returns setof custody_key
language sql stable security definer set search_path = public, pg_temp as $$
    with recursive chain as (
        select id, parent_id, 0 as step from agencies_agency where id = agency
        union all select a.id, a.parent_id, step + 1 from agencies_agency a join chain on a.id = chain.parent_id
    ), able as (
        select k.id, k.officer_id, c.step from chain c join custody_key k on k.owner_agency_id = c.id
        where k.confirmed_at is not null and k.ended_at is null
            and custody_is_custodian(k.officer_id, k.owner_agency_id)
    ), nearest as (
        select step from able group by step having count(distinct officer_id) >= 2 order by step limit 1
    )
    select k.* from custody_key k join able on able.id = k.id join nearest on nearest.step = able.step order by k.id
$$;

-- Run by functions of the owner only: the public's process and the application reach it through those.
create function custody_keep(agency uuid, sealed jsonb) returns uuid
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    asked uuid[] := array(select id from custody_keys_for(agency) order by id);
    made uuid := gen_random_uuid();
begin
    if cardinality(asked) = 0 or asked <> array(
        select (r->'header'->>'kid')::uuid from jsonb_array_elements(sealed->'recipients') r order by 1
    ) or coalesce(sealed->>'ciphertext', '') = '' then
        return null;
    end if;
    insert into custody_box (id, owner_agency_id, sharing, created_at, number, keys)
        select made, owner_agency_id, 'silent', clock_timestamp(), '', asked from custody_key where id = asked[1];
    insert into custody_sealed values (made, sealed);
    return made;
end $$;

create function custody_log(said text, o custody_opening, more jsonb) returns void
language sql security definer set search_path = public, pg_temp as $$
    insert into foundation_auditentry (id, action, officer_id, at, target_type, target_id, data, agencies)
    values (gen_random_uuid(), said, foundation_scope_officer(), clock_timestamp(), 'custody.opening', o.id::text,
        jsonb_build_object('number', (select number from custody_box where id = o.box_id), 'purpose', o.purpose)
        || more, array[o.owner_agency_id])
$$;

create function custody_confirm_key(which uuid) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    k custody_key;
begin
    select * into k from custody_key where id = which for no key update;
    if not found or k.confirmed_at is not null or k.ended_at is not null then
        return 'gone';
    elsif k.officer_id = foundation_scope_officer() then
        return 'own';
    elsif not coalesce(custody_is_custodian(foundation_scope_officer(), k.owner_agency_id), false) then
        return 'role';
    end if;
    update custody_key set confirmed_by_id = foundation_scope_officer(), confirmed_at = clock_timestamp()
        where id = which;
    return '';
end $$;

create function custody_end_key(which uuid) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    k custody_key;
begin
    select * into k from custody_key where id = which for no key update;
    if not found or k.ended_at is not null then
        return 'gone';
    elsif not coalesce(custody_is_custodian(foundation_scope_officer(), k.owner_agency_id), false) then
        return 'role';
    end if;
    update custody_key set ended_at = clock_timestamp() where id = which;
    return '';
end $$;

create function custody_ask(made uuid, box uuid, what_for text, why text) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    b custody_box;
    o custody_opening;
begin
    select * into b from custody_box where id = box and blanked_at is null;
    if not found or foundation_scope_officer() is null then
        return 'gone';
    end if;
    if exists (select from custody_opening where id = made) then
        return '';
    end if;
    insert into custody_opening (id, owner_agency_id, sharing, created_at, box_id, state, purpose, reason, asked_by_id,
        refusal) values (made, b.owner_agency_id, 'silent', clock_timestamp(), box, 'waiting', what_for,
        left(why, 500), foundation_scope_officer(), '') returning * into o;
    perform custody_log('custody.opening.asked', o, '{}');
    return '';
end $$;

create function custody_answer(which uuid, is_approved boolean, why text) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    o custody_opening;
begin
    select * into o from custody_opening where id = which for no key update;
    if not found or o.state <> 'waiting' then
        return 'gone';
    elsif o.asked_by_id = foundation_scope_officer() then
        return 'own';
    elsif not coalesce(custody_is_custodian(foundation_scope_officer(), o.owner_agency_id), false) then
        return 'role';
    end if;
    update custody_opening set state = case when is_approved then 'approved' else 'refused' end,
        answered_by_id = foundation_scope_officer(), answered_at = clock_timestamp(), refusal = left(why, 500)
        where id = which;
    perform custody_log(case when is_approved then 'custody.opening.approved' else 'custody.opening.refused' end,
        o, '{}');
    return '';
end $$;

-- The sealed text, to be opened in the custodian's browser; {"refused": …} where it is not given.
create function custody_open(which uuid) returns jsonb
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    o custody_opening;
    own uuid;
begin
    select * into o from custody_opening where id = which for no key update;
    if not found or o.state not in ('approved', 'opened') then
        return '{"refused": "gone"}';
    elsif o.answered_by_id = foundation_scope_officer() then
        return '{"refused": "own"}';
    elsif o.answered_at < clock_timestamp() - interval '1 day' then
        return '{"refused": "late"}';
    elsif not coalesce(custody_is_custodian(foundation_scope_officer(), o.owner_agency_id), false) then
        return '{"refused": "role"}';
    elsif not exists (select from custody_sealed where box_id = o.box_id) then
        return '{"refused": "gone"}';
    end if;
    -- A key that has ended closes nothing new; its holder still opens what it closed.
    select k.id into own from custody_key k join custody_box b on b.id = o.box_id and k.id = any (b.keys)
        where k.officer_id = foundation_scope_officer() limit 1;
    if own is null then
        return '{"refused": "key"}';
    end if;
    update custody_opening set state = 'opened', opened_by_id = foundation_scope_officer(),
        opened_at = coalesce(opened_at, clock_timestamp()) where id = which;
    perform custody_log('custody.opening.opened', o, jsonb_build_object('asked_by', o.asked_by_id,
        'approved_by', o.answered_by_id));
    return (select jsonb_build_object('sealed', content, 'key', own) from custody_sealed where box_id = o.box_id);
end $$;

-- What is sealed in a box is gone; that it was there, and since when it is not, stays.
create function custody_forget(boxes uuid[]) returns void
language sql security definer set search_path = public, pg_temp as $$
    delete from custody_sealed where box_id = any (boxes);
    update custody_box set blanked_at = clock_timestamp() where id = any (boxes) and blanked_at is null;
$$;

create function custody_blank(what text, agency uuid, before date, is_done boolean) returns int
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    named regproc := (select fn from custody_blanks where kind = what);
    came_to int;
begin
    if named is null then
        return null;
    end if;
    execute format('select %s($1, $2, $3)', named) into came_to using agency, before, is_done;
    return came_to;
end $$;

create function custody_log_blanking(said text, b custody_blanking) returns void
language sql security definer set search_path = public, pg_temp as $$
    insert into foundation_auditentry (id, action, officer_id, at, target_type, target_id, data, agencies)
    values (gen_random_uuid(), said, foundation_scope_officer(), clock_timestamp(), 'custody.blanking', b.id::text,
        jsonb_build_object('kind', b.kind, 'before', b.ended_before, 'basis', b.basis, 'count',
        coalesce(b.blanked, b.counted)), array[b.owner_agency_id])
$$;

create function custody_ask_blanking(made uuid, agency uuid, what text, before date, why text) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    b custody_blanking;
begin
    if not coalesce(custody_is_custodian(foundation_scope_officer(), agency), false) then
        return 'role';
    elsif before > (clock_timestamp() at time zone 'Asia/Ho_Chi_Minh')::date then
        return 'gone';
    elsif exists (select from custody_blanking where id = made) then
        return '';
    end if;
    insert into custody_blanking (id, owner_agency_id, sharing, created_at, kind, ended_before, basis, state, counted,
        asked_by_id) values (made, agency, 'agency', clock_timestamp(), what, before, left(why, 300), 'waiting',
        coalesce(custody_blank(what, agency, before, false), 0), foundation_scope_officer()) returning * into b;
    perform custody_log_blanking('custody.blanking.asked', b);
    return '';
end $$;

create function custody_answer_blanking(which uuid, is_approved boolean) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    b custody_blanking;
begin
    select * into b from custody_blanking where id = which for no key update;
    if not found or b.state <> 'waiting' then
        return 'gone';
    elsif b.asked_by_id = foundation_scope_officer() then
        return 'own';
    elsif not coalesce(custody_is_custodian(foundation_scope_officer(), b.owner_agency_id), false) then
        return 'role';
    end if;
    update custody_blanking set state = case when is_approved then 'done' else 'refused' end,
        answered_by_id = foundation_scope_officer(), answered_at = clock_timestamp(),
        blanked = case when is_approved then custody_blank(b.kind, b.owner_agency_id, b.ended_before, true) end
        where id = which returning * into b;
    perform custody_log_blanking(
        case when is_approved then 'custody.blanking.done' else 'custody.blanking.refused' end, b);
    return '';
end $$;
"""
OURS = (
    "custody_confirm_key(uuid)",
    "custody_end_key(uuid)",
    "custody_ask(uuid, uuid, text, text)",
    "custody_answer(uuid, boolean, text)",
    "custody_open(uuid)",
    "custody_ask_blanking(uuid, uuid, text, date, text)",
    "custody_answer_blanking(uuid, boolean)",
    "custody_is_custodian(uuid, uuid)",
    "custody_keys_for(uuid)",
)
INNER = (
    "custody_log(text, custody_opening, jsonb)",
    "custody_keep(uuid, jsonb)",
    "custody_forget(uuid[])",
    "custody_blank(text, uuid, date, boolean)",
    "custody_log_blanking(text, custody_blanking)",
)
RIGHTS = "".join(f"revoke all on function {name} from public;" for name in (*OURS, *INNER)) + "".join(
    f"grant execute on function {name} to {APPLICATION};" for name in OURS
)
NO_FUNCTIONS = "".join(f"drop function {name};" for name in (*OURS[:7], *INNER, *OURS[8:], OURS[7]))


class Migration(migrations.Migration):
    dependencies = [("custody", "0001_initial"), ("agencies", "0008_custodians"), ("foundation", "0014_owners")]

    operations = [
        ProtectByScope("custody", "Key"),
        ProtectByScope("custody", "Box"),
        ProtectByScope("custody", "Opening"),
        ProtectByScope("custody", "Blanking"),
        migrations.RunSQL(SEALED, NOT_SEALED),
        migrations.RunSQL(FUNCTIONS + RIGHTS, NO_FUNCTIONS),
    ]
