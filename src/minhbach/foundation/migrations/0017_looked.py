from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("foundation", "0016_following")]

    operations = [
        migrations.AlterField(
            model_name="attempt",
            name="count",
            field=models.CharField(
                choices=[
                    ("pair", "Pair"),
                    ("name", "Name"),
                    ("place", "Place"),
                    ("asked", "Asked"),
                    ("look", "Looked"),
                ],
                max_length=5,
            ),
        ),
    ]
