"""An agency reads who asked about what it keeps without answering."""

from __future__ import annotations

import django.db.models.deletion
import django.db.models.manager
from django.conf import settings
from django.db import migrations, models

import minhbach.foundation.audit.looks
import minhbach.foundation.ids
from minhbach.foundation.database.operations import ProtectByScope
from minhbach.foundation.database.roles import APPLICATION

# What was asked stays as it was; only that it was read can be set.
KEPT = f"""
revoke update, delete on enquiries_notice from {APPLICATION};
grant update (read_at, read_by_id) on enquiries_notice to {APPLICATION};
"""
KEPT_BACK = f"grant update, delete on enquiries_notice to {APPLICATION}"


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0005_rota"),
        ("enquiries", "0002_protect"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Notice",
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
                ("kind", models.CharField(max_length=20)),
                ("canonical", models.TextField()),
                ("purpose", models.CharField(max_length=20)),
                ("reference", models.CharField(blank=True, max_length=60)),
                ("asked_at", models.DateTimeField()),
                ("read_at", models.DateTimeField(null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "asked_from",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.agency"
                    ),
                ),
                (
                    "enquiry",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="enquiries.enquiry",
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
                    "read_by",
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
                    models.Index(fields=["asked_at", "id"], name="enquiries_notice_asked"),
                    models.Index(
                        condition=models.Q(("read_at__isnull", True)),
                        fields=["owner_agency"],
                        name="enquiries_notice_unread",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("enquiry", "owner_agency"), name="enquiries_notice_once"),
                ],
            },
            bases=(minhbach.foundation.audit.looks.Personal, models.Model),
            managers=[("unscoped", django.db.models.manager.Manager())],
        ),
        ProtectByScope("enquiries", "Notice"),
        migrations.RunSQL(KEPT, KEPT_BACK),
    ]
