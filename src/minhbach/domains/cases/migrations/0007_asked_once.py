"""What an officer was asked about and went on without stands with the entry."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0006_due_last")]

    operations = [
        migrations.AddField(
            model_name="caseevent",
            name="confirmed",
            field=models.JSONField(default=list),
        ),
    ]
