"""Where numbers come from, and what the register of outgoing papers holds besides the papers."""

from __future__ import annotations

import django.db.models.deletion
import django.db.models.manager
from django.conf import settings
from django.db import migrations, models

import minhbach.foundation.ids
from minhbach.foundation.database.operations import ProtectByParent, ProtectByScope


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0004_password_giver"),
        ("documents", "0004_register_returns"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="takennumber",
            name="source",
            field=models.CharField(
                choices=[
                    ("here", "cấp trong hệ thống này"),
                    ("office", "lấy từ phần mềm quản lý văn bản của cơ quan"),
                    ("forms", "lấy từ hệ thống quản lý ấn chỉ (INS)"),
                ],
                default="here",
                max_length=8,
            ),
        ),
        migrations.CreateModel(
            name="RegisterLine",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=minhbach.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("copies", models.PositiveSmallIntegerField(null=True)),
                ("file_copy", models.CharField(blank=True, max_length=200)),
                ("sent_on", models.DateField(null=True)),
                ("received_by", models.CharField(blank=True, max_length=200)),
                ("note", models.CharField(blank=True, max_length=500)),
                ("written_at", models.DateTimeField()),
                (
                    "document",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="register_line",
                        to="documents.officialdocument",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="NumberSource",
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
                    "source",
                    models.CharField(
                        choices=[
                            ("here", "cấp trong hệ thống này"),
                            ("office", "lấy từ phần mềm quản lý văn bản của cơ quan"),
                            ("forms", "lấy từ hệ thống quản lý ấn chỉ (INS)"),
                        ],
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
                "verbose_name": "nơi lấy số văn bản",
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
                        name="documents_numbersource_period_runs_forward",
                    ),
                    models.UniqueConstraint(
                        fields=("owner_agency", "kind", "valid_from"), name="documents_numbersource_once"
                    ),
                ],
            },
            managers=[
                ("unscoped", django.db.models.manager.Manager()),
            ],
        ),
        ProtectByScope("documents", "NumberSource"),
        ProtectByParent("documents", "RegisterLine", parent_field="document"),
    ]
