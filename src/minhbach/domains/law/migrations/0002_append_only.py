"""Rows of law and the switching of them are appended; the database refuses to change or remove them."""

from __future__ import annotations

from django.db import migrations

from minhbach.foundation.database.operations import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("law", "0001_initial")]

    operations = [
        AppendOnly("law", "LawRow"),
        AppendOnly("law", "LawSwitch"),
    ]
