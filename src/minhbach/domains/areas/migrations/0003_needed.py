"""Whom an area keeps, is after, or has a plan for is kept as long."""

from __future__ import annotations

from django.db import migrations

from minhbach.foundation.database.blanking import needs

KEPT = """
select k.subject_id from areas_keeping k where k.subject_id = any (ids) and k.ended_on is null
union all select p.subject_id from areas_pursuit p where p.subject_id = any (ids) and p.ended_on is null
union all select p.subject_id from areas_plan p where p.subject_id = any (ids) and p.closed_at is null
"""


class Migration(migrations.Migration):
    dependencies = [("areas", "0002_protect"), ("subjects", "0014_blanking")]

    operations = [
        needs("subjects.person", "area", "areas_needs", KEPT),
    ]
