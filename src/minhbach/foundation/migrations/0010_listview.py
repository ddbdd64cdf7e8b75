from django.db import migrations, models

import minhbach.foundation.ids


class Migration(migrations.Migration):
    dependencies = [
        ("foundation", "0009_attempts"),
    ]

    operations = [
        migrations.CreateModel(
            name="ListView",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=minhbach.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("officer_id", models.UUIDField()),
                ("address", models.CharField(max_length=200)),
                ("name", models.CharField(blank=True, max_length=60)),
                ("query", models.CharField(blank=True, max_length=2000)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("officer_id", "address", "name"), name="foundation_listview_once")
                ],
            },
        ),
    ]
