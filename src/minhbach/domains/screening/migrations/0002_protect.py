"""Who sees which rows, and which of them can only be added."""

from django.db import migrations

from minhbach.foundation.database.operations import AppendOnly, ProtectByParent, ProtectByScope

HANDLED = ("state", "taken_by_id", "taken_at", "dismissal_reason", "subject_id", "case_id")


class Migration(migrations.Migration):
    dependencies = [("screening", "0001_initial"), ("foundation", "0004_scope")]

    operations = [
        ProtectByScope("screening", "Export"),
        ProtectByScope("screening", "Sweep"),
        # Whoever sees a lead may take it, and who has taken it may pass it on; it is shared as its sweep is.
        ProtectByScope("screening", "Lead", shared_through="sweep_id", others_change=HANDLED, shared_by="reach"),
        ProtectByParent("screening", "Sighting", parent_field="lead"),
        ProtectByParent("screening", "LeadEvent", parent_field="lead"),
        ProtectByParent("screening", "LeadWord", parent_field="lead"),
        AppendOnly("screening", "Sighting"),
        AppendOnly("screening", "LeadEvent"),
    ]
