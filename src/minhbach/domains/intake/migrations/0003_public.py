"""The only things the public's process may do: a schema of functions, each for whoever asks and for one thing.

What they answer is told as JSON; a refusal is an answer, too. They run in the name of the owner of the tables, so that
the process needs no right on any. Nothing lists reports: each is reached by the digest of its receipt alone.
"""

from __future__ import annotations

from django.db import migrations

from minhbach.foundation.database.portal import CLOSE_PUBLIC, GRANT_TO_PORTAL, SCHEMA

FUNCTIONS = r"""
create function intake_told(r intake_report) returns jsonb
language sql stable security definer set search_path = public, pg_temp as $$
    select jsonb_build_object(
        'number', r.number, 'kind', r.kind, 'stage', r.stage, 'outcome', r.outcome, 'due_on', r.due_on,
        'due_by', r.due_by, 'received_on', (r.created_at at time zone 'Asia/Ho_Chi_Minh')::date,
        'office', b.name, 'hotline', b.hotline
    ) from intake_letterbox b where b.id = r.letterbox_id
$$;
revoke all on function intake_told(intake_report) from public;

-- Written by the database, whatever the process says: that something came in, and nothing of it.
create function intake_audit(said text, r intake_report) returns void
language sql security definer set search_path = public, pg_temp as $$
    insert into foundation_auditentry (id, action, officer_id, at, target_type, target_id, data, agencies)
    values (gen_random_uuid(), said, null, clock_timestamp(), 'intake.report', r.id::text,
        jsonb_build_object('kind', r.kind, 'channel', r.channel), array[r.owner_agency_id])
$$;
revoke all on function intake_audit(text, intake_report) from public;

create function portal.letterboxes() returns jsonb
language sql stable security definer set search_path = public, pg_temp as $$
    select coalesce(jsonb_agg(jsonb_build_object(
        'slug', b.slug, 'name', b.name, 'place', coalesce(p.name, ''), 'hotline', b.hotline, 'email', b.email,
        'address', b.address, 'promise_days', b.promise_days
    ) order by p.sort_key nulls first, b.name), '[]'::jsonb)
    from intake_letterbox b left join agencies_place p on p.id = b.place_id where b.closed_at is null
$$;

create function portal.send(given jsonb) returns jsonb
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    box intake_letterbox;
    made intake_report;
    today date := (clock_timestamp() at time zone 'Asia/Ho_Chi_Minh')::date;
    by_law date;
    -- What an office enters came to it in another way; the public's process has but one.
    channel text := case when session_user = 'minhbach_portal' then 'portal'
        else coalesce(given->>'channel', 'portal') end;
begin
    select * into made from intake_report where receipt = given->>'receipt';
    if found then
        return intake_told(made) || '{"again": true}';
    end if;
    select * into box from intake_letterbox where slug = given->>'letterbox' and closed_at is null;
    if not found then
        return '{"refused": "letterbox"}';
    end if;
    if not exists (select from intake_answerday where kind = given->>'kind') then
        return '{"refused": "kind"}';
    end if;
    if coalesce(given->>'receipt', '') !~ '^[0-9a-f]{64}$'
        or coalesce(length(given->>'what'), 0) not between 1 and 20000
        or length(given->>'data') > 20000
        or jsonb_array_length(coalesce(given->'files', '[]')) > 5 then
        return '{"refused": "shape"}';
    end if;
    select due_on into by_law from intake_answerday where kind = given->>'kind' and received_on = today;
    loop
        insert into intake_report (id, owner_agency_id, place_id, sharing, created_at, kind, number, receipt,
            letterbox_id, channel, stage, what, where_said, link, when_said, data, due_on, due_by, outcome, is_waiting)
        values (gen_random_uuid(), box.owner_agency_id, box.place_id, 'silent', clock_timestamp(), given->>'kind',
            to_char(today, 'YY') || '-' || lpad((random() * 99999999)::int::text, 8, '0'), given->>'receipt',
            box.id, channel, 'received', given->>'what', coalesce(given->>'where', ''), coalesce(given->>'link', ''),
            coalesce(given->>'when', ''), coalesce(given->'data', '{}'),
            coalesce(by_law, today + box.promise_days),
            case when by_law is not null then 'law' when box.promise_days is not null then 'promise' else '' end,
            '', false)
        on conflict do nothing returning * into made;
        exit when found;
        -- Sent twice at once, or a number that is taken already.
        select * into made from intake_report where receipt = given->>'receipt';
        if found then
            return intake_told(made) || '{"again": true}';
        end if;
    end loop;
    insert into intake_attachment (id, report_id, position, media_type, size, original_sha256, content, sha256)
        select gen_random_uuid(), made.id, n, f->>'media_type', length(decode(f->>'content', 'base64')),
            f->>'original', decode(f->>'content', 'base64'), ''
        from jsonb_array_elements(coalesce(given->'files', '[]')) with ordinality as sent(f, n);
    insert into intake_passage (id, report_id, step, before, after, outcome, reason, happened_at)
        values (gen_random_uuid(), made.id, 'received', '', 'received', '', '', made.created_at);
    perform intake_audit('intake.report.received', made);
    return intake_told(made);
end $$;

create function portal.talk(given_receipt text) returns jsonb
language sql stable security definer set search_path = public, pg_temp as $$
    select intake_told(r) || jsonb_build_object(
        'what', r.what,
        'files', (select count(*) from intake_attachment a where a.report_id = r.id),
        'messages', (
            select coalesce(jsonb_agg(
                jsonb_build_object('side', m.side, 'text', m.text, 'at', m.written_at) order by m.written_at, m.id
            ), '[]') from intake_message m where m.report_id = r.id and m.side in ('sender', 'office')
        )
    ) from intake_report r where r.receipt = given_receipt
$$;

create function portal.say(given_receipt text, message uuid, said text) returns jsonb
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    asked intake_report;
begin
    select * into asked from intake_report where receipt = given_receipt for no key update;
    if not found then
        return null;
    end if;
    if exists (select from intake_message where id = message and report_id = asked.id) then
        return portal.talk(given_receipt) || '{"again": true}';
    end if;
    if coalesce(length(said), 0) not between 1 and 5000 then
        return portal.talk(given_receipt) || '{"refused": "shape"}';
    end if;
    if (select count(*) from intake_message where report_id = asked.id and side = 'sender') >= 200 then
        return portal.talk(given_receipt) || '{"refused": "many"}';
    end if;
    insert into intake_message (id, report_id, side, text, written_at)
        values (message, asked.id, 'sender', said, clock_timestamp());
    update intake_report set is_waiting = true where id = asked.id and not is_waiting;
    perform intake_audit('intake.message.received', asked);
    return portal.talk(given_receipt);
end $$;
"""
NO_FUNCTIONS = """
drop function portal.say(text, uuid, text), portal.talk(text), portal.send(jsonb), portal.letterboxes();
drop function intake_audit(text, intake_report), intake_told(intake_report);
"""


class Migration(migrations.Migration):
    dependencies = [("intake", "0002_protect")]

    operations = [
        migrations.RunSQL(f"create schema {SCHEMA}", f"drop schema {SCHEMA}"),
        migrations.RunSQL(CLOSE_PUBLIC, migrations.RunSQL.noop),
        migrations.RunSQL(FUNCTIONS, NO_FUNCTIONS),
        migrations.RunSQL(GRANT_TO_PORTAL, migrations.RunSQL.noop),
    ]
