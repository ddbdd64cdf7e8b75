"""What inspections go by: check points, sampling plans, laboratories; cards of officers."""

import django.db.models.deletion
import django.db.models.manager
from django.conf import settings
from django.db import migrations, models

import minhbach.foundation.ids
from minhbach.foundation.database.operations import ProtectByScope


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0013_task_forces"),
        ("inspections", "0004_days"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CheckPoint",
            fields=[
                ("valid_from", models.DateField(blank=True, null=True)),
                ("valid_until", models.DateField(blank=True, null=True)),
                (
                    "id",
                    models.UUIDField(
                        default=minhbach.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("code", models.CharField(max_length=40, null=True, unique=True)),
                ("added_at", models.DateTimeField()),
                ("group", models.CharField(max_length=80)),
                ("position", models.PositiveSmallIntegerField()),
                ("words", models.CharField(max_length=300)),
                ("violation_class", models.CharField(blank=True, max_length=20)),
                ("basis", models.CharField(blank=True, max_length=300)),
            ],
            options={
                "abstract": False,
                "indexes": [models.Index(fields=["group", "id"], name="inspections_point_order")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_until__isnull", True),
                            ("valid_from__isnull", True),
                            ("valid_until__gt", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="inspections_checkpoint_period_runs_forward",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Laboratory",
            fields=[
                ("valid_from", models.DateField(blank=True, null=True)),
                ("valid_until", models.DateField(blank=True, null=True)),
                (
                    "id",
                    models.UUIDField(
                        default=minhbach.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("code", models.CharField(max_length=40, null=True, unique=True)),
                ("added_at", models.DateTimeField()),
                ("name", models.CharField(max_length=200)),
                ("scope", models.CharField(max_length=500)),
                ("designation", models.CharField(max_length=100)),
                ("designated_by", models.CharField(max_length=200)),
            ],
            options={
                "abstract": False,
                "indexes": [models.Index(fields=["name", "id"], name="inspections_laboratory_order")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_until__isnull", True),
                            ("valid_from__isnull", True),
                            ("valid_until__gt", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="inspections_laboratory_period_runs_forward",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SamplingPlan",
            fields=[
                ("valid_from", models.DateField(blank=True, null=True)),
                ("valid_until", models.DateField(blank=True, null=True)),
                (
                    "id",
                    models.UUIDField(
                        default=minhbach.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("code", models.CharField(max_length=40, null=True, unique=True)),
                ("added_at", models.DateTimeField()),
                ("goods", models.CharField(max_length=120)),
                ("lot_from", models.PositiveIntegerField()),
                ("lot_to", models.PositiveIntegerField(null=True)),
                ("samples", models.PositiveIntegerField()),
                ("unit", models.CharField(max_length=40)),
                ("source", models.CharField(max_length=300)),
            ],
            options={
                "abstract": False,
                "indexes": [models.Index(fields=["goods", "id"], name="inspections_sampling_order")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_until__isnull", True),
                            ("valid_from__isnull", True),
                            ("valid_until__gt", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="inspections_samplingplan_period_runs_forward",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("lot_to__isnull", True), ("lot_to__gte", models.F("lot_from")), _connector="OR"
                        ),
                        name="inspections_lot_runs_forward",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Card",
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
                ("kind", models.CharField(max_length=120)),
                ("number", models.CharField(max_length=60)),
                (
                    "officer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
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
                "abstract": False,
                "base_manager_name": "unscoped",
                "default_manager_name": "unscoped",
                "indexes": [
                    models.Index(fields=["officer", "valid_from"], name="inspections_card_officer"),
                    models.Index(fields=["valid_until", "id"], name="inspections_card_end"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_until__isnull", True),
                            ("valid_from__isnull", True),
                            ("valid_until__gt", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="inspections_card_period_runs_forward",
                    )
                ],
            },
            managers=[
                ("unscoped", django.db.models.manager.Manager()),
            ],
        ),
        ProtectByScope("inspections", "Card"),
    ]
