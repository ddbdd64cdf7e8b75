"""What was changed of who sees a record, kept for its own agency."""

from __future__ import annotations

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.manager
from django.conf import settings
from django.db import migrations, models

import minhbach.foundation.ids
from minhbach.foundation.database.operations import AppendOnly, ProtectByScope

_LEVELS = [
    ("agency", "trong nội bộ cơ quan"),
    ("area", "các đơn vị phụ trách địa bàn"),
    ("network", "toàn mạng lưới thành viên"),
]
_PROTECT = django.db.models.deletion.PROTECT


class Migration(migrations.Migration):
    dependencies = [("agencies", "0006_found"), ("foundation", "0014_owners")]

    operations = [
        migrations.CreateModel(
            name="SharingChange",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=minhbach.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("sharing", models.CharField(choices=_LEVELS, default="area", max_length=8)),
                ("created_at", models.DateTimeField()),
                ("record_type", models.CharField(max_length=60)),
                ("record_id", models.UUIDField()),
                ("was", models.CharField(max_length=8)),
                ("now", models.CharField(max_length=8)),
                (
                    "opened",
                    django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, size=None),
                ),
                (
                    "closed",
                    django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, size=None),
                ),
                ("reason", models.CharField(blank=True, max_length=300)),
                ("officer", models.ForeignKey(on_delete=_PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("owner_agency", models.ForeignKey(on_delete=_PROTECT, related_name="+", to="agencies.agency")),
                (
                    "place",
                    models.ForeignKey(blank=True, null=True, on_delete=_PROTECT, related_name="+", to="agencies.place"),
                ),
                (
                    "undoes",
                    models.OneToOneField(
                        null=True, on_delete=_PROTECT, related_name="undone_by", to="agencies.sharingchange"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "unscoped",
                "default_manager_name": "unscoped",
                "indexes": [models.Index(fields=["record_id", "-created_at"], name="agencies_sharingchange_of")],
            },
            managers=[("unscoped", django.db.models.manager.Manager())],
        ),
        ProtectByScope("agencies", "SharingChange"),
        AppendOnly("agencies", "SharingChange"),
    ]
