from __future__ import annotations

from django.db import migrations

from minhbach.foundation.database.operations import by_vietnamese_day


class Migration(migrations.Migration):
    dependencies = [("inspections", "0003_needed")]

    operations = [by_vietnamese_day("inspections_needs(uuid[], uuid)", "current_date")]
