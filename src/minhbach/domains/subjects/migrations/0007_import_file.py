from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("subjects", "0006_recording")]

    operations = [
        migrations.AddField(model_name="import", name="file", field=models.CharField(blank=True, max_length=64)),
    ]
