"""Who sees what was sent, and that its words are never rewritten."""

from __future__ import annotations

from django.db import migrations

from minhbach.foundation.database.operations import AppendOnly, ProtectByParent, ProtectByScope
from minhbach.foundation.database.roles import APPLICATION

# What was sent is not rewritten: its kind, its stage and who deals with it change, its words do not.
REPORTS = f"""
revoke update, delete, truncate on intake_report from {APPLICATION};
grant update (kind, stage, due_on, due_by, outcome, assignee_id, is_waiting)
    on intake_report to {APPLICATION};
revoke update, delete, truncate on intake_attachment from {APPLICATION};
grant update (content, sha256) on intake_attachment to {APPLICATION};
"""
REPORTS_BACK = f"grant update, delete on intake_report, intake_attachment to {APPLICATION}"


class Migration(migrations.Migration):
    dependencies = [("intake", "0001_initial"), ("foundation", "0014_owners"), ("agencies", "0006_found")]

    operations = [
        ProtectByScope("intake", "Letterbox"),
        ProtectByScope("intake", "Report"),
        ProtectByParent("intake", "Attachment", parent_field="report"),
        ProtectByParent("intake", "Message", parent_field="report"),
        ProtectByParent("intake", "Passage", parent_field="report"),
        AppendOnly("intake", "Message"),
        AppendOnly("intake", "Passage"),
        migrations.RunSQL(REPORTS, REPORTS_BACK),
    ]
