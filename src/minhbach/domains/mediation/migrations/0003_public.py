"""What a consumer does himself, by the digest of his receipt alone: he reads his dispute and takes his own steps.

What he may do stands in `mediation_may`, and agrees with the table of steps (`types.MOVES`): a test walks both.
"""

from __future__ import annotations

from django.db import migrations

from minhbach.foundation.database.portal import GRANT_TO_PORTAL

FUNCTIONS = r"""
-- The last offer, where it is the firm's and nobody has answered it.
create function mediation_offer(asked uuid) returns uuid
language sql stable security definer set search_path = public, pg_temp as $$
    select case when o.side = 'firm' and not exists (
        select from mediation_step s where s.about_id = o.id and s.kind in ('took', 'declined')
    ) then o.id end
    from mediation_step o where o.dispute_id = asked and o.kind = 'offered'
    order by o.entered_at desc, o.id desc limit 1
$$;
revoke all on function mediation_offer(uuid) from public;

-- The text in force.
create function mediation_written(asked uuid) returns uuid
language sql stable security definer set search_path = public, pg_temp as $$
    select s.id from mediation_step s where s.dispute_id = asked and s.kind = 'written'
    order by s.entered_at desc, s.id desc limit 1
$$;
revoke all on function mediation_written(uuid) from public;

create function mediation_may(d mediation_dispute) returns text[]
language sql stable security definer set search_path = public, pg_temp as $$
    select coalesce(array_agg(m.kind order by m.place), '{}') from (values
        (1, 'consented', '{prepared,passed,talking,mediating,met,written}'::text[], false),
        (2, 'not_consented', '{prepared,passed,talking,mediating,met,written,settled,refused,failed,withdrawn}', true),
        (3, 'took', '{talking,mediating}', false),
        (4, 'declined', '{talking,mediating}', false),
        (5, 'offered', '{talking,mediating}', false),
        (6, 'signed', '{written}', false),
        (7, 'kept', '{settled}', true),
        (8, 'not_kept', '{settled}', true),
        (9, 'withdrawn', '{prepared,passed,talking,mediating,met,written}', false)
    ) as m(place, kind, before, after_all)
    where d.state = any (m.before) and (d.closed_at is null or m.after_all)
        and (m.kind not in ('took', 'declined') or mediation_offer(d.id) is not null)
        and (m.kind <> 'signed' or not exists (
            select from mediation_step s
            where s.about_id = mediation_written(d.id) and s.kind = 'signed' and s.side = 'consumer'
        ))
$$;
revoke all on function mediation_may(mediation_dispute) from public;

create function mediation_of(given_receipt text) returns mediation_dispute
language sql stable security definer set search_path = public, pg_temp as $$
    select d from mediation_dispute d join intake_report r on r.id = d.report_id
    where r.receipt = given_receipt order by d.created_at desc, d.id desc limit 1
$$;
revoke all on function mediation_of(text) from public;

create function mediation_told(d mediation_dispute) returns jsonb
language sql stable security definer set search_path = public, pg_temp as $$
    select jsonb_build_object(
        'firm', d.firm, 'state', d.state, 'due_on', d.due_on, 'may', to_jsonb(mediation_may(d)),
        'offer', mediation_offer(d.id), 'written', mediation_written(d.id),
        'steps', (select coalesce(jsonb_agg(jsonb_build_object(
            'id', s.id, 'kind', s.kind, 'side', s.side, 'text', s.text, 'on', s.happened_on, 'data', s.data
        ) order by s.entered_at, s.id), '[]') from mediation_step s where s.dispute_id = d.id),
        'promises', (select coalesce(jsonb_agg(jsonb_build_object(
            'id', p.id, 'side', p.side, 'what', p.what, 'due_on', p.due_on
        ) order by p.position), '[]') from mediation_promise p where p.step_id = mediation_written(d.id))
    )
$$;
revoke all on function mediation_told(mediation_dispute) from public;

create function portal.dispute(given_receipt text) returns jsonb
language sql stable security definer set search_path = public, pg_temp as $$
    select mediation_told(d) from mediation_of(given_receipt) d where d.id is not null
$$;

create function portal.bargain(given_receipt text, press uuid, given jsonb) returns jsonb
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    d mediation_dispute;
    r intake_report;
    kind text := given->>'kind';
    said text := btrim(coalesce(given->>'text', ''));
    about uuid;
    promise uuid;
    told jsonb := '{}';
    today date := (clock_timestamp() at time zone 'Asia/Ho_Chi_Minh')::date;
begin
    select * into d from mediation_of(given_receipt);
    if d.id is null then
        return null;
    end if;
    select * into d from mediation_dispute where id = d.id for no key update;
    if exists (select from mediation_step where id = press and dispute_id = d.id) then
        return mediation_told(d) || '{"again": true}';
    end if;
    if kind is null or kind <> all (mediation_may(d)) then
        return mediation_told(d) || '{"refused": "kind"}';
    end if;
    if length(said) > 5000 or (kind in ('offered', 'not_kept') and said = '') then
        return mediation_told(d) || '{"refused": "text"}';
    end if;
    -- Whoever holds a receipt has room to bargain, not to fill a disk.
    if (select count(*) from mediation_step s where s.dispute_id = d.id and s.officer_id is null) >= 200 then
        return mediation_told(d) || '{"refused": "many"}';
    end if;
    if kind in ('took', 'declined') then
        about := mediation_offer(d.id);
        if given->>'about' is distinct from about::text then
            return mediation_told(d) || '{"refused": "changed"}';
        end if;
    elsif kind = 'signed' then
        about := mediation_written(d.id);
        if given->>'digest' is distinct from (select s.data->>'digest' from mediation_step s where s.id = about) then
            return mediation_told(d) || '{"refused": "changed"}';
        end if;
    elsif kind in ('kept', 'not_kept') then
        select p.id into promise from mediation_promise p
            where p.step_id = mediation_written(d.id) and p.id::text = given->>'promise';
        if promise is null then
            return mediation_told(d) || '{"refused": "promise"}';
        end if;
    elsif kind = 'consented' then
        select jsonb_build_object('told', coalesce(jsonb_agg(t.name order by t.place), '[]')) into told
            from (values (1, 'name'), (2, 'phone'), (3, 'address')) as t(place, name)
            where jsonb_exists(coalesce(given->'told', '[]'), t.name);
        if told->'told' = '[]' then
            return mediation_told(d) || '{"refused": "told"}';
        end if;
    end if;
    insert into mediation_step (id, dispute_id, kind, side, way, text, about_id, promise_id, data, officer_id,
            happened_on, entered_at, media_type, size, sha256)
        values (press, d.id, kind, 'consumer', 'receipt', said, about, promise, told, null, today, clock_timestamp(),
            '', 0, '');
    update mediation_dispute set is_waiting = true, state = case
            when kind = 'took' then 'met'
            when kind = 'withdrawn' then 'withdrawn'
            when kind = 'signed' and exists (
                select from mediation_step s where s.about_id = about and s.kind = 'signed' and s.side = 'firm'
            ) then 'settled'
            else state end
        where id = d.id returning * into d;
    select * into r from intake_report where id = d.report_id;
    perform intake_audit('mediation.step.received', r);
    return mediation_told(d);
end $$;
"""
NO_FUNCTIONS = """
drop function portal.bargain(text, uuid, jsonb);
drop function portal.dispute(text);
drop function mediation_told(mediation_dispute);
drop function mediation_of(text);
drop function mediation_may(mediation_dispute);
drop function mediation_written(uuid);
drop function mediation_offer(uuid);
"""


class Migration(migrations.Migration):
    dependencies = [("mediation", "0002_protect"), ("intake", "0009_sealed")]

    operations = [
        migrations.RunSQL(FUNCTIONS, NO_FUNCTIONS),
        migrations.RunSQL(GRANT_TO_PORTAL, migrations.RunSQL.noop),
    ]
