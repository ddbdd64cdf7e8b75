"""What was confirmed on a paper's way, and when an agency scans its sealed papers."""

from __future__ import annotations

import django.db.models.deletion
import django.db.models.manager
from django.db import migrations, models

import minhbach.foundation.ids
from minhbach.foundation.database.operations import ProtectByScope


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0004_password_giver"),
        ("documents", "0005_outgoing"),
    ]

    operations = [
        migrations.AddField(
            model_name="documentevent",
            name="confirmed",
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name="registerline",
            name="is_scan_owed",
            field=models.BooleanField(default=False),
        ),
        migrations.AddIndex(
            model_name="registerline",
            index=models.Index(
                condition=models.Q(("is_scan_owed", True)),
                fields=["document"],
                name="documents_registerline_owed",
            ),
        ),
        migrations.CreateModel(
            name="ScanRule",
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
                ("valid_from", models.DateField(blank=True, null=True)),
                ("valid_until", models.DateField(blank=True, null=True)),
                ("kind", models.CharField(blank=True, max_length=40)),
                (
                    "scanned",
                    models.CharField(
                        choices=[("first", "quét trước khi phát hành"), ("later", "quét sau khi phát hành")],
                        max_length=8,
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
                "verbose_name": "lúc quét văn bản đã đóng dấu",
                "abstract": False,
                "base_manager_name": "unscoped",
                "default_manager_name": "unscoped",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_until__isnull", True),
                            ("valid_from__isnull", True),
                            ("valid_until__gt", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="documents_scanrule_period_runs_forward",
                    ),
                    models.UniqueConstraint(
                        fields=("owner_agency", "kind", "valid_from"), name="documents_scanrule_once"
                    ),
                ],
            },
            managers=[
                ("unscoped", django.db.models.manager.Manager()),
            ],
        ),
        ProtectByScope("documents", "ScanRule"),
    ]
