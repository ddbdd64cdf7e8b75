"""Who sees which rows, and which of them can only be added."""

from django.db import migrations

from minhbach.foundation.database.operations import AppendOnly, ProtectByParent, ProtectByScope


class Migration(migrations.Migration):
    dependencies = [("screening", "0001_initial"), ("foundation", "0002_protect")]

    operations = [
        ProtectByScope("screening", "Export"),
        ProtectByScope("screening", "Sweep"),
        ProtectByScope("screening", "Lead"),
        ProtectByParent("screening", "Sighting", parent_field="lead"),
        ProtectByParent("screening", "LeadEvent", parent_field="lead"),
        ProtectByParent("screening", "LeadWord", parent_field="lead"),
        AppendOnly("screening", "Sighting"),
        AppendOnly("screening", "LeadEvent"),
    ]
