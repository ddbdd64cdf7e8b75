"""Terms, hand-overs, what is late and what belongs together; and that secret kinds are read by who deals with them.

A report that the law wants a name for is not read by the agencies above its own, as everything else is: of it only
number, agency and day go up.
"""

from __future__ import annotations

import django.db.models.deletion
import django.db.models.manager
from django.conf import settings
from django.db import migrations, models

import minhbach.foundation.ids
from minhbach.foundation.database.operations import SYSTEM, AppendOnly, ProtectByParent, ProtectByScope
from minhbach.foundation.database.roles import APPLICATION

# The kinds of the law's table whose sender has to be known.
NAMED = "('TO_CAO', 'KHIEU_NAI', 'NTD_CO_QUAN', 'TMDT_HE_THONG', 'DON_SHCN')"
RIGHTS = f"""
grant update (owner_agency_id) on intake_report to {APPLICATION};
revoke update, delete, truncate on intake_handover, intake_overdue, intake_tie from {APPLICATION};
grant update (state, settled_at, settled_by_id, why_back) on intake_handover to {APPLICATION};
grant update (settled_at) on intake_overdue to {APPLICATION};
grant update (undone_by_id, undone_at) on intake_tie to {APPLICATION};

-- Whether one of the keys in force is the report's own agency's, or that of one it is opened to.
create function intake_deals_with(report uuid, owner uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
    select exists (
        select from agencies_agency a where a.number = any (foundation_scope_keys())
            and (a.id = owner or exists (
                select from foundation_share s where s.record_id = report and s.agency_id = a.id
            ))
    )
$$;
revoke all on function intake_deals_with(uuid, uuid) from public;
grant execute on function intake_deals_with(uuid, uuid) to {APPLICATION};
create policy secret on intake_report as restrictive for select to {APPLICATION} using (
    case when kind in {NAMED} then {SYSTEM} or intake_deals_with(id, owner_agency_id) else true end
);
"""
RIGHTS_BACK = f"""
drop policy secret on intake_report;
drop function intake_deals_with(uuid, uuid);
grant update, delete on intake_handover, intake_overdue, intake_tie to {APPLICATION};
revoke update (owner_agency_id) on intake_report from {APPLICATION};
"""


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0007_sharing"),
        ("intake", "0008_places"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ClockMark",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=minhbach.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("known", "người khiếu nại biết quyết định"),
                            ("obstacle", "trở ngại khách quan bắt đầu"),
                            ("obstacle_over", "trở ngại khách quan chấm dứt"),
                            ("many_places", "phải kiểm tra ở nhiều nơi"),
                            ("complex", "vụ việc phức tạp, đã ghi bằng văn bản"),
                            ("remote", "ở vùng sâu, vùng xa"),
                            ("simple", "thông tin đơn giản, có sẵn"),
                            ("accepted", "thụ lý"),
                            ("not_accepted", "không thụ lý"),
                            ("notified", "đã thông báo việc thụ lý"),
                            ("extended", "gia hạn"),
                            ("extended_more", "gia hạn, đặc biệt phức tạp"),
                            ("supplement", "yêu cầu bổ sung hồ sơ"),
                            ("complete", "nhận đủ hồ sơ"),
                            ("concluded", "kết luận, quyết định giải quyết"),
                            ("told", "đã gửi kết luận"),
                            ("forwarded", "đã chuyển người bán"),
                            ("negotiated", "thương lượng kết thúc"),
                            ("answered", "trả lời, thông báo bằng văn bản"),
                        ],
                        max_length=14,
                    ),
                ),
                ("happened_on", models.DateField()),
                ("reason", models.CharField(max_length=500)),
                ("entered_at", models.DateTimeField()),
                (
                    "annuls",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="annulled_by",
                        to="intake.clockmark",
                    ),
                ),
                (
                    "officer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="marks", to="intake.report"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["report", "happened_on", "entered_at"], name="intake_clockmark_story")
                ],
            },
        ),
        migrations.CreateModel(
            name="Handover",
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
                ("number", models.CharField(max_length=12, verbose_name="số")),
                ("kind", models.CharField(max_length=24, verbose_name="loại")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("sent", "chờ nơi nhận xác nhận"),
                            ("taken", "nơi nhận đã tiếp nhận"),
                            ("returned", "nơi nhận trả lại"),
                            ("withdrawn", "nơi chuyển đã rút lại"),
                        ],
                        default="sent",
                        max_length=9,
                    ),
                ),
                ("reason", models.CharField(max_length=500, verbose_name="vì sao chuyển")),
                ("due_on", models.DateField(verbose_name="hạn xác nhận")),
                ("settled_at", models.DateTimeField(null=True)),
                ("why_back", models.CharField(blank=True, max_length=500, verbose_name="vì sao trả lại")),
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
                    "receiver",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.agency"
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="handovers", to="intake.report"
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "settled_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "unscoped",
                "default_manager_name": "unscoped",
                "indexes": [
                    models.Index(fields=["-created_at", "id"], name="intake_handover_order"),
                    models.Index(
                        condition=models.Q(("state", "sent")), fields=["due_on", "id"], name="intake_handover_open"
                    ),
                    models.Index(fields=["report", "created_at"], name="intake_handover_report"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "sent")), fields=("report",), name="intake_handover_one_open"
                    )
                ],
            },
            managers=[
                ("unscoped", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="Overdue",
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
                ("number", models.CharField(max_length=12, verbose_name="số")),
                ("kind", models.CharField(max_length=24, verbose_name="loại")),
                ("due_on", models.DateField(verbose_name="hạn")),
                ("step", models.PositiveSmallIntegerField()),
                ("is_top", models.BooleanField()),
                ("settled_at", models.DateTimeField(null=True)),
                (
                    "level",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.agency"
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
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="overdue", to="intake.report"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "unscoped",
                "default_manager_name": "unscoped",
                "indexes": [
                    models.Index(fields=["due_on", "id"], name="intake_overdue_order"),
                    models.Index(fields=["-created_at", "id"], name="intake_overdue_told"),
                    models.Index(
                        condition=models.Q(("settled_at__isnull", True)),
                        fields=["due_on", "id"],
                        name="intake_overdue_open",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("report", "due_on", "step"), name="intake_overdue_once")
                ],
            },
            managers=[
                ("unscoped", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="Tie",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=minhbach.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "what",
                    models.CharField(choices=[("same_as", "trùng với tin, đơn"), ("case", "vụ việc")], max_length=8),
                ),
                ("target_id", models.UUIDField()),
                ("words", models.CharField(max_length=200)),
                ("made_at", models.DateTimeField()),
                ("undone_at", models.DateTimeField(null=True)),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="ties", to="intake.report"
                    ),
                ),
                (
                    "undone_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("undone_at__isnull", True)), fields=["target_id"], name="intake_tie_target"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("undone_at__isnull", True)),
                        fields=("report", "what", "target_id"),
                        name="intake_tie_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("undone_at__isnull", True), ("what", "same_as")),
                        fields=("report",),
                        name="intake_tie_one_same",
                    ),
                ],
            },
        ),
        migrations.RemoveConstraint(
            model_name="message",
            name="intake_message_side",
        ),
        migrations.RemoveIndex(
            model_name="report",
            name="intake_report_open",
        ),
        migrations.AlterField(
            model_name="passage",
            name="step",
            field=models.CharField(
                choices=[
                    ("received", "nhận"),
                    ("moved", "chuyển bước"),
                    ("turned", "đổi loại"),
                    ("assigned", "giao người xử lý"),
                    ("answered", "trả lời người gửi"),
                    ("handed", "chuyển cơ quan khác"),
                    ("taken", "nơi nhận tiếp nhận"),
                    ("back", "trả lại, rút lại"),
                    ("marked", "ghi mốc thời hạn"),
                    ("tied", "nối hồ sơ"),
                    ("untied", "bỏ nối hồ sơ"),
                    ("raised", "báo cấp trên vì quá hạn"),
                ],
                max_length=8,
            ),
        ),
        migrations.AlterField(
            model_name="report",
            name="stage",
            field=models.CharField(
                choices=[
                    ("received", "mới nhận"),
                    ("in_hand", "đang xem xét"),
                    ("asked", "chờ người gửi bổ sung"),
                    ("handed", "đã chuyển, chờ nơi nhận xác nhận"),
                    ("passed_on", "đã chuyển cơ quan có thẩm quyền"),
                    ("done", "đã kết thúc"),
                ],
                default="received",
                max_length=10,
                verbose_name="tình trạng",
            ),
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(
                condition=models.Q(("stage__in", ["received", "in_hand", "asked", "handed"])),
                fields=["due_on", "id"],
                name="intake_report_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("officer__isnull", False), ("side", "sender"), _negated=True),
                    models.Q(("officer__isnull", True), ("side", "noted"), _negated=True),
                ),
                name="intake_message_side",
            ),
        ),
        ProtectByParent("intake", "ClockMark", parent_field="report"),
        AppendOnly("intake", "ClockMark"),
        ProtectByScope("intake", "Handover"),
        ProtectByScope("intake", "Overdue"),
        ProtectByParent("intake", "Tie", parent_field="report"),
        migrations.RunSQL(RIGHTS, RIGHTS_BACK),
    ]
