"""Texts kept for answers, what senders think of the answers, and ties to leads and subjects."""

from __future__ import annotations

import django.db.models.deletion
import django.db.models.manager
from django.conf import settings
from django.db import migrations, models

import minhbach.foundation.ids
from minhbach.foundation.database.operations import KEYS, SYSTEM, ProtectByScope, protect, unprotect
from minhbach.foundation.database.portal import GRANT_TO_PORTAL
from minhbach.foundation.database.roles import APPLICATION

# Used by every unit below the one that keeps it, read by those above; written by that one alone.
LINE = f"""{SYSTEM} or exists (select from agencies_agency own, agencies_agency reader
    where own.id = agency_id and reader.number = any ({KEYS})
        and (own.number = any (reader.above) or reader.number = any (own.above)))"""
OWN = f"exists (select from agencies_agency own where own.id = agency_id and own.number = any ({KEYS}))"
TEMPLATES = (
    protect("intake_template", using=LINE, check=OWN)
    + f"; revoke update, delete, truncate on intake_template from {APPLICATION}"
    + f"; grant update (ended_at) on intake_template to {APPLICATION}"
)
NO_TEMPLATES = unprotect("intake_template") + f"; grant update, delete on intake_template to {APPLICATION}"

# Said once, when it has ended; of what is about an officer nobody is asked, for a figure would tell that there is one.
OPINIONS = f"""
revoke insert, update, delete, truncate on intake_opinion from {APPLICATION};

create function intake_may_rate(r intake_report) returns boolean
language sql immutable as $$
    select r.stage in ('done', 'passed_on') and not r.is_rated and r.about_id is null
$$;
revoke all on function intake_may_rate(intake_report) from public;

create function portal.opinion_asked(given_receipt text) returns jsonb
language sql stable security definer set search_path = public, pg_temp as $$
    select jsonb_build_object('words',
        r.kind not in ('TO_CAO', 'KHIEU_NAI', 'NTD_CO_QUAN', 'TMDT_HE_THONG', 'DON_SHCN'))
        from intake_report r where r.receipt = given_receipt and intake_may_rate(r)
$$;

create function portal.rate(given_receipt text, verdict text, said text) returns jsonb
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    asked intake_report;
    today date := (clock_timestamp() at time zone 'Asia/Ho_Chi_Minh')::date;
    month date := date_trunc('month', today);
begin
    select * into asked from intake_report where receipt = given_receipt for no key update;
    if not found then
        return null;
    elsif not intake_may_rate(asked) then
        return '{{"refused": "again"}}';
    elsif coalesce(verdict, '') not in ('good', 'fair', 'poor') or length(said) > 500 then
        return '{{"refused": "shape"}}';
    end if;
    insert into intake_opinion (id, owner_agency_id, place_id, sharing, created_at, kind, month, verdict, words)
        values (gen_random_uuid(), asked.owner_agency_id, asked.place_id, 'silent',
            month::timestamp at time zone 'Asia/Ho_Chi_Minh', asked.kind, month, verdict,
            case when asked.kind in ('TO_CAO', 'KHIEU_NAI', 'NTD_CO_QUAN', 'TMDT_HE_THONG', 'DON_SHCN') then ''
                else coalesce(said, '') end);
    update intake_report set is_rated = true where id = asked.id;
    return '{{}}';
end $$;
"""
NO_OPINIONS = f"""
drop function portal.rate(text, text, text), portal.opinion_asked(text);
drop function intake_may_rate(intake_report);
grant insert, update, delete on intake_opinion to {APPLICATION};
"""


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0008_custodians"),
        ("intake", "0009_sealed"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="report",
            name="is_rated",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AlterField(
            model_name="tie",
            name="what",
            field=models.CharField(
                choices=[
                    ("same_as", "trùng với tin, đơn"),
                    ("case", "vụ việc"),
                    ("lead", "thông tin cần thẩm tra"),
                    ("subject", "đối tượng"),
                ],
                max_length=8,
            ),
        ),
        migrations.CreateModel(
            name="Opinion",
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
                ("kind", models.CharField(max_length=24, verbose_name="loại")),
                ("month", models.DateField(verbose_name="tháng")),
                (
                    "verdict",
                    models.CharField(
                        choices=[("good", "hài lòng"), ("fair", "tạm được"), ("poor", "chưa hài lòng")], max_length=4
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=500)),
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
                "indexes": [models.Index(fields=["-month", "owner_agency", "kind"], name="intake_opinion_group")],
            },
            managers=[
                ("unscoped", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="Template",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=minhbach.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("series", models.UUIDField()),
                ("version", models.PositiveSmallIntegerField(verbose_name="bản thứ")),
                ("name", models.CharField(max_length=80, verbose_name="tên")),
                ("kind", models.CharField(blank=True, max_length=24, verbose_name="loại")),
                (
                    "stage",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("received", "mới nhận"),
                            ("in_hand", "đang xem xét"),
                            ("asked", "chờ người gửi bổ sung"),
                            ("handed", "đã chuyển, chờ nơi nhận xác nhận"),
                            ("passed_on", "đã chuyển cơ quan có thẩm quyền"),
                            ("done", "đã kết thúc"),
                        ],
                        max_length=10,
                        verbose_name="tình trạng",
                    ),
                ),
                ("text", models.TextField(verbose_name="lời")),
                ("made_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.agency"
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["-made_at", "id"], name="intake_template_order"),
                    models.Index(
                        condition=models.Q(("ended_at__isnull", True)), fields=["agency"], name="intake_template_of"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("series",),
                        name="intake_template_one_stands",
                    ),
                    models.UniqueConstraint(fields=("series", "version"), name="intake_template_version"),
                ],
            },
        ),
        ProtectByScope("intake", "Opinion"),
        migrations.RunSQL(TEMPLATES, NO_TEMPLATES),
        migrations.RunSQL(OPINIONS, NO_OPINIONS),
        migrations.RunSQL(GRANT_TO_PORTAL, migrations.RunSQL.noop),
    ]
