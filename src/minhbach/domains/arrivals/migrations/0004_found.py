"""What is found here keeps its words beside it."""

from __future__ import annotations

from django.db import migrations

from minhbach.foundation.search.operations import FoundByWords


class Migration(migrations.Migration):
    dependencies = [("arrivals", "0003_register_start"), ("foundation", "0013_search")]

    operations = [
        FoundByWords("arrivals", "Arrival", columns=("number", "sender", "symbol", "abstract", "instruction")),
    ]
