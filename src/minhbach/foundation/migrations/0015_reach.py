"""The sets of keys that rows are seen by, once each, with the number that rows carry (`foundation.scope.numbers`)."""

from __future__ import annotations

from django.db import migrations

from minhbach.foundation.database.operations import PLANNED, VISIBLE, protect
from minhbach.foundation.database.roles import APPLICATION

# Two who write the first rows of a set at once both add it: twice there is as good as once, and nobody waits.
SETS = f"""
create table foundation_reach (
    seen_by int[] not null, reach bigint not null generated always as (hash_array_extended(seen_by, 0)) stored
);
create index foundation_reach_number on foundation_reach (reach);
create index foundation_reach_seen on foundation_reach using gin (seen_by) with (fastupdate = off);
alter table foundation_reach alter column seen_by set statistics 300;
revoke insert, update, delete, truncate on foundation_reach from {APPLICATION};
{protect("foundation_reach", using=f"{PLANNED} and {VISIBLE}", check="false")};

create function foundation_keep_reach() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    insert into foundation_reach (seen_by)
    select fresh.seen_by from (select distinct on (reach) reach, seen_by from changed) fresh
    where not exists (select from foundation_reach known where known.reach = fresh.reach);
    return null;
end $$;
revoke all on function foundation_keep_reach() from public
"""


class Migration(migrations.Migration):
    dependencies = [("foundation", "0014_owners")]

    operations = [
        migrations.RunSQL(SETS, "drop function foundation_keep_reach(); drop table foundation_reach"),
    ]
