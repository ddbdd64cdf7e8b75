"""Which way in serves a place, by whatever name it had: the function behind the public's directory."""

from __future__ import annotations

from django.db import migrations

from minhbach.foundation.database.portal import GRANT_TO_PORTAL

# A place that is no more leads to what it became; a district, which became nothing, to its province.
FUNCTION = """
create function portal.places(given text) returns jsonb
language sql stable security definer set search_path = public, pg_temp as $$
    with recursive today as (
        select (clock_timestamp() at time zone 'Asia/Ho_Chi_Minh')::date as day
    ), named as (
        select p.* from agencies_place p
        where length(given) between 2 and 60 and p.level <> 'nation'
            and (p.folded = given or right(p.folded, length(given) + 1) = ' ' || given)
        order by p.level <> 'province', p.valid_until is not null, p.sort_key, p.id limit 20
    ), walk as (
        select n.id as origin, n.id from named n
        union
        select w.origin, next.id from walk w
        join agencies_place p on p.id = w.id and p.valid_until <= (select day from today)
        cross join lateral (
            select s.successor_id as id from agencies_placesuccession s where s.predecessor_id = p.id
            union all
            select p.parent_id where not exists (
                select from agencies_placesuccession s where s.predecessor_id = p.id
            )
        ) next where next.id is not null
    ), now as (
        select w.origin, p.id, p.name, p.level, p.parent_id from walk w join agencies_place p on p.id = w.id
        where p.valid_until is null or p.valid_until > (select day from today)
    ), up as (
        select n.origin, n.id, n.parent_id, n.level from now n
        union
        select u.origin, p.id, p.parent_id, p.level from up u join agencies_place p on p.id = u.parent_id
        where u.level <> 'province'
    )
    select coalesce(jsonb_agg(jsonb_build_object(
        'name', n.name,
        'within', coalesce((select a.name from agencies_place a where a.id = n.parent_id and a.level <> 'nation'), ''),
        'is_past', coalesce(n.valid_until <= (select day from today), false),
        'now', (select coalesce(jsonb_agg(distinct w.name order by w.name), '[]') from now w where w.origin = n.id),
        'provinces', (
            select coalesce(jsonb_agg(distinct p.name), '[]') from up u join agencies_place p on p.id = u.id
            where u.origin = n.id and u.level = 'province'
        ),
        'letterboxes', (
            select coalesce(jsonb_agg(distinct b.slug), '[]') from up u
            join intake_letterbox b on b.place_id = u.id and b.closed_at is null where u.origin = n.id
        )
    ) order by n.level <> 'province', n.valid_until is not null, n.sort_key, n.id), '[]') from named n
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("intake", "0007_recordings")]

    operations = [
        migrations.RunSQL(FUNCTION, "drop function portal.places(text)"),
        migrations.RunSQL(GRANT_TO_PORTAL, migrations.RunSQL.noop),
    ]
