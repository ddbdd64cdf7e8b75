"""A register that ran ahead and was brought back: seen with the register, never changed."""

from __future__ import annotations

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import minhbach.foundation.ids
from minhbach.foundation.database.operations import AppendOnly, ProtectByParent


class Migration(migrations.Migration):
    dependencies = [("documents", "0003_lists"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]

    operations = [
        migrations.CreateModel(
            name="RegisterReturn",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=minhbach.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("ahead_until", models.DateField()),
                ("back_to", models.DateField()),
                ("reason", models.CharField(max_length=500)),
                ("at", models.DateTimeField()),
                (
                    "officer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "register",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="returns",
                        to="documents.numberregister",
                    ),
                ),
            ],
        ),
        ProtectByParent("documents", "RegisterReturn", parent_field="register"),
        AppendOnly("documents", "RegisterReturn"),
    ]
