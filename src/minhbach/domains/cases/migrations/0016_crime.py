"""Files that went to the investigators: what lists read of them, and what each held when it went."""

from __future__ import annotations

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import minhbach.foundation.audit.looks
from minhbach.foundation.database.operations import AppendOnly, ProtectByParent

_TABLES = ("cases_case", "cases_caseevent", "cases_referral")
# The owner of the tables is under the policies, too, but for this.
_LIFTED = "".join(f"alter table {table} no force row level security;" for table in _TABLES)
_HELD = "".join(f"alter table {table} force row level security;" for table in _TABLES)
# What was referred before: the answers known then are a prosecution and a return. Their next entry writes it anew.
FROM_BEFORE = f"""
{_LIFTED}
with standing as (
    select e.id, e.case_id, e.kind, e.part, e.sequence, e.happened_on, e.data
    from cases_caseevent e
    where e.kind in ('referred', 'prosecuted', 'returned')
        and not exists (select 1 from cases_caseevent later where later.replaces_id = e.id)
), followed as (
    select r.*, back.id is not null as is_back, opened.data as opened, opened.happened_on as opened_on
    from standing r
    left join lateral (
        select f.id from standing f where f.case_id = r.case_id and f.kind = 'returned' and f.sequence > r.sequence
            and (f.part = '' or r.part in ('', f.part)) limit 1
    ) back on true
    left join lateral (
        select f.data, f.happened_on from standing f where f.case_id = r.case_id and f.kind = 'prosecuted'
            and f.sequence > r.sequence and (f.part = '' or r.part in ('', f.part)) order by f.sequence desc limit 1
    ) opened on true
    where r.kind = 'referred'
)
insert into cases_referral (id, case_id, part, to_body, referred_on, state, answer_number, answered_on, due_on,
        clock_row, sheets, to_agency_id)
    select id, case_id, part, left(coalesce(data->>'to_agency', ''), 200), happened_on,
        case when is_back then 'returned' when opened is not null then 'prosecuted' else 'waiting' end,
        coalesce(opened->'paper'->>'number', ''), opened_on, null, '', '{{}}', null
    from followed;
set constraints all immediate;
{_HELD}
"""


class Migration(migrations.Migration):
    dependencies = [("agencies", "0010_identity"), ("cases", "0013_store")]

    operations = [
        migrations.CreateModel(
            name="Referral",
            fields=[
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("part", models.CharField(blank=True, max_length=40)),
                ("to_body", models.CharField(max_length=200)),
                ("referred_on", models.DateField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "chờ tiếp nhận"),
                            ("checking", "đang kiểm tra, xác minh"),
                            ("declined", "không khởi tố, chờ trả hồ sơ"),
                            ("prosecuted", "đã khởi tố"),
                            ("stopped", "đình chỉ, chờ chuyển lại"),
                            ("tried", "đã xét xử"),
                            ("returned", "đã nhận lại hồ sơ"),
                            ("annulled", "đã hủy bỏ mục chuyển"),
                        ],
                        default="waiting",
                        max_length=12,
                    ),
                ),
                ("answer_number", models.CharField(blank=True, max_length=60)),
                ("answered_on", models.DateField(null=True)),
                ("due_on", models.DateField(null=True)),
                ("clock_row", models.CharField(blank=True, max_length=60)),
                (
                    "sheets",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(), default=list, size=None
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="referrals", to="cases.case"
                    ),
                ),
                (
                    "to_agency",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.agency",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["-referred_on", "id"], name="cases_referral_latest"),
                    models.Index(fields=["due_on", "id"], name="cases_referral_due"),
                    models.Index(fields=["to_agency", "state"], name="cases_referral_received"),
                ],
            },
            bases=(minhbach.foundation.audit.looks.Personal, models.Model),
        ),
        migrations.CreateModel(
            name="ReferralItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("title", models.CharField(max_length=400)),
                ("symbol", models.CharField(blank=True, max_length=100)),
                ("dated", models.DateField(null=True)),
                ("source_type", models.CharField(blank=True, max_length=60)),
                ("source_id", models.UUIDField(null=True)),
                ("sha256", models.CharField(blank=True, max_length=64)),
                ("size", models.BigIntegerField(null=True)),
                (
                    "case",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"),
                ),
                (
                    "referral",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="items", to="cases.referral"
                    ),
                ),
            ],
            options={
                "ordering": ["referral_id", "number"],
                "constraints": [
                    models.UniqueConstraint(fields=("referral", "number"), name="cases_referralitem_number_once")
                ],
            },
            bases=(minhbach.foundation.audit.looks.Personal, models.Model),
        ),
        ProtectByParent("cases", "Referral", parent_field="case"),
        ProtectByParent("cases", "ReferralItem", parent_field="case"),
        AppendOnly("cases", "ReferralItem"),
        migrations.RunSQL(FROM_BEFORE, migrations.RunSQL.noop),
    ]
