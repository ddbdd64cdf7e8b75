from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("screening", "0006_alike")]

    operations = [
        migrations.AddField("export", "how", models.JSONField(default=dict)),
        migrations.AddField("export", "seen", models.JSONField(default=dict)),
        migrations.AddField("sweep", "how", models.JSONField(default=dict)),
        migrations.AddField("sweep", "noted_kinds", models.JSONField(default=list)),
    ]
