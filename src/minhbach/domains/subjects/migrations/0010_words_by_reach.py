"""A word of names leads to what its reader sees of it. Apart from 0009: each writes a large table anew."""

from __future__ import annotations

from django.db import migrations, models
from django.db.models import F, Q

from minhbach.foundation.scope import ReachField


class Migration(migrations.Migration):
    dependencies = [("subjects", "0009_reach")]

    operations = [
        migrations.RemoveIndex(model_name="searchtoken", name="subjects_token_toned"),
        migrations.AddField(model_name="searchtoken", name="reach", field=ReachField()),
        migrations.AddIndex(
            model_name="searchtoken",
            index=models.Index(fields=["plain", "reach"], name="subjects_token_word", condition=Q(plain__gte="0")),
        ),
        migrations.AddIndex(
            model_name="searchtoken",
            index=models.Index(fields=["toned", "reach"], name="subjects_token_toned", condition=~Q(toned=F("plain"))),
        ),
    ]
