"""Whoever writes has a share of what the worker does next: a flood of one keeps nobody else waiting."""

from __future__ import annotations

from django.db import migrations, models

from minhbach.foundation.jobs.following import ToldOfficer


class Migration(migrations.Migration):
    dependencies = [("foundation", "0017_looked")]

    operations = [
        migrations.AddField(
            model_name="following",
            name="writer",
            field=models.UUIDField(null=True, db_default=ToldOfficer()),
        ),
    ]
