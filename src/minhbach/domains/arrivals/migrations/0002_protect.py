"""Who sees the rows of this domain. Who deals with an arrival may belong to a unit below the one it arrived at."""

from __future__ import annotations

from django.db import migrations

from minhbach.foundation.database.operations import ProtectByScope

DEALING = ("state", "outcome", "done_by_id", "done_at")


class Migration(migrations.Migration):
    dependencies = [("arrivals", "0001_initial"), ("foundation", "0004_scope")]

    operations = [
        ProtectByScope("arrivals", "Arrival", others_change=DEALING),
        ProtectByScope("arrivals", "ArrivalRegister"),
    ]
