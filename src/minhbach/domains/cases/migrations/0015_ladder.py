"""Which files wait before a higher authority: a copy of the events, for the desk there."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models

from minhbach.foundation.database.operations import ProtectByParent


class Migration(migrations.Migration):
    dependencies = [("agencies", "0001_initial"), ("cases", "0018_field")]

    operations = [
        migrations.CreateModel(
            name="CaseAbove",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("part", models.CharField(max_length=40)),
                ("since", models.DateField()),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.agency"
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="files_above", to="cases.case"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("case", "part"), name="cases_caseabove_once")],
            },
        ),
        ProtectByParent("cases", "CaseAbove", parent_field="case"),
    ]
