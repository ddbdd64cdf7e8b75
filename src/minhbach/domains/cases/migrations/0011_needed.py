"""Whom a case is about is kept while it runs, and with its file after that."""

from __future__ import annotations

from django.db import migrations

from minhbach.foundation.database.blanking import needs

RUNNING = """
select s.subject_id from cases_casesubject s join cases_case c on c.id = s.case_id
    where s.subject_id = any (ids) and c.step <> 'closed'
"""
FILE = """
select s.subject_id from cases_casesubject s where s.subject_id = any (ids)
union all select r.violator_id from cases_countedrow r where r.violator_id = any (ids)
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0010_outcomes_from_before"), ("subjects", "0014_blanking")]

    operations = [
        needs("subjects.person", "case", "cases_running_needs", RUNNING),
        needs("subjects.person", "case_file", "cases_file_needs", FILE),
    ]
