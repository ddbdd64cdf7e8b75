"""What rows are seen by: agencies and places, each with all that stands above it."""

from __future__ import annotations

from django.db import migrations

from minhbach.foundation.database.roles import APPLICATION

# The first numbers are kept for keys that are no agency's: see foundation/scope/access.py. An agency bears its own
# number and those of the agencies above it and of those that took over from it (what selectors.with_descendant_ids
# reads, turned round).
NUMBER = """
alter table agencies_agency add column number int generated always as identity (start with 10);
alter table agencies_agency add column above int[] not null default '{}';
create unique index agencies_agency_number on agencies_agency (number);

create function agencies_tell_agencies_above(changed uuid[]) returns void language sql as $$
    with recursive below (id) as (
        select unnest(changed)
        union select a.id from below join agencies_agency a on below.id in (a.parent_id, a.successor_id)
    ), up (agency, id) as (
        select id, id from below
        union select up.agency, next.id from up join agencies_agency a on a.id = up.id
            cross join lateral (values (a.parent_id), (a.successor_id)) next (id) where next.id is not null
    ), told as (
        select agency, array_agg(number order by number) as above
        from up join agencies_agency a on a.id = up.id group by agency
    )
    update agencies_agency a set above = told.above from told where a.id = told.agency and a.above <> told.above
$$;

create function agencies_agency_made() returns trigger language plpgsql as $$
begin
    perform agencies_tell_agencies_above(array(select id from made));
    return null;
end $$;
create trigger made after insert on agencies_agency
    referencing new table as made for each statement execute function agencies_agency_made();

create function agencies_agency_moved() returns trigger language plpgsql as $$
declare
    elsewhere uuid[] := array(
        select moved.id from moved join before using (id)
        where (moved.parent_id, moved.successor_id) is distinct from (before.parent_id, before.successor_id)
    );
    otherwise uuid[] := array(
        select moved.id from moved join before using (id) where moved.above <> before.above and before.above <> '{}'
    );
begin
    if elsewhere <> '{}' then
        perform agencies_tell_agencies_above(elsewhere);
    end if;
    if otherwise <> '{}' then
        perform foundation_agency_moved(otherwise);
    end if;
    return null;
end $$;
create trigger moved after update on agencies_agency
    referencing old table as before new table as moved for each statement execute function agencies_agency_moved();
"""
NUMBER_BACK = """
drop function agencies_agency_made(), agencies_agency_moved() cascade;
drop function agencies_tell_agencies_above(uuid[]);
alter table agencies_agency drop column number, drop column above;
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
    otherwise bigint[] := array(
        select moved.id from moved join before using (id) where moved.above <> before.above and before.above <> '{}'
    );
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
        migrations.RunSQL(NUMBER, NUMBER_BACK),
        migrations.RunSQL(ABOVE % APPLICATION, BACK),
    ]
