from __future__ import annotations

from django.db import migrations

from minhbach.foundation.database.operations import by_vietnamese_day


class Migration(migrations.Migration):
    dependencies = [("cases", "0011_needed")]

    operations = [by_vietnamese_day("cases_who_is_at(uuid, uuid)", "said.created_at::date", "said.created_at")]
