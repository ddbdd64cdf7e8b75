"""Who sees what is told by mail, that approved pictures are not changed, and what the public's process does with both.

An address comes closed and is never told again: the functions know it by a keyed digest, and a link by its digest.
"""

from __future__ import annotations

from django.db import migrations

from minhbach.foundation.database.operations import SYSTEM, ProtectByParent, protect, unprotect
from minhbach.foundation.database.portal import GRANT_TO_PORTAL
from minhbach.foundation.database.roles import APPLICATION

RIGHTS = f"""
revoke update, truncate on outreach_picture from {APPLICATION};
revoke update, delete, truncate on outreach_announcement from {APPLICATION};
revoke delete, truncate on outreach_mailing, outreach_subscription from {APPLICATION};
"""

GUARDS = """
create trigger keep_pictures before insert or delete on outreach_picture for each row
    execute function outreach_keep_identifiers();
create trigger keep_site before update of site_id on outreach_publication for each row
    when (old.state <> 'draft' and old.site_id is distinct from new.site_id)
    execute function outreach_keep_words();
"""
NO_GUARDS = """
drop trigger keep_pictures on outreach_picture;
drop trigger keep_site on outreach_publication;
"""

FUNCTIONS = r"""
create or replace function outreach_told(p outreach_publication) returns jsonb
language sql stable security definer set search_path = public, pg_temp as $$
    select jsonb_build_object(
        'kind', p.kind, 'slug', p.slug, 'title', p.title, 'summary', p.summary, 'summary_en', p.summary_en,
        'published_at', p.publish_at, 'ends_at', p.ends_at, 'office', a.name, 'is_person',
        coalesce((p.content->>'is_person')::boolean, false), 'is_correction', p.corrects_id is not null,
        'source', p.content->>'source', 'number', p.content->>'number', 'by', p.content->>'agency',
        'dated', p.content->>'dated',
        'replies', coalesce((
            select jsonb_agg(jsonb_build_object('party', r.party, 'text', r.text, 'dated', r.dated)
                order by r.recorded_at, r.id)
            from outreach_reply r where r.publication_id = p.id and r.withdrawn_at is null
        ), '[]'::jsonb)
    ) from agencies_agency a where a.id = p.owner_agency_id
$$;

create or replace function portal.publication(asked text) returns jsonb
language sql stable security definer set search_path = public, pg_temp as $$
    select case when outreach_stands(p) then outreach_told(p) || jsonb_build_object(
        'content', p.content,
        'found_by', coalesce((
            select jsonb_agg(jsonb_build_object('kind', i.kind, 'value', i.value) order by i.kind, i.value)
            from outreach_publicidentifier i where i.publication_id = p.id
        ), '[]'::jsonb),
        'pictures', coalesce((
            select jsonb_agg(jsonb_build_object('pair', f.pair, 'caption', f.caption, 'is_genuine', f.is_genuine,
                'alt', f.alt, 'width', f.width, 'height', f.height) order by f.pair, f.is_genuine desc)
            from outreach_picture f where f.publication_id = p.id
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

-- A picture stands as long as what it belongs to.
create function portal.picture(asked text, asked_pair int, asked_genuine boolean) returns bytea
language sql stable security definer set search_path = public, pg_temp as $$
    select f.content from outreach_picture f join outreach_publication p on p.id = f.publication_id
    where p.slug = asked and f.pair = asked_pair and f.is_genuine = asked_genuine and outreach_stands(p)
$$;

create function portal.provinces() returns jsonb
language sql stable security definer set search_path = public, pg_temp as $$
    select coalesce(jsonb_agg(jsonb_build_object('key', p.key, 'name', p.name) order by p.sort_key, p.id), '[]'::jsonb)
    from agencies_place p, (select (clock_timestamp() at time zone 'Asia/Ho_Chi_Minh')::date as day) today
    where p.level = 'province' and (p.valid_from is null or p.valid_from <= today.day)
        and (p.valid_until is null or p.valid_until > today.day)
$$;

-- The same answer whoever it is: that an address is known, or was asked for too often, is told to nobody.
create function portal.subscribe(given jsonb) returns jsonb
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    paid boolean := coalesce((given->>'is_paid')::boolean, false);
begin
    if coalesce(given->>'digest', '') !~ '^[0-9a-f]{64}$'
        or coalesce(length(given->>'sealed'), 0) not between 1 and 1000
        or coalesce(given->>'press', '') !~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
        or coalesce(given->>'language', '') not in ('vi', 'en')
        or jsonb_typeof(given->'wanted') is distinct from 'object' or length(given->>'wanted') > 4000 then
        return '{"refused": "shape"}';
    end if;
    -- What is counted below is counted by one at a time: a mail more to an address would be one too many.
    lock table outreach_mailask in share row exclusive mode;
    if not paid and (select count(*) from outreach_mailask where mailed_at is null and not is_paid) >= 500 then
        return '{"refused": "busy"}';
    end if;
    if (
        select count(*) from outreach_mailask
        where digest = given->>'digest' and asked_at > clock_timestamp() - interval '1 day'
    ) < 3 then
        insert into outreach_mailask (id, digest, sealed, wanted, language, is_paid, asked_at, token)
            values ((given->>'press')::uuid, given->>'digest', given->>'sealed', given->'wanted', given->>'language',
                paid, clock_timestamp(), '')
            on conflict (id) do nothing;
    end if;
    return '{}';
end $$;

-- By the digest of the secret in a mail's link: an ask of the last two days, or what came of it.
create function outreach_subscribed(given text) returns outreach_subscription
language sql stable security definer set search_path = public, pg_temp as $$
    select s from outreach_subscription s where given <> '' and (s.token = given or s.digest <> '' and s.digest = (
        select a.digest from outreach_mailask a where a.token = given and a.confirmed_at is not null
    )) limit 1
$$;
revoke all on function outreach_subscribed(text) from public;

create function portal.subscription(given text) returns jsonb
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
    s outreach_subscription := outreach_subscribed(given);
    asked jsonb;
begin
    if s.id is not null then
        return jsonb_build_object(
            'state', case when s.ended_at is null then 'told' else 'ended' end, 'wanted', s.wanted
        );
    end if;
    select jsonb_build_object('state', 'asked', 'wanted', a.wanted) into asked from outreach_mailask a
        where a.token = given and given <> '' and a.confirmed_at is null
            and a.asked_at > clock_timestamp() - interval '2 days';
    return asked;
end $$;

create function portal.confirm(given text) returns jsonb
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    a outreach_mailask;
begin
    select * into a from outreach_mailask where token = given and given <> '' and confirmed_at is null
        and asked_at > clock_timestamp() - interval '2 days' for update;
    if found then
        insert into outreach_subscription (id, digest, sealed, wanted, language, token, confirmed_at, ended_by, bounces)
            values (gen_random_uuid(), a.digest, a.sealed, a.wanted, a.language, a.token, clock_timestamp(), '', 0)
            on conflict (digest) where digest <> ''
                do update set wanted = excluded.wanted, language = excluded.language, bounces = 0;
        update outreach_mailask set confirmed_at = clock_timestamp(), sealed = '' where id = a.id;
    end if;
    return portal.subscription(given);
end $$;

create function portal.unsubscribe(given text) returns jsonb
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    s outreach_subscription := outreach_subscribed(given);
begin
    if s.id is not null and s.ended_at is null then
        delete from outreach_mailask where digest = s.digest and mailed_at is null;
        update outreach_subscription set ended_at = clock_timestamp(), ended_by = 'asked', digest = '', sealed = '',
            wanted = '{}' where id = s.id;
    end if;
    return coalesce(portal.subscription(given), case when s.id is not null then '{"state": "ended"}'::jsonb end);
end $$;
"""
NO_FUNCTIONS = """
drop function portal.unsubscribe(text), portal.confirm(text), portal.subscription(text), portal.subscribe(jsonb),
    portal.provinces(), portal.picture(text, int, boolean);
drop function outreach_subscribed(text);
"""


class Migration(migrations.Migration):
    dependencies = [("outreach", "0005_tellings")]

    operations = [
        ProtectByParent("outreach", "Picture", parent_field="publication"),
        ProtectByParent("outreach", "Announcement", parent_field="publication"),
        ProtectByParent("outreach", "Mailing", parent_field="announcement"),
        migrations.RunSQL(protect("outreach_mailask", using=SYSTEM, check=SYSTEM), unprotect("outreach_mailask")),
        migrations.RunSQL(
            protect("outreach_subscription", using=SYSTEM, check=SYSTEM), unprotect("outreach_subscription")
        ),
        migrations.RunSQL(RIGHTS, migrations.RunSQL.noop),
        migrations.RunSQL(GUARDS, NO_GUARDS),
        migrations.RunSQL(FUNCTIONS, NO_FUNCTIONS),
        migrations.RunSQL(GRANT_TO_PORTAL, migrations.RunSQL.noop),
    ]
