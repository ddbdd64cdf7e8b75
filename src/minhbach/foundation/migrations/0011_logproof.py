from django.db import migrations, models

import minhbach.foundation.ids


class Migration(migrations.Migration):
    dependencies = [
        ("foundation", "0010_listview"),
    ]

    operations = [
        migrations.CreateModel(
            name="LogProof",
            fields=[
                ("state", models.CharField(default="waiting", max_length=10)),
                ("started_at", models.DateTimeField(null=True)),
                ("told_at", models.DateTimeField(null=True)),
                ("finished_at", models.DateTimeField(null=True)),
                ("stage", models.CharField(blank=True, max_length=20)),
                ("rows_done", models.BigIntegerField(default=0)),
                ("rows_total", models.BigIntegerField(null=True)),
                ("failure", models.JSONField(default=dict)),
                (
                    "id",
                    models.UUIDField(
                        default=minhbach.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("asked_by", models.UUIDField()),
                ("asked_at", models.DateTimeField()),
                ("sealed", models.BigIntegerField(default=0)),
                ("unsealed", models.BigIntegerField(default=0)),
                ("fault_count", models.BigIntegerField(default=0)),
                ("findings", models.JSONField(default=list)),
            ],
            options={
                "abstract": False,
            },
        ),
    ]
