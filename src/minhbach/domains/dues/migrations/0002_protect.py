"""Who sees the rows of this domain; what a slip or an entry tells is never rewritten, only what was made of it."""

from __future__ import annotations

from django.db import migrations

from minhbach.foundation.database.operations import ProtectByParent, ProtectByScope
from minhbach.foundation.database.roles import APPLICATION

_MADE_OF_SLIP = "state, why, case_id, violator_id, fine_event_id, late_event_id, late_vnd, matched_by_id, matched_at"
KEPT = f"""
revoke update, delete, truncate on dues_slip from {APPLICATION};
grant update ({_MADE_OF_SLIP}) on dues_slip to {APPLICATION};
revoke update, delete, truncate on dues_entry from {APPLICATION};
grant update (withdrawn_by_id, withdrawn_at, withdrawn_why) on dues_entry to {APPLICATION};
"""
KEPT_BACK = f"grant update, delete on dues_slip, dues_entry to {APPLICATION}"


class Migration(migrations.Migration):
    dependencies = [("dues", "0001_initial"), ("cases", "0012_days"), ("foundation", "0014_owners")]

    operations = [
        # What is owed is seen by those who see the case.
        ProtectByScope("dues", "Account", shared_through="case_id"),
        ProtectByScope("dues", "Slip"),
        ProtectByParent("dues", "Entry", parent_field="case"),
        ProtectByScope("dues", "TreasuryAccount"),
        migrations.RunSQL(KEPT, KEPT_BACK),
    ]
