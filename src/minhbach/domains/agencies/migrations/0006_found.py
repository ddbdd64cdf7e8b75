"""What is found here keeps its words beside it."""

from __future__ import annotations

from django.db import migrations

from minhbach.foundation.search.operations import FoundByWords


class Migration(migrations.Migration):
    dependencies = [("agencies", "0005_rota"), ("foundation", "0013_search")]

    operations = [
        FoundByWords("agencies", "Officer", columns=("full_name", "username"), everybody=True),
    ]
