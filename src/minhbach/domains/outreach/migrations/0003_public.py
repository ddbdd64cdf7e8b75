"""What the public's process may read: what stands published now, and nothing beside it.

A publication stands from its moment until its end, whatever the worker has written down by then. What was taken down
tells that it was, when and why, and nothing of what it said.
"""

from __future__ import annotations

from django.db import migrations

from minhbach.foundation.database.portal import GRANT_TO_PORTAL

FUNCTIONS = r"""
create function outreach_stands(p outreach_publication) returns boolean
language sql stable set search_path = public, pg_temp as $$
    select p.state in ('approved', 'published') and p.publish_at <= clock_timestamp()
        and (p.ends_at is null or clock_timestamp() < p.ends_at)
$$;
revoke all on function outreach_stands(outreach_publication) from public;

create function outreach_told(p outreach_publication) returns jsonb
language sql stable security definer set search_path = public, pg_temp as $$
    select jsonb_build_object(
        'kind', p.kind, 'slug', p.slug, 'title', p.title, 'summary', p.summary, 'summary_en', p.summary_en,
        'published_at', p.publish_at, 'ends_at', p.ends_at, 'office', a.name, 'is_person',
        coalesce((p.content->>'is_person')::boolean, false), 'is_correction', p.corrects_id is not null,
        'replies', coalesce((
            select jsonb_agg(jsonb_build_object('party', r.party, 'text', r.text, 'dated', r.dated)
                order by r.recorded_at, r.id)
            from outreach_reply r where r.publication_id = p.id and r.withdrawn_at is null
        ), '[]'::jsonb)
    ) from agencies_agency a where a.id = p.owner_agency_id
$$;
revoke all on function outreach_told(outreach_publication) from public;

-- Changes with whatever the functions below answer: by what is written, and by the moments that have passed.
create function portal.edition() returns text
language sql stable security definer set search_path = public, pg_temp as $$
    select (select number from outreach_edition where id = 1)::text || '.' || coalesce(extract(epoch from greatest(
        (select max(publish_at) from outreach_publication where publish_at <= clock_timestamp()),
        (select max(ends_at) from outreach_publication where ends_at <= clock_timestamp()),
        (select max(valid_until) from outreach_partnerkey where valid_until <= clock_timestamp())
    ))::text, '')
$$;

create function portal.published(asked_kind text, skipped int, most int) returns jsonb
language sql stable security definer set search_path = public, pg_temp as $$
    select coalesce(jsonb_agg(outreach_told(p) order by p.publish_at desc, p.id), '[]'::jsonb) from (
        select * from outreach_publication one
        where (asked_kind = '' or one.kind = asked_kind) and one.state in ('approved', 'published')
            and one.publish_at <= clock_timestamp() and (one.ends_at is null or clock_timestamp() < one.ends_at)
        order by one.publish_at desc, one.id offset least(greatest(skipped, 0), 100000) limit least(most, 5000)
    ) p
$$;

create function portal.publication(asked text) returns jsonb
language sql stable security definer set search_path = public, pg_temp as $$
    select case when outreach_stands(p) then outreach_told(p) || jsonb_build_object(
        'content', p.content,
        'found_by', coalesce((
            select jsonb_agg(jsonb_build_object('kind', i.kind, 'value', i.value) order by i.kind, i.value)
            from outreach_publicidentifier i where i.publication_id = p.id
        ), '[]'::jsonb)
    ) else jsonb_build_object(
        'kind', p.kind,
        'gone', case when p.state in ('approved', 'published') then 'ended' else p.state end,
        'published_at', p.publish_at, 'down_at', coalesce(p.down_at, p.ends_at),
        'reason', case when p.state = 'retracted' then p.reason else '' end,
        'instead', (
            select c.slug from outreach_publication c where c.corrects_id = p.id and outreach_stands(c)
            order by c.publish_at desc limit 1
        )
    ) end
    from outreach_publication p where p.slug = asked and p.publish_at <= clock_timestamp()
        and p.state in ('approved', 'published', 'ended', 'corrected', 'retracted')
$$;

create function portal.look_up(asked text[]) returns jsonb
language sql stable security definer set search_path = public, pg_temp as $$
    select coalesce(jsonb_agg(outreach_told(p) order by p.publish_at desc, p.id), '[]'::jsonb) from (
        select one.* from outreach_publication one
        where one.id in (select i.publication_id from outreach_publicidentifier i where i.key = any(asked) limit 500)
            and one.state in ('approved', 'published') and one.publish_at <= clock_timestamp()
            and (one.ends_at is null or clock_timestamp() < one.ends_at)
        order by one.publish_at desc limit 50
    ) p
$$;

-- Who asks with the key of this digest, and how often he may: nothing where it is not in use now.
create function portal.partner(asked text) returns jsonb
language sql stable security definer set search_path = public, pg_temp as $$
    select jsonb_build_object('id', k.id, 'per_second', k.per_second) from outreach_partnerkey k
    where k.digest = asked and asked <> '' and k.state = 'in_use' and clock_timestamp() < k.valid_until
$$;
"""
NO_FUNCTIONS = """
drop function portal.partner(text), portal.look_up(text[]), portal.publication(text), portal.published(text, int, int),
    portal.edition();
drop function outreach_told(outreach_publication), outreach_stands(outreach_publication);
"""


class Migration(migrations.Migration):
    dependencies = [("outreach", "0002_protect"), ("intake", "0003_public")]

    operations = [
        migrations.RunSQL(FUNCTIONS, NO_FUNCTIONS),
        migrations.RunSQL(GRANT_TO_PORTAL, migrations.RunSQL.noop),
    ]
