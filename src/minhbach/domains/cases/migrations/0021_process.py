"""Licences withdrawn and work suspended, as rows that lists ask by the day. No file there was has such a term."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models

from minhbach.foundation.database.operations import ProtectByParent


class Migration(migrations.Migration):
    dependencies = [("cases", "0016_crime")]

    operations = [
        migrations.CreateModel(
            name="RestrictedTerm",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("matter_id", models.CharField(max_length=40)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("licence", "tước quyền sử dụng giấy phép, chứng chỉ hành nghề"),
                            ("activity", "đình chỉ hoạt động"),
                        ],
                        max_length=12,
                    ),
                ),
                ("what", models.CharField(max_length=200)),
                ("body", models.CharField(blank=True, max_length=200)),
                ("decision", models.CharField(blank=True, max_length=120)),
                ("decided_on", models.DateField()),
                ("since", models.DateField()),
                ("until", models.DateField()),
                ("told_on", models.DateField(null=True)),
                ("is_kept", models.BooleanField(default=False)),
                ("breaches", models.PositiveIntegerField(default=0)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="restricted_terms", to="cases.case"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["until", "id"], name="cases_restrictedterm_until")],
                "constraints": [
                    models.UniqueConstraint(fields=("case", "matter_id"), name="cases_restrictedterm_once"),
                ],
            },
        ),
        ProtectByParent("cases", "RestrictedTerm", parent_field="case"),
    ]
