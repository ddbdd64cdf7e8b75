"""A wish to blank has its records, each due, held back or done; what blanks them belongs to a role of its own."""

from __future__ import annotations

import django.db.models.deletion
import django.db.models.manager
from django.conf import settings
from django.db import migrations, models

import minhbach.foundation.ids
from minhbach.foundation.database.blanking import DROP_SCHEMA, MAKE_SCHEMA
from minhbach.foundation.database.operations import ProtectByParent, ProtectByScope
from minhbach.foundation.database.roles import APPLICATION

# What the domains above say of themselves (`foundation.database.blanking`): which are due, what empties them, what of
# theirs needs one or goes with it. The column of the function before goes with the last of them (intake).
TOLD = f"""
drop function custody_blank(text, uuid, date, boolean);
drop function custody_forget(uuid[]);
alter table custody_blanks alter fn drop not null, add due regproc, add empty regproc;
create table custody_follows (kind text not null, empty regproc primary key);
create table custody_needs (kind text not null, why text not null, needed regproc primary key);
revoke all on custody_follows, custody_needs from {APPLICATION};
revoke insert, update, delete, truncate on custody_item, custody_hold from {APPLICATION};
"""
NOT_TOLD = f"""
grant insert, update, delete on custody_item, custody_hold to {APPLICATION};
drop table custody_follows, custody_needs;
delete from custody_blanks where fn is null;
alter table custody_blanks alter fn set not null, drop due, drop empty;
create function custody_blank(what text, agency uuid, before date, is_done boolean) returns int
language sql security definer set search_path = public, pg_temp as $$ select 0 $$;
create function custody_forget(boxes uuid[]) returns void
language sql security definer set search_path = public, pg_temp as $$
    delete from custody_sealed where box_id = any (boxes)
$$;
revoke all on function custody_blank(text, uuid, date, boolean), custody_forget(uuid[]) from public;
"""

FUNCTIONS = """
-- Which records of a kind are due, among some or all; what is blanked already is not.
create function custody_due(what text, agency uuid, before date, among uuid[]) returns setof uuid
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    named regproc := (select due from custody_blanks where kind = what);
begin
    if named is not null then
        return query execute format($q$
            select d from %s($1, $2, $3) d
            where not exists (select from custody_item i where i.record = d and i.state = 'done')
        $q$, named) using agency, before, among;
    end if;
end $$;

-- Say of the records of a wish, some or all, that something needs them: an order, or a room above.
create function custody_hold_back(b custody_blanking, among uuid[]) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    asked record;
    left_over uuid[];
begin
    update custody_item i set state = 'held', why = 'order' where i.blanking_id = b.id and i.state = 'due'
        and (among is null or i.record = any (among))
        and exists (select from custody_hold h where h.record_id = i.record and h.ended_at is null);
    for asked in select n.why, n.needed from custody_needs n where n.kind = b.kind order by n.why, n.needed::text loop
        left_over := array(select i.record from custody_item i where i.blanking_id = b.id and i.state = 'due'
            and (among is null or i.record = any (among)));
        execute format($q$
            update custody_item set state = 'held', why = $1 where blanking_id = $2 and state = 'due'
                and record in (select %s($3, $4))
        $q$, asked.needed) using asked.why, b.id, left_over, b.owner_agency_id;
    end loop;
end $$;

create function custody_tally(which uuid) returns custody_blanking
language sql security definer set search_path = public, pg_temp as $$
    update custody_blanking set counted = (select count(*) from custody_item where blanking_id = which),
        held = (select count(*) from custody_item where blanking_id = which and state = 'held')
        where id = which returning *
$$;

create or replace function custody_log_blanking(said text, b custody_blanking) returns void
language sql security definer set search_path = public, pg_temp as $$
    insert into foundation_auditentry (id, action, officer_id, at, target_type, target_id, data, agencies)
    values (gen_random_uuid(), said, foundation_scope_officer(), clock_timestamp(), 'custody.blanking', b.id::text,
        jsonb_build_object('kind', b.kind, 'before', b.ended_before, 'basis', b.basis, 'count',
        coalesce(b.blanked, b.counted), 'held', b.held), array[b.owner_agency_id])
$$;

create or replace function custody_ask_blanking(made uuid, agency uuid, what text, before date, why text) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    b custody_blanking;
begin
    if not coalesce(custody_is_custodian(foundation_scope_officer(), agency), false) then
        return 'role';
    elsif before > (clock_timestamp() at time zone 'Asia/Ho_Chi_Minh')::date
        or not exists (select from custody_blanks where kind = what) then
        return 'gone';
    elsif exists (select from custody_blanking where id = made) then
        return '';
    end if;
    insert into custody_blanking (id, owner_agency_id, sharing, created_at, kind, ended_before, basis, state, counted,
        asked_by_id) values (made, agency, 'agency', clock_timestamp(), what, before, left(why, 300), 'waiting', 0,
        foundation_scope_officer()) returning * into b;
    insert into custody_item (blanking_id, record, state, why)
        select made, d, 'due', '' from custody_due(what, agency, before, null) d;
    perform custody_hold_back(b, null);
    b := custody_tally(made);
    perform custody_log_blanking('custody.blanking.asked', b);
    return '';
end $$;

-- The second word. What it lets be blanked is blanked by `custody_blank_some`, part by part.
create or replace function custody_answer_blanking(which uuid, is_approved boolean) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    b custody_blanking;
begin
    select * into b from custody_blanking where id = which for no key update;
    if not found or b.state <> 'waiting' then
        return 'gone';
    elsif b.asked_by_id = foundation_scope_officer() then
        return 'own';
    elsif not coalesce(custody_is_custodian(foundation_scope_officer(), b.owner_agency_id), false) then
        return 'role';
    end if;
    update custody_blanking set state = case when is_approved then 'running' else 'refused' end,
        answered_by_id = foundation_scope_officer(), answered_at = clock_timestamp()
        where id = which returning * into b;
    perform custody_log_blanking(
        case when is_approved then 'custody.blanking.approved' else 'custody.blanking.refused' end, b);
    return '';
end $$;

-- Blank so many records of a wish that two people decided; say how many are left. What something needs by now, or what
-- is not due any more, is held back. Stopped between two parts, it goes on where it was.
create function custody_blank_some(which uuid, most int) returns int
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    b custody_blanking;
    ids uuid[];
    said record;
    left_over int;
begin
    select * into b from custody_blanking where id = which for no key update;
    if not found or b.state <> 'running' then
        return 0;
    end if;
    ids := array(select record from custody_item where blanking_id = which and state = 'due' order by id limit most);
    update custody_item set state = 'held', why = 'again' where blanking_id = which and record = any (ids)
        and record not in (select custody_due(b.kind, b.owner_agency_id, b.ended_before, ids));
    perform custody_hold_back(b, ids);
    ids := array(select record from custody_item where blanking_id = which and state = 'due' and record = any (ids));
    if ids <> '{}' then
        for said in select f.empty, 0 as turn from custody_follows f where f.kind = b.kind
            union all select k.empty, 1 from custody_blanks k where k.kind = b.kind order by turn, empty loop
            execute format('select %s($1)', said.empty) using ids;
        end loop;
        update custody_item set state = 'done', done_at = clock_timestamp()
            where blanking_id = which and record = any (ids);
    end if;
    left_over := (select count(*) from custody_item where blanking_id = which and state = 'due');
    if left_over = 0 then
        b := custody_tally(which);
        update custody_blanking set state = 'done', blanked = b.counted - b.held where id = which returning * into b;
        perform custody_log_blanking('custody.blanking.done', b);
    end if;
    return left_over;
end $$;

create function custody_hold(made uuid, item bigint, why text) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    i custody_item;
    b custody_blanking;
begin
    select c.* into b from custody_blanking c join custody_item j on j.blanking_id = c.id where j.id = item
        for no key update of c;
    select * into i from custody_item where id = item;
    if exists (select from custody_hold where id = made) then
        return '';
    elsif b.id is null or i.state <> 'due' then
        return 'gone';
    elsif not coalesce(custody_is_custodian(foundation_scope_officer(), b.owner_agency_id), false) then
        return 'role';
    end if;
    insert into custody_hold (id, owner_agency_id, sharing, created_at, record_id, reason, held_by_id)
        values (made, b.owner_agency_id, 'agency', clock_timestamp(), i.record, left(why, 300),
        foundation_scope_officer());
    update custody_item set state = 'held', why = 'order' where id = item;
    perform custody_tally(b.id);
    return '';
end $$;

create function custody_release(which uuid) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    h custody_hold;
begin
    select * into h from custody_hold where id = which for no key update;
    if not found or h.ended_at is not null then
        return 'gone';
    elsif not coalesce(custody_is_custodian(foundation_scope_officer(), h.owner_agency_id), false) then
        return 'role';
    end if;
    update custody_hold set ended_at = clock_timestamp(), ended_by_id = foundation_scope_officer() where id = which;
    return '';
end $$;
"""
OURS = (
    "custody_blank_some(uuid, int)",
    "custody_hold(uuid, bigint, text)",
    "custody_release(uuid)",
)
INNER = (
    "custody_due(text, uuid, date, uuid[])",
    "custody_hold_back(custody_blanking, uuid[])",
    "custody_tally(uuid)",
)
RIGHTS = "".join(f"revoke all on function {name} from public;" for name in (*OURS, *INNER)) + "".join(
    f"grant execute on function {name} to {APPLICATION};" for name in OURS
)
NO_FUNCTIONS = "".join(f"drop function {name};" for name in (*OURS, *INNER))


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0009_outside"),
        ("custody", "0002_protect"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="blanking",
            name="held",
            field=models.PositiveIntegerField(db_default=0, default=0),
        ),
        migrations.AlterField(
            model_name="blanking",
            name="state",
            field=models.CharField(
                choices=[
                    ("waiting", "chờ người giữ thứ hai"),
                    ("running", "đang xóa"),
                    ("done", "đã xóa"),
                    ("refused", "không xóa"),
                ],
                default="waiting",
                max_length=10,
            ),
        ),
        migrations.CreateModel(
            name="Hold",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=minhbach.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "sharing",
                    models.CharField(
                        choices=[
                            ("agency", "trong nội bộ cơ quan"),
                            ("area", "các đơn vị phụ trách địa bàn"),
                            ("network", "toàn mạng lưới thành viên"),
                        ],
                        default="area",
                        max_length=8,
                    ),
                ),
                ("created_at", models.DateTimeField()),
                ("record_id", models.UUIDField()),
                ("reason", models.CharField(max_length=300, verbose_name="lý do")),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "held_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "owner_agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.agency"
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.place",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "unscoped",
                "default_manager_name": "unscoped",
                "indexes": [
                    models.Index(
                        condition=models.Q(("ended_at__isnull", True)), fields=["record_id"], name="custody_hold_of"
                    )
                ],
            },
            managers=[
                ("unscoped", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="Item",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("record", models.UUIDField()),
                (
                    "state",
                    models.CharField(
                        choices=[("due", "tới hạn"), ("held", "giữ lại"), ("done", "đã xóa")], max_length=5
                    ),
                ),
                ("why", models.CharField(blank=True, max_length=20)),
                ("done_at", models.DateTimeField(null=True)),
                (
                    "blanking",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="items",
                        to="custody.blanking",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["blanking", "state", "id"], name="custody_item_order"),
                    models.Index(condition=models.Q(("state", "done")), fields=["record"], name="custody_item_stone"),
                ],
                "constraints": [models.UniqueConstraint(fields=("blanking", "record"), name="custody_item_once")],
            },
        ),
        ProtectByScope("custody", "Hold"),
        ProtectByParent("custody", "Item", parent_field="blanking"),
        migrations.RunSQL(MAKE_SCHEMA, DROP_SCHEMA),
        migrations.RunSQL(TOLD, NOT_TOLD),
        migrations.RunSQL(FUNCTIONS + RIGHTS, NO_FUNCTIONS),
    ]
