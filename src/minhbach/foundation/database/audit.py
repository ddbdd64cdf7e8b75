"""What the database itself does for the audit log, whatever the application says.

stamp    before a row is written: its moment, its transaction and, as far as a scope is in force, who acts
receipt  as its transaction commits: a number without gaps and a digest of the row, which nobody can write but this
         function; so a row taken away before it is sealed leaves a receipt, and a receipt taken away leaves a gap

Numbers are drawn at commit, not at the act: an act that is undone draws none, and no writer waits for another.
"""

from __future__ import annotations

from minhbach.foundation.database.roles import APPLICATION, PORTAL, SEALER

# Who an act may name before anyone has a scope: signing in, failing to, and what leads there.
DOOR = "office.door."
# The day in Vietnam: the database's own clock tells the day of another zone for seven hours of each.
TODAY = "(now() at time zone 'Asia/Ho_Chi_Minh')::date"

# What each function does, to the letter: verification compares it with what stands in the database.
# When the server last began with empty memory: it was started, or it began anew after one of its processes crashed,
# which the start of the first one does not tell but the loss of what it had counted does.
STARTED = "greatest(pg_postmaster_start_time(), (select stats_reset from pg_stat_bgwriter))"

BODIES = {
    "foundation_audit_stamp": f"""
declare
    actor uuid := foundation_scope_officer();
begin
    new.recorded_at := clock_timestamp();
    new.transaction_id := pg_current_xact_id()::text::bigint;
    if actor is not null then
        new.officer_id := actor;
        new.vouched_by := 'scope';
    -- Whoever comes in as the public's role is the public: it reaches nothing but functions that say what was done.
    elsif session_user = '{PORTAL}' then
        new.officer_id := null;
        new.vouched_by := 'public';
    elsif starts_with(new.action, '{DOOR}') then
        new.vouched_by := 'door';
    elsif 0 = any (foundation_scope_keys()) then
        new.vouched_by := 'system';
    else
        new.officer_id := null;
        new.vouched_by := 'nobody';
    end if;
    -- Whose business it is: of the agencies of who acted, and of what it was done to.
    new.agencies := array(
        select agency from (
            select unnest(new.agencies) as agency
            union select agency_id from agencies_post
                where officer_id = new.officer_id and coalesce(valid_until > {TODAY}, true)
            union select foundation_audit_owners(new.target_type, new.target_id)
        ) concerned where agency is not null order by agency
    );
    return new;
end
""",
    # As far as the scope in force reaches: what it does not show, it does not tell of either.
    "foundation_audit_owners": f"""
declare
    records regclass := to_regclass('public.' || quote_ident(replace(kind, '.', '_')));
begin
    if target !~ '^[0-9a-f-]{{36}}$' then
        return;
    elsif kind = 'agencies.agency' then
        return next target::uuid;
    elsif kind = 'agencies.officer' then
        return query select agency_id from agencies_post
            where officer_id = target::uuid and coalesce(valid_until > {TODAY}, true);
    elsif kind = 'agencies.post' then
        return query select agency_id from agencies_post where id = target::uuid;
    elsif to_regprocedure(format('public.%s_owner(uuid)', replace(kind, '.', '_'))) is not null then
        -- The same as below, planned once a session instead of once an act.
        return query execute format('select public.%I($1)', replace(kind, '.', '_') || '_owner') using target::uuid;
    elsif exists (
        select from pg_attribute where attrelid = records and attname = 'owner_agency_id' and not attisdropped
    ) then
        return query execute format('select owner_agency_id from %s where id = $1', records) using target::uuid;
    end if;
end
""",
    "foundation_audit_digest": """
    select encode(sha256(convert_to(jsonb_build_array(
        entry.id, entry.action, entry.officer_id, entry.vouched_by, extract(epoch from entry.at),
        extract(epoch from entry.recorded_at), entry.target_type, entry.target_id, entry.data, entry.transaction_id,
        entry.agencies
    )::text, 'UTF8')), 'hex')
""",
    "foundation_audit_receipt": f"""
begin
    insert into foundation_auditreceipt (number, entry_id, digest, recorded_at, server_started_at)
        values (nextval('foundation_audit_number'), new.id, foundation_audit_digest(new), new.recorded_at,
                {STARTED});
    return null;
end
""",
}

STAMP = f"""
create function foundation_audit_owners(kind text, target text) returns setof uuid language plpgsql stable
    set search_path = public, pg_temp as $${BODIES["foundation_audit_owners"]}$$;
create function foundation_audit_stamp() returns trigger language plpgsql set search_path = public, pg_temp
    as $${BODIES["foundation_audit_stamp"]}$$;
create trigger foundation_audit_stamp before insert on foundation_auditentry
    for each row execute function foundation_audit_stamp();
alter table foundation_auditentry enable always trigger foundation_audit_stamp;
"""

DIGEST = f"""
create function foundation_audit_digest(entry foundation_auditentry) returns text language sql stable
    set search_path = public, pg_temp as $${BODIES["foundation_audit_digest"]}$$;
"""

RECEIPT = f"""
create sequence foundation_audit_number;
create function foundation_audit_receipt() returns trigger language plpgsql security definer
    set search_path = public, pg_temp as $${BODIES["foundation_audit_receipt"]}$$;
create constraint trigger foundation_audit_receipt after insert on foundation_auditentry
    deferrable initially deferred for each row execute function foundation_audit_receipt();
alter table foundation_auditentry enable always trigger foundation_audit_receipt;
"""

RECEIPT_ANEW = f"""
create or replace function foundation_audit_receipt() returns trigger language plpgsql security definer
    set search_path = public, pg_temp as $${BODIES["foundation_audit_receipt"]}$$;
"""

STAMP_ANEW = f"""
create or replace function foundation_audit_stamp() returns trigger language plpgsql set search_path = public, pg_temp
    as $${BODIES["foundation_audit_stamp"]}$$;
"""

OWNERS_ANEW = f"""
create or replace function foundation_audit_owners(kind text, target text) returns setof uuid language plpgsql stable
    set search_path = public, pg_temp as $${BODIES["foundation_audit_owners"]}$$;
"""

TRIGGERS = ("foundation_audit_stamp", "foundation_audit_receipt")

GUARDS = STAMP + DIGEST + RECEIPT

NO_GUARDS = """
drop trigger foundation_audit_receipt on foundation_auditentry;
drop trigger foundation_audit_stamp on foundation_auditentry;
drop function foundation_audit_receipt();
drop sequence foundation_audit_number;
drop function foundation_audit_digest(foundation_auditentry);
drop function foundation_audit_stamp();
drop function foundation_audit_owners(text, text);
"""

# The application reads the chain and writes acts; it writes neither receipts nor seals nor the chain's name, and
# draws no number, since a number drawn in vain looks like a row that was taken away.
RIGHTS = f"""
revoke insert, update, delete, truncate on foundation_auditseal, foundation_auditreceipt, foundation_auditchain
    from {APPLICATION};
revoke usage, update on sequence foundation_audit_number from {APPLICATION};
grant select on sequence foundation_audit_number to {APPLICATION};
"""

SEALER_RIGHTS = f"""
grant usage on schema public to {SEALER};
grant select on foundation_auditentry, foundation_auditreceipt, foundation_auditseal, foundation_auditchain
    to {SEALER};
grant insert on foundation_auditseal to {SEALER};
"""

# Where the sealer's role is not made yet, `prepare-database` grants this when it makes it.
GRANT_TO_SEALER = f"""
do $$ begin
    if exists (select 1 from pg_roles where rolname = '{SEALER}') then
        {SEALER_RIGHTS}
    end if;
end $$;
"""

NAME_THE_CHAIN = """
insert into foundation_auditchain (id, made_at) values (gen_random_uuid(), clock_timestamp());
"""
