"""What rows are seen by: the number of an agency, and a place with all that lies above it."""

from __future__ import annotations

from django.db import migrations

from minhbach.foundation.database.roles import APPLICATION

# The first numbers are kept for keys that are no agency's: see foundation/scope/access.py.
NUMBER = """
alter table agencies_agency add column number int generated always as identity (start with 10);
create unique index agencies_agency_number on agencies_agency (number);
"""

# A place's own key and those of the places above it, in today's map and in the one it replaced: the numbers below zero.
# What lies within a place (selectors.place_ids_within) is what has that place above it.
ABOVE = """
alter table agencies_place add column above int[] not null default '{}';

create function agencies_tell_above(changed bigint[]) returns void language sql as $$
    with recursive within (id) as (
        select unnest(changed)
        union select next.id from within join lateral (
            select p.id from agencies_place p where p.parent_id = within.id
            union all select s.predecessor_id from agencies_placesuccession s where s.successor_id = within.id
        ) next on true
    ), up (place, id) as (
        select id, id from within
        union select up.place, next.id from up join lateral (
            select p.parent_id as id from agencies_place p where p.id = up.id and p.parent_id is not null
            union all select s.successor_id from agencies_placesuccession s where s.predecessor_id = up.id
        ) next on true
    ), told as (select place, array_agg((-id)::int order by id) as above from up group by place)
    update agencies_place p set above = told.above from told where p.id = told.place and p.above <> told.above
$$;

create function agencies_place_made() returns trigger language plpgsql as $$
begin
    perform agencies_tell_above(array(select id from made));
    return null;
end $$;
create trigger made after insert on agencies_place
    referencing new table as made for each statement execute function agencies_place_made();

create function agencies_place_moved() returns trigger language plpgsql as $$
declare
    elsewhere bigint[] := array(
        select moved.id from moved join before using (id) where moved.parent_id is distinct from before.parent_id
    );
    otherwise bigint[] := array(select moved.id from moved join before using (id) where moved.above <> before.above);
begin
    if elsewhere <> '{}' then
        perform agencies_tell_above(elsewhere);
    end if;
    if otherwise <> '{}' then
        perform foundation_place_moved(otherwise);
    end if;
    return null;
end $$;
create trigger moved after update on agencies_place
    referencing old table as before new table as moved for each statement execute function agencies_place_moved();

create function agencies_place_succeeded() returns trigger language plpgsql as $$
begin
    perform agencies_tell_above(array(select predecessor_id from changed));
    return null;
end $$;
create trigger made after insert on agencies_placesuccession
    referencing new table as changed for each statement execute function agencies_place_succeeded();
create trigger unmade after delete on agencies_placesuccession
    referencing old table as changed for each statement execute function agencies_place_succeeded();
revoke update on agencies_placesuccession from %s;
"""
BACK = """
drop function agencies_place_made(), agencies_place_moved(), agencies_place_succeeded() cascade;
drop function agencies_tell_above(bigint[]);
alter table agencies_place drop column above;
"""


class Migration(migrations.Migration):
    dependencies = [("agencies", "0001_initial")]

    operations = [
        migrations.RunSQL(NUMBER, "alter table agencies_agency drop column number"),
        migrations.RunSQL(ABOVE % APPLICATION, BACK),
    ]
