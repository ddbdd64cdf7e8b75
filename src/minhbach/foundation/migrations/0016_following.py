"""What follows from what was written waits in a table of its own, not among the jobs."""

from __future__ import annotations

import django.contrib.postgres.fields
import django.db.models.functions.datetime
from django.db import migrations, models

# Rows come and go by the hundred thousand: what is gone is cleared away before it is in the way.
CLEARED_OFTEN = """
alter table foundation_following set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000)
"""


class Migration(migrations.Migration):
    dependencies = [("foundation", "0015_reach")]

    operations = [
        migrations.CreateModel(
            name="Following",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("task", models.CharField(max_length=60)),
                ("in_bulk", models.BooleanField()),
                ("ids", django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), size=None)),
                ("since", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={
                "indexes": [models.Index(fields=["task", "in_bulk", "id"], name="foundation_following_next")],
            },
        ),
        migrations.RunSQL(CLEARED_OFTEN, migrations.RunSQL.noop),
    ]
