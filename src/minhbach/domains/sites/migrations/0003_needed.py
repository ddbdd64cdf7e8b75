"""Whose site stands in the register of sites is kept with it."""

from __future__ import annotations

from django.db import migrations

from minhbach.foundation.database.blanking import needs

SITE = """
select s.subject_id from sites_site s where s.subject_id = any (ids)
union all select t.subject_id from subjects_statement t join sites_site s on s.presence_id = t.presence_id
    where t.subject_id = any (ids)
"""


class Migration(migrations.Migration):
    dependencies = [("sites", "0002_protect"), ("subjects", "0014_blanking")]

    operations = [
        needs("subjects.person", "site", "sites_needs", SITE),
    ]
