"""What officers take along and write without a network; whoever sees the case sees it."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import minhbach.foundation.audit.looks
import minhbach.foundation.ids
from minhbach.foundation.database.operations import ProtectByParent


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0012_days"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="FieldKit",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=minhbach.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("day", models.DateField()),
                ("taken_at", models.DateTimeField()),
                ("returned_at", models.DateTimeField(null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="field_kits", to="cases.case"
                    ),
                ),
                (
                    "officer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="FieldEntry",
            fields=[
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("minutes", "biên bản kiểm tra"),
                            ("goods", "dòng hàng hóa"),
                            ("person", "người có mặt"),
                            ("note", "ghi chú"),
                            ("photo", "ảnh"),
                        ],
                        max_length=10,
                    ),
                ),
                ("content", models.JSONField(default=dict)),
                ("file", models.CharField(blank=True, max_length=64)),
                ("digest", models.CharField(max_length=64)),
                ("made_at", models.DateTimeField()),
                ("clock_off", models.DurationField()),
                ("received_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("arrived", "đã đến, chờ mục đi cùng"),
                            ("entered", "đã vào hồ sơ"),
                            ("waiting", "chờ đối chiếu"),
                            ("kept", "giữ bên cạnh"),
                            ("refused", "không nhận"),
                        ],
                        default="arrived",
                        max_length=10,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=1000)),
                ("evidence_id", models.UUIDField(null=True)),
                ("settled_at", models.DateTimeField(null=True)),
                ("word", models.CharField(blank=True, max_length=500)),
                ("read_at", models.DateTimeField(null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="field_entries", to="cases.case"
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.caseevent"
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
                (
                    "kit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="entries", to="cases.fieldkit"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ("arrived", "waiting"))),
                        fields=["received_at", "id"],
                        name="cases_fieldentry_open",
                    ),
                    models.Index(
                        condition=models.Q(("read_at", None), ("settled_at__isnull", False)),
                        fields=["settled_at", "id"],
                        name="cases_fieldentry_unread",
                    ),
                    models.Index(fields=["-received_at", "id"], name="cases_fieldentry_latest"),
                ],
            },
            bases=(minhbach.foundation.audit.looks.Personal, models.Model),
        ),
        ProtectByParent("cases", "FieldKit", parent_field="case"),
        ProtectByParent("cases", "FieldEntry", parent_field="case"),
    ]
