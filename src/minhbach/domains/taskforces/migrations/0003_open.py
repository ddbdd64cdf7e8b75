"""What a member of a force has yet to do is gone to by an index."""

from __future__ import annotations

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("taskforces", "0002_protect")]

    operations = [
        migrations.AddIndex(
            "errand",
            models.Index(
                fields=["owner_agency", "due_on", "id"],
                condition=Q(done_at__isnull=True),
                name="taskforces_errand_open",
            ),
        ),
    ]
