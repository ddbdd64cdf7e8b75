"""What is found here keeps its words beside it."""

from __future__ import annotations

from django.db import migrations

from minhbach.foundation.search.operations import FoundByWords


class Migration(migrations.Migration):
    dependencies = [("cases", "0007_asked_once"), ("foundation", "0013_search")]

    operations = [
        FoundByWords("cases", "Case", columns=("code", "title")),
    ]
