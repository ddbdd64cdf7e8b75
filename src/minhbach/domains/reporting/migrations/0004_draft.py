"""What a member has typed and not sent: seen with its report."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import minhbach.foundation.audit.looks
import minhbach.foundation.ids
from minhbach.foundation.database.operations import ProtectByParent


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0004_password_giver"),
        ("reporting", "0003_lists"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="FiguresDraft",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=minhbach.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("typed", models.JSONField(default=dict)),
                ("kept_at", models.DateTimeField()),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.agency"
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="drafts", to="reporting.report"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("report", "agency"), name="reporting_draft_once")],
            },
            bases=(minhbach.foundation.audit.looks.Personal, models.Model),
        ),
        ProtectByParent("reporting", "FiguresDraft", parent_field="report"),
    ]
