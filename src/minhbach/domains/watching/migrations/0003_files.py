"""Things to watch that come as a file; what stood in the record before it was watched for is told apart."""

from __future__ import annotations

import django.db.models.deletion
import django.db.models.manager
from django.conf import settings
from django.db import migrations, models

import minhbach.foundation.audit.looks
import minhbach.foundation.ids
import minhbach.foundation.kept_files
from minhbach.foundation.database.operations import ProtectByScope

_LEVELS = [
    ("agency", "trong nội bộ cơ quan"),
    ("area", "các đơn vị phụ trách địa bàn"),
    ("network", "toàn mạng lưới thành viên"),
]
_PROTECT = django.db.models.deletion.PROTECT


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0006_found"),
        ("watching", "0002_protect"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="WatchFile",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=minhbach.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("sharing", models.CharField(choices=_LEVELS, default="area", max_length=8)),
                ("created_at", models.DateTimeField()),
                ("name", models.CharField(max_length=200)),
                ("file", minhbach.foundation.kept_files.KeptFile(max_length=64)),
                ("columns", models.JSONField(default=list)),
                ("sample", models.JSONField(default=list)),
                ("doubts", models.JSONField(default=list)),
                ("mapping", models.JSONField(default=dict)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("looked", "chưa xem thử"),
                            ("tried", "đã xem thử, chưa ghi"),
                            ("taken", "đã ghi"),
                            ("undone", "đã rút lại"),
                        ],
                        default="looked",
                        max_length=8,
                    ),
                ),
                ("row_count", models.PositiveIntegerField(default=0)),
                ("new_count", models.PositiveIntegerField(default=0)),
                ("known_count", models.PositiveIntegerField(default=0)),
                ("fault_count", models.PositiveIntegerField(default=0)),
                ("faults", models.JSONField(default=list)),
                ("taken_at", models.DateTimeField(null=True)),
                ("undone_at", models.DateTimeField(null=True)),
                ("undone_reason", models.CharField(blank=True, max_length=300)),
                ("owner_agency", models.ForeignKey(on_delete=_PROTECT, related_name="+", to="agencies.agency")),
                (
                    "place",
                    models.ForeignKey(blank=True, null=True, on_delete=_PROTECT, related_name="+", to="agencies.place"),
                ),
                ("recorded_by", models.ForeignKey(on_delete=_PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                (
                    "watch_list",
                    models.ForeignKey(on_delete=_PROTECT, related_name="files", to="watching.watchlist"),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "unscoped",
                "default_manager_name": "unscoped",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("undone_at__isnull", True)),
                        fields=("watch_list", "file"),
                        name="watching_file_once",
                    )
                ],
            },
            bases=(minhbach.foundation.audit.looks.Personal, models.Model),
            managers=[("unscoped", django.db.models.manager.Manager())],
        ),
        migrations.AddField(
            model_name="watchentry",
            name="taken_from",
            field=models.ForeignKey(null=True, on_delete=_PROTECT, related_name="entries", to="watching.watchfile"),
        ),
        migrations.AddField(model_name="alert", name="stood_before", field=models.BooleanField(default=False)),
        migrations.AddField(model_name="alert", name="is_out_of_reach", field=models.BooleanField(default=False)),
        ProtectByScope("watching", "WatchFile"),
    ]
