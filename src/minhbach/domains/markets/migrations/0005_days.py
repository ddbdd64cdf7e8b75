from __future__ import annotations

from django.db import migrations

from minhbach.foundation.database.operations import by_vietnamese_day


class Migration(migrations.Migration):
    dependencies = [("markets", "0004_needed")]

    operations = [by_vietnamese_day("markets_needs(uuid[], uuid)", "current_date")]
