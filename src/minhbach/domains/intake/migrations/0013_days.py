from __future__ import annotations

from django.db import migrations

from minhbach.foundation.database.operations import by_vietnamese_day


class Migration(migrations.Migration):
    dependencies = [("intake", "0012_blanking")]

    operations = [by_vietnamese_day("portal.units(text)", "current_date")]
