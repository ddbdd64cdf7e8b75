from __future__ import annotations

from django.db import migrations

from minhbach.foundation.database.operations import ProtectByParent


class Migration(migrations.Migration):
    """What is counted of a case is seen and written by whoever sees the case."""

    dependencies = [("cases", "0003_counting_initial")]

    operations = [ProtectByParent("cases", "CountedRow", parent_field="case")]
