"""Marks of findings about a person go with him."""

from __future__ import annotations

from django.db import migrations

from minhbach.foundation.database.blanking import empties, follows

EMPTY = "delete from networks_mark where subject_id = any (ids);"
MAY = "select (subject_id), delete on networks_mark"


class Migration(migrations.Migration):
    dependencies = [("networks", "0002_protect"), ("subjects", "0014_blanking")]

    operations = [
        empties("networks_of_person", EMPTY, may=MAY),
        follows("subjects.person", "networks_of_person"),
    ]
