"""What comes in a flood: what nobody's device worked for, and what is alike."""

from __future__ import annotations

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.manager
from django.conf import settings
from django.db import migrations, models

import minhbach.foundation.ids
from minhbach.foundation.database.operations import ProtectByParent, ProtectByScope
from minhbach.foundation.database.portal import GRANT_TO_PORTAL
from minhbach.foundation.database.roles import APPLICATION

FUNCTIONS = r"""
-- The same as what comes with its toll, but for the one mark: it is kept and answered, and read later.
create function portal.send_unpaid(given jsonb) returns jsonb
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    told jsonb := portal.send(given);
begin
    if told ? 'number' and not told ? 'again' then
        update intake_report set is_unpaid = true where receipt = given->>'receipt';
    end if;
    return told;
end $$;

-- However it came in, the worker looks what it is like (foundation.jobs.following).
create function intake_look_what_is_alike() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    insert into foundation_following (task, in_bulk, ids) values ('intake.look_what_is_alike', false, array[new.id]);
    return null;
end $$;
revoke all on function intake_look_what_is_alike() from public;
create trigger intake_report_alike after insert on intake_report
    for each row execute function intake_look_what_is_alike();
"""
NO_FUNCTIONS = """
drop trigger intake_report_alike on intake_report;
drop function intake_look_what_is_alike();
drop function portal.send_unpaid(jsonb);
"""
RIGHTS = f"grant update (alike) on intake_report to {APPLICATION}"
NO_RIGHTS = f"revoke update (alike) on intake_report from {APPLICATION}"
# What came before is looked at, too.
EARLIER = """
insert into foundation_following (task, in_bulk, ids)
select 'intake.look_what_is_alike', true, array_agg(id)
from (select id, row_number() over (order by created_at, id) as place from intake_report) earlier group by place / 100
"""


class Migration(migrations.Migration):
    dependencies = [
        ("intake", "0007_parts"),
        ("agencies", "0007_sharing"),
        ("foundation", "0016_following"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="GroupAnswer",
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
                ("state", models.CharField(default="waiting", max_length=10)),
                ("started_at", models.DateTimeField(null=True)),
                ("told_at", models.DateTimeField(null=True)),
                ("finished_at", models.DateTimeField(null=True)),
                ("stage", models.CharField(blank=True, max_length=20)),
                ("rows_done", models.BigIntegerField(default=0)),
                ("rows_total", models.BigIntegerField(null=True)),
                ("failure", models.JSONField(default=dict)),
                ("report_ids", django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), size=None)),
                ("text", models.TextField(verbose_name="lời")),
                ("goes_at", models.DateTimeField()),
                ("handled", models.IntegerField(default=0)),
                ("passed_over", models.JSONField(default=dict)),
                (
                    "about",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="intake.report"
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
                (
                    "requested_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={"abstract": False, "base_manager_name": "unscoped", "default_manager_name": "unscoped"},
            managers=[("unscoped", django.db.models.manager.Manager())],
        ),
        migrations.CreateModel(
            name="ReportMark",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("words", "lời kể"),
                            ("picture", "ảnh"),
                            ("named", "nơi, số, tài khoản nêu trong tin"),
                        ],
                        max_length=8,
                    ),
                ),
                ("value", models.BigIntegerField()),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="alike_marks", to="intake.report"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("value", "kind", "report"), name="intake_reportmark_once")
                ]
            },
        ),
        migrations.AddField("report", "alike", models.UUIDField(null=True)),
        migrations.AddField(
            "report", "is_unpaid", models.BooleanField(db_default=False, default=False, verbose_name="chưa kiểm")
        ),
        migrations.AddIndex("report", models.Index(fields=["is_unpaid", "due_on", "id"], name="intake_report_queue")),
        migrations.AddIndex("report", models.Index(fields=["alike", "created_at", "id"], name="intake_report_alike")),
        ProtectByScope("intake", "GroupAnswer", indexed=False),
        ProtectByParent("intake", "ReportMark", parent_field="report"),
        migrations.RunSQL(RIGHTS, NO_RIGHTS),
        migrations.RunSQL(FUNCTIONS, NO_FUNCTIONS),
        migrations.RunSQL(GRANT_TO_PORTAL, migrations.RunSQL.noop),
        migrations.RunSQL(EARLIER, migrations.RunSQL.noop),
    ]
