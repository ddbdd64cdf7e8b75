"""Whom an open lead is about is kept until somebody has dealt with it."""

from __future__ import annotations

from django.db import migrations

from minhbach.foundation.database.blanking import needs

OPEN = """
select l.subject_id from screening_lead l where l.subject_id = any (ids) and l.state in ('new', 'taken')
"""


class Migration(migrations.Migration):
    dependencies = [("screening", "0017_apart"), ("subjects", "0014_blanking")]

    operations = [
        needs("subjects.person", "lead", "screening_lead_needs", OPEN),
    ]
