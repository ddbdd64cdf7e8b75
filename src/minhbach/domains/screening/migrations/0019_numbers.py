"""Leads that stood before numbers of goods were read in their texts are put before the worker, part by part."""

from __future__ import annotations

from importlib import import_module

from django.db import migrations

FROM_BEFORE: str = import_module("minhbach.domains.screening.migrations.0015_telephones").FROM_BEFORE


class Migration(migrations.Migration):
    dependencies = [("screening", "0018_needed")]

    operations = [migrations.RunSQL(FROM_BEFORE, migrations.RunSQL.noop)]
