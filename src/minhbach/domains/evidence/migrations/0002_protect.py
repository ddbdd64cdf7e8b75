"""Who sees evidence, and that nothing of it is ever edited."""

from __future__ import annotations

from django.db import migrations

from minhbach.foundation.database.operations import AppendOnly, ProtectByParent, ProtectByScope
from minhbach.foundation.database.roles import APPLICATION

ITEM_COLUMNS = f"""
revoke update, delete on evidence_evidenceitem from {APPLICATION};
grant update (set_aside_at, set_aside_by_id, set_aside_reason, owner_agency_id, place_id, sharing)
    on evidence_evidenceitem to {APPLICATION};
"""


class Migration(migrations.Migration):
    dependencies = [("evidence", "0001_initial"), ("foundation", "0004_scope")]

    operations = [
        ProtectByScope("evidence", "EvidenceItem", shared_through="target_id"),
        ProtectByParent("evidence", "CustodyEntry", parent_field="item"),
        AppendOnly("evidence", "CustodyEntry"),
        migrations.RunSQL(ITEM_COLUMNS, f"grant update, delete on evidence_evidenceitem to {APPLICATION}"),
    ]
