"""Two levels more: a record open to its force, in whatever province, and one that gives no answer to who asks.

And a count of what an officer asks of others.
"""

from __future__ import annotations

from django.db import migrations, models

# A force has no number of its own: its key is made of its code, far above those of agencies (scope/access.py does the
# same). What is called "other forces" is no force, and opens nothing to anybody.
FORCE = """
create function foundation_force_key(force text) returns int language sql immutable parallel safe as $$
    select case when force <> 'KHAC' then 1000000000 + ('x' || left(md5(force), 7))::bit(28)::int end
$$;

create or replace function foundation_seen_by(owner uuid, place bigint, sharing text, records uuid[]) returns int[]
language sql stable security definer set search_path = public, pg_temp as $$
    select foundation_owned_by(owner)
        || case when sharing in ('area', 'network')
            then array[1] || coalesce((select above from agencies_place where id = place), '{}') else '{}' end
        || case when sharing = 'network' then array[2] else '{}' end
        || case when sharing = 'force' then array_remove(
            array[(select foundation_force_key(force) from agencies_agency where id = owner)], null
        ) else '{}' end
        || array(
            select distinct unnest(a.above) from foundation_share s join agencies_agency a on a.id = s.agency_id
            where s.record_id = any (records) and a.id <> owner order by 1
        )
$$;

create function foundation_force_changed() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    perform foundation_agency_moved(array[new.id]);
    return null;
end $$;
create trigger force_changed after update on agencies_agency
    for each row when (new.force <> old.force) execute function foundation_force_changed();
revoke all on function foundation_force_changed() from public;
"""
FORCE_BACK = """
drop function foundation_force_changed() cascade;

create or replace function foundation_seen_by(owner uuid, place bigint, sharing text, records uuid[]) returns int[]
language sql stable security definer set search_path = public, pg_temp as $$
    select foundation_owned_by(owner)
        || case when sharing <> 'agency'
            then array[1] || coalesce((select above from agencies_place where id = place), '{}') else '{}' end
        || case when sharing = 'network' then array[2] else '{}' end
        || array(
            select distinct unnest(a.above) from foundation_share s join agencies_agency a on a.id = s.agency_id
            where s.record_id = any (records) and a.id <> owner order by 1
        )
$$;

drop function foundation_force_key(text);
"""


class Migration(migrations.Migration):
    dependencies = [("foundation", "0011_logproof"), ("agencies", "0002_keys")]

    operations = [
        migrations.RunSQL(FORCE, FORCE_BACK),
        migrations.AlterField(
            model_name="attempt",
            name="count",
            field=models.CharField(
                choices=[("pair", "Pair"), ("name", "Name"), ("place", "Place"), ("asked", "Asked")], max_length=5
            ),
        ),
    ]
