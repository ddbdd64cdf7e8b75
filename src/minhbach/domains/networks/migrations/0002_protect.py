"""Outcomes are seen by those who see what they hang on; marks are the system's alone."""

from __future__ import annotations

from django.db import migrations

from minhbach.foundation.database.operations import SYSTEM, ProtectByScope, protect, unprotect


class Migration(migrations.Migration):
    dependencies = [("networks", "0001_initial"), ("foundation", "0004_scope")]

    operations = [
        ProtectByScope("networks", "Outcome", shared_through="target_id", indexed=False),
        migrations.RunSQL(protect("networks_mark", using=SYSTEM, check=SYSTEM), unprotect("networks_mark")),
    ]
