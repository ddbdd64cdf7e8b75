"""Whose evidence is kept is kept with it."""

from __future__ import annotations

from django.db import migrations

from minhbach.foundation.database.blanking import needs

EVIDENCE = """
select e.target_id from evidence_evidenceitem e
    where e.target_type = 'subjects.subject' and e.target_id = any (ids) and e.set_aside_at is null
"""


class Migration(migrations.Migration):
    dependencies = [("evidence", "0003_lists"), ("subjects", "0014_blanking")]

    operations = [
        needs("subjects.person", "evidence", "evidence_needs", EVIDENCE),
    ]
