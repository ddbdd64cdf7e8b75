"""Who sees the rows of this domain."""

from django.db import migrations

from minhbach.foundation.database.operations import ProtectByParent, ProtectByScope


class Migration(migrations.Migration):
    dependencies = [("handovers", "0001_initial"), ("foundation", "0014_owners")]

    operations = [
        ProtectByScope("handovers", "Minutes"),
        ProtectByParent("handovers", "Item", parent_field="minutes"),
    ]
