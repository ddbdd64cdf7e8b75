"""Who sends: sealed for custodians, or plain where the law has the office know; and reports about officers."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models

from minhbach.foundation.database.operations import SYSTEM, protect, unprotect
from minhbach.foundation.database.portal import GRANT_TO_PORTAL
from minhbach.foundation.database.roles import APPLICATION

# A person is seen by whoever sees his report, and written by the functions below alone.
PERSONS = (
    protect(
        "intake_person",
        using=f"{SYSTEM} or exists (select from intake_report r where r.receipt = intake_person.receipt)",
        check="false",
    )
    + f"; revoke insert, update, delete, truncate on intake_person from {APPLICATION}"
)

# A report about an officer is seen by internal inspectors of the agency that has it, and by none who holds a post in
# the unit named, below or above it. What hangs on a report is seen where the report is.
ABOUT = f"""
create function intake_may_know(about uuid, owner uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
    with held as (
        select p.agency_id, p.role from agencies_post p
        where p.officer_id = foundation_scope_officer()
            and coalesce(p.valid_from <= (now() at time zone 'Asia/Ho_Chi_Minh')::date, true)
            and coalesce(p.valid_until > (now() at time zone 'Asia/Ho_Chi_Minh')::date, true)
    )
    select 0 = any (foundation_scope_keys()) or (
        exists (select from held where role = 'internal_inspector' and agency_id = owner)
        and not exists (select from held, agencies_agency own, agencies_agency named
            where own.id = held.agency_id and named.id = about
                and (own.number = any (named.above) or named.number = any (own.above))
        )
    )
$$;
revoke all on function intake_may_know(uuid, uuid) from public;
grant execute on function intake_may_know(uuid, uuid) to {APPLICATION};
create policy about on intake_report as restrictive to {APPLICATION}
    using (about_id is null or intake_may_know(about_id, owner_agency_id));

-- Those designated for a place: the agency nearest to it with an internal inspector, outside the unit's own line.
create function intake_inspectors_for(place bigint, about uuid) returns uuid
language sql stable security definer set search_path = public, pg_temp as $$
    select a.id from agencies_agency a join agencies_agencyarea r on r.agency_id = a.id
        join agencies_place covered on covered.id = r.place_id
        cross join agencies_agency named
    where named.id = about and a.number <> all (named.above) and named.number <> all (a.above)
        and (covered.level = 'nation' or -covered.id = any (
            select unnest(p.above) from agencies_place p where p.id = place
        ))
        and exists (
            select from agencies_post p join agencies_officer o on o.id = p.officer_id and o.is_active
            where p.agency_id = a.id and p.role = 'internal_inspector'
                and coalesce(p.valid_from <= (now() at time zone 'Asia/Ho_Chi_Minh')::date, true)
                and coalesce(p.valid_until > (now() at time zone 'Asia/Ho_Chi_Minh')::date, true)
        )
    order by cardinality(covered.above) desc, a.number limit 1
$$;
revoke all on function intake_inspectors_for(bigint, uuid) from public;

-- Before the row's keys are written ("reach"): whose it is, and that a kind which needs a name has one.
create function intake_of_whom() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if new.kind in ('TO_CAO', 'KHIEU_NAI', 'NTD_CO_QUAN', 'TMDT_HE_THONG', 'DON_SHCN')
        and not exists (select from intake_person where receipt = new.receipt) then
        raise exception using errcode = 'MB388', message = 'a report of this kind has a sender with a name';
    end if;
    if tg_op = 'INSERT' and new.kind = 'CAN_BO_SAI_PHAM' then
        select id into new.about_id from agencies_agency where key = new.data->>'unit';
        new.owner_agency_id := intake_inspectors_for(new.place_id, new.about_id);
        if new.owner_agency_id is null then
            raise exception using errcode = 'MB389', message = 'nobody is designated outside the unit named';
        end if;
    elsif tg_op = 'UPDATE' and (new.kind = 'CAN_BO_SAI_PHAM') <> (old.kind = 'CAN_BO_SAI_PHAM') then
        raise exception using errcode = 'MB389', message = 'a report about an officer is of that kind from the start';
    end if;
    return new;
end $$;
revoke all on function intake_of_whom() from public;
create trigger about before insert or update of kind on intake_report
    for each row execute function intake_of_whom();
"""
NO_ABOUT = """
drop trigger about on intake_report;
drop function intake_of_whom();
drop policy about on intake_report;
drop function intake_inspectors_for(bigint, uuid);
drop function intake_may_know(uuid, uuid);
"""

FUNCTIONS = r"""
-- The agency for which what comes to a way in, or is said under a receipt, is sealed.
create function intake_sealed_for(given jsonb) returns uuid
language sql stable security definer set search_path = public, pg_temp as $$
    select coalesce(
        (select owner_agency_id from intake_report where receipt = given->>'receipt'),
        (select case when given->>'unit' <> '' then intake_inspectors_for(b.place_id, (
            select id from agencies_agency where key = given->>'unit'
        )) else b.owner_agency_id end
        from intake_letterbox b where b.slug = given->>'letterbox' and b.closed_at is null)
    )
$$;
revoke all on function intake_sealed_for(jsonb) from public;

create function portal.custodians(given jsonb) returns jsonb
language sql stable security definer set search_path = public, pg_temp as $$
    select coalesce(jsonb_agg(jsonb_build_object('id', k.id, 'jwk', k.jwk)), '[]')
        from custody_keys_for(intake_sealed_for(given)) k
$$;

-- The units about whose officers a report finds somebody outside their own line; by a way in.
create function portal.units(slug text) returns jsonb
language sql stable security definer set search_path = public, pg_temp as $$
    select coalesce(jsonb_agg(jsonb_build_object('key', a.key, 'name', a.name) order by a.sort_key), '[]')
    from intake_letterbox b join agencies_agency a on exists (
        select from agencies_agencyarea r join agencies_place p on p.id = r.place_id
        where r.agency_id = a.id and (b.place_id is null or -b.place_id = any (p.above))
    )
    where b.slug = $1 and b.closed_at is null and coalesce(a.valid_until > current_date, true)
        and intake_inspectors_for(b.place_id, a.id) is not null
$$;

create function intake_keep_person(given_receipt text, agency uuid, who jsonb) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    sealed uuid;
begin
    if who ? 'sealed' then
        sealed := custody_keep(agency, who->'sealed');
        if sealed is null then
            return false;
        end if;
        insert into intake_person (receipt, name, phone, address, told_at, box_id)
            values (given_receipt, '', '', '', clock_timestamp(), sealed);
    else
        insert into intake_person (receipt, name, phone, address, told_at)
            values (given_receipt, left(coalesce(who->>'name', ''), 120), left(coalesce(who->>'phone', ''), 40),
                left(coalesce(who->>'address', ''), 300), clock_timestamp());
    end if;
    return true;
end $$;
revoke all on function intake_keep_person(text, uuid, jsonb) from public;

-- What portal.send takes, with who sends it: {} for nobody, {"sealed": …}, or {"name": …} where the kind is open.
create function portal.send_named(given jsonb, person jsonb) returns jsonb
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    told jsonb;
    made intake_report;
begin
    if exists (select from intake_report where receipt = given->>'receipt') then
        return portal.send(given);
    end if;
    if coalesce(given->>'receipt', '') !~ '^[0-9a-f]{64}$' then
        return '{"refused": "shape"}';
    end if;
    begin
        if person <> '{}' then
            if not intake_keep_person(given->>'receipt', intake_sealed_for(
                jsonb_build_object('letterbox', given->'letterbox', 'unit', given->'data'->'unit')
            ), person) then
                return '{"refused": "keys"}';
            end if;
        end if;
        told := case when given->>'is_paid' = 'false' then portal.send_unpaid(given) else portal.send(given) end;
        if told ? 'refused' then
            raise exception using errcode = 'MB390';
        end if;
    exception
        when sqlstate 'MB388' then return '{"refused": "person"}';
        when sqlstate 'MB389' then return '{"refused": "unit"}';
        when sqlstate 'MB390' then return told;
        -- The same form, sent twice at once.
        when unique_violation then return portal.send(given);
    end;
    select * into made from intake_report where receipt = given->>'receipt';
    update custody_box b set belongs_to = made.id, number = made.number
        from intake_person p where p.receipt = made.receipt and b.id = p.box_id;
    return told;
end $$;

-- Anonymity given up later, through the talk; always sealed.
create function portal.tell(given_receipt text, person jsonb) returns jsonb
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    asked intake_report;
begin
    select * into asked from intake_report where receipt = given_receipt for no key update;
    if not found then
        return null;
    elsif exists (select from intake_person where receipt = given_receipt) then
        return '{"refused": "known"}';
    elsif not person ? 'sealed' or not intake_keep_person(given_receipt, asked.owner_agency_id, person) then
        return '{"refused": "keys"}';
    end if;
    update custody_box b set belongs_to = asked.id, number = asked.number
        from intake_person p where p.receipt = given_receipt and b.id = p.box_id;
    perform intake_audit('intake.person.told', asked);
    return '{}';
end $$;

create function portal.knows(given_receipt text) returns jsonb
language sql stable security definer set search_path = public, pg_temp as $$
    select to_jsonb(
        case when p.blanked_at is not null then 'blanked' when p.box_id is null then 'open' else 'sealed' end)
        from intake_person p where p.receipt = given_receipt
$$;
"""
BLANKING = """
-- Who sent what: of reports of an agency and those below it that have ended, and in which nothing happened since a day.
create function intake_blank(agency uuid, ended_before date, is_done boolean) returns int
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    over text[] := array(
        select p.receipt from intake_person p join intake_report r on r.receipt = p.receipt
        join agencies_agency a on a.id = r.owner_agency_id join agencies_agency own on own.id = agency
        where p.blanked_at is null and own.number = any (a.above) and r.stage in ('done', 'passed_on')
            and not exists (select from intake_passage s where s.report_id = r.id
                and (s.happened_at at time zone 'Asia/Ho_Chi_Minh')::date >= ended_before)
            and not exists (select from intake_message m where m.report_id = r.id
                and (m.written_at at time zone 'Asia/Ho_Chi_Minh')::date >= ended_before)
    );
begin
    if is_done then
        perform custody_forget(
            array(select box_id from intake_person where receipt = any (over) and box_id is not null));
        update intake_person set name = '', phone = '', address = '', blanked_at = clock_timestamp()
            where receipt = any (over);
    end if;
    return cardinality(over);
end $$;
revoke all on function intake_blank(uuid, date, boolean) from public;
insert into custody_blanks values ('intake.person', 'intake_blank');
"""
NO_BLANKING = """
delete from custody_blanks where kind = 'intake.person';
drop function intake_blank(uuid, date, boolean);
"""
NO_FUNCTIONS = """
drop function portal.knows(text), portal.tell(text, jsonb), portal.send_named(jsonb, jsonb), portal.units(text),
    portal.custodians(jsonb);
drop function intake_keep_person(text, uuid, jsonb), intake_sealed_for(jsonb);
"""


class Migration(migrations.Migration):
    dependencies = [("agencies", "0008_custodians"), ("custody", "0002_protect"), ("intake", "0008_flood")]

    operations = [
        migrations.AddField(
            model_name="report",
            name="about",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.agency"
            ),
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                ("receipt", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("name", models.CharField(blank=True, max_length=120, verbose_name="họ và tên")),
                ("phone", models.CharField(blank=True, max_length=40, verbose_name="số điện thoại")),
                ("address", models.CharField(blank=True, max_length=300, verbose_name="địa chỉ")),
                ("told_at", models.DateTimeField()),
                ("blanked_at", models.DateTimeField(null=True)),
                (
                    "box",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="custody.box"
                    ),
                ),
            ],
        ),
        migrations.RunSQL(PERSONS, unprotect("intake_person")),
        migrations.RunSQL(ABOUT, NO_ABOUT),
        migrations.RunSQL(FUNCTIONS, NO_FUNCTIONS),
        migrations.RunSQL(BLANKING, NO_BLANKING),
        migrations.RunSQL(GRANT_TO_PORTAL, migrations.RunSQL.noop),
    ]
