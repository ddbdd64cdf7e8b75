"""What is found here keeps its words beside it."""

from __future__ import annotations

from django.db import migrations

from minhbach.foundation.search.operations import FoundByWords


class Migration(migrations.Migration):
    dependencies = [("documents", "0006_asked_once"), ("foundation", "0013_search")]

    operations = [
        FoundByWords("documents", "OfficialDocument", columns=("title", "number", "symbol")),
    ]
