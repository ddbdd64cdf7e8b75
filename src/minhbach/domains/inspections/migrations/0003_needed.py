"""Whom a plan still means to inspect is kept until then."""

from __future__ import annotations

from django.db import migrations

from minhbach.foundation.database.blanking import needs

PLANNED = """
select i.subject_id from inspections_planitem i
    where i.subject_id = any (ids) and i.dropped_at is null and i.ends_on >= current_date
"""


class Migration(migrations.Migration):
    dependencies = [("inspections", "0002_protect"), ("subjects", "0014_blanking")]

    operations = [
        needs("subjects.person", "plan", "inspections_needs", PLANNED),
    ]
