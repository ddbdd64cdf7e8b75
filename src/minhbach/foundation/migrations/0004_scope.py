"""Who sees a row is kept on the row; whose keys are told is proved by a signature the application alone can make."""

from __future__ import annotations

from django.db import migrations

from minhbach.foundation.database.operations import OWN, VISIBLE, protect, unprotect
from minhbach.foundation.database.roles import APPLICATION

# The secret is told by `minhbach migrate` and read by nobody but the owner's functions (and whoever copies everything).
SECRET = f"""
create table foundation_scopesecret (id boolean primary key default true check (id), secret bytea not null);
revoke all on foundation_scopesecret from {APPLICATION};
"""

# Nested, so that a signature cannot be lengthened; pid and start of the transaction, so that it serves no other.
SAID = """
create function foundation_scope_is_signed() returns boolean
language plpgsql stable parallel restricted security definer set search_path = pg_catalog, pg_temp as $$
declare
    kept bytea := (select secret from public.foundation_scopesecret);
    said text := concat_ws('|', pg_backend_pid(), extract(epoch from transaction_timestamp()),
        current_setting('minhbach.officer', true), current_setting('minhbach.keys', true));
begin
    return current_setting('minhbach.signature', true)
        = encode(sha256(kept || sha256(kept || convert_to(said, 'UTF8'))), 'hex');
end $$;

create function foundation_scope_keys() returns int[]
language plpgsql stable parallel restricted security definer set search_path = pg_catalog, pg_temp as $$
begin
    if public.foundation_scope_is_signed() then
        return current_setting('minhbach.keys', true)::int[];
    end if;
    return '{}';
end $$;

create function foundation_scope_officer() returns uuid
language plpgsql stable parallel restricted security definer set search_path = pg_catalog, pg_temp as $$
begin
    if public.foundation_scope_is_signed() then
        return nullif(current_setting('minhbach.officer', true), '')::uuid;
    end if;
    return null;
end $$;

-- Told, not proved: for the planner. Called dear, so that a narrow reach goes by its index and not along an order.
create function foundation_told_keys() returns int[] language plpgsql stable parallel restricted cost 100 as $$
begin
    return nullif(current_setting('minhbach.keys', true), '')::int[];
end $$;
"""
SAID_BACK = """
drop function foundation_told_keys();
drop function foundation_scope_officer();
drop function foundation_scope_keys();
drop function foundation_scope_is_signed();
"""

# Keys: 0 the system · the owner and the agencies above it · 1 all places, and the place with those above it · 2 any
# officer · whom it is shared with, and those above. The first two are whose it is (owned_by). See
# foundation/scope/access.py.
SEEN_BY = f"""
create table foundation_scopedtable (
    name text primary key, record_type text not null, shared_through text not null, through_type text not null,
    shared_by text not null
);
revoke insert, update, delete on foundation_scopedtable from {APPLICATION};

create function foundation_owned_by(owner uuid) returns int[]
language sql stable security definer set search_path = public, pg_temp as $$
    select 0 || above from agencies_agency where id = owner
$$;

create function foundation_seen_by(owner uuid, place bigint, sharing text, records uuid[]) returns int[]
language sql stable security definer set search_path = public, pg_temp as $$
    select foundation_owned_by(owner)
        || case when sharing <> 'agency'
            then array[1] || coalesce((select above from agencies_place where id = place), '{{}}') else '{{}}' end
        || case when sharing = 'network' then array[2] else '{{}}' end
        || array(
            select distinct unnest(a.above) from foundation_share s join agencies_agency a on a.id = s.agency_id
            where s.record_id = any (records) and a.id <> owner order by 1
        )
$$;

create function foundation_require_own(owned_by int[], named text) returns void
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
    if not coalesce(owned_by && foundation_scope_keys(), false) then
        raise insufficient_privilege using message =
            format('row-level security: a row of "%s" is its own agency''s to change', named);
    end if;
end $$;

create function foundation_own_changes() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    perform foundation_require_own(old.owned_by, tg_table_name);
    return new;
end $$;

create function foundation_place_moved(places bigint[]) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare scoped foundation_scopedtable;
begin
    for scoped in select * from foundation_scopedtable loop
        execute format('update %I set seen_by = seen_by where place_id = any ($1) and sharing <> ''agency''',
            scoped.name) using places;
    end loop;
end $$;
revoke all on function foundation_owned_by(uuid), foundation_seen_by(uuid, bigint, text, uuid[]),
    foundation_require_own(int[], text), foundation_own_changes() from public;
"""
SEEN_BY_BACK = """
drop function foundation_place_moved(bigint[]);
drop function foundation_own_changes();
drop function foundation_require_own(int[], text);
drop function foundation_seen_by(uuid, bigint, text, uuid[]);
drop function foundation_owned_by(uuid);
drop table foundation_scopedtable;
"""

# A share is known to the record's agency and to the one it opens the record to, and closed again by the former alone.
# Who may make one is asked by the trigger, which alone sees the record whole.
SHARES = f"""
alter table foundation_share add column owned_by int[] not null default '{{}}';
alter table foundation_share add column seen_by int[] not null default '{{}}';

create function foundation_share_reach() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    scoped foundation_scopedtable;
    record_owned_by int[];
    record_seen_by int[];
begin
    select * into scoped from foundation_scopedtable where record_type = new.record_type;
    if found then
        execute format('select owned_by, seen_by from %I where id = $1', scoped.name)
            into record_owned_by, record_seen_by using new.record_id;
    end if;
    if scoped.shared_by = 'owner' then
        perform foundation_require_own(record_owned_by, scoped.name);
    elsif not coalesce(record_seen_by && foundation_scope_keys(), false) then
        raise insufficient_privilege using message = 'row-level security: the record to share is out of reach';
    end if;
    new.owned_by := record_owned_by;
    new.seen_by := record_owned_by || (select above from agencies_agency where id = new.agency_id);
    return new;
end $$;
create trigger reach before insert on foundation_share for each row execute function foundation_share_reach();

create function foundation_touch(ids uuid[], types text[]) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare scoped foundation_scopedtable;
begin
    for scoped in select * from foundation_scopedtable loop
        if scoped.record_type = any (types) then
            execute format('update %I set seen_by = seen_by where id = any ($1)', scoped.name) using ids;
        end if;
        if scoped.shared_through <> '' then
            execute format('update %I set seen_by = seen_by where %I = any ($1::text[]::%s[])',
                scoped.name, scoped.shared_through, scoped.through_type) using ids;
        end if;
    end loop;
end $$;

create function foundation_share_changed() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    ids uuid[] := array(select distinct record_id from changed);
begin
    if ids <> '{{}}' then
        perform foundation_touch(ids, array(select distinct record_type::text from changed));
    end if;
    return null;
end $$;

create function foundation_agency_moved(moved uuid[]) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare scoped foundation_scopedtable;
begin
    for scoped in select * from foundation_scopedtable loop
        execute format('update %I set seen_by = seen_by where owner_agency_id = any ($1)', scoped.name) using moved;
    end loop;
    update foundation_share s set seen_by = s.owned_by || a.above from agencies_agency a
        where a.id = s.agency_id and a.id = any (moved);
    perform foundation_touch(array_agg(distinct record_id), array_agg(distinct record_type::text))
        from foundation_share where agency_id = any (moved) having count(*) > 0;
end $$;
create trigger made after insert on foundation_share
    referencing new table as changed for each statement execute function foundation_share_changed();
create trigger unmade after delete on foundation_share
    referencing old table as changed for each statement execute function foundation_share_changed();
revoke all on function foundation_share_reach(), foundation_share_changed(), foundation_touch(uuid[], text[])
    from public;

revoke update on foundation_share from {APPLICATION};
{protect("foundation_share", using=VISIBLE, check="true")};
create policy own_delete on foundation_share as restrictive for delete to {APPLICATION} using ({OWN});
"""
SHARES_BACK = f"""
drop policy own_delete on foundation_share;
{unprotect("foundation_share")};
drop function foundation_share_reach(), foundation_share_changed() cascade;
drop function foundation_agency_moved(uuid[]), foundation_touch(uuid[], text[]);
alter table foundation_share drop column seen_by, drop column owned_by;
"""


class Migration(migrations.Migration):
    dependencies = [("foundation", "0003_press"), ("agencies", "0002_keys")]

    operations = [
        migrations.RunSQL(SECRET, "drop table foundation_scopesecret"),
        migrations.RunSQL(SAID, SAID_BACK),
        migrations.RunSQL(SEEN_BY, SEEN_BY_BACK),
        migrations.RunSQL(SHARES, SHARES_BACK),
    ]
