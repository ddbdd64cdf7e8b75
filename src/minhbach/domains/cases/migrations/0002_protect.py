from __future__ import annotations

from django.db import migrations

from minhbach.foundation.database.operations import AppendOnly, ProtectByParent, ProtectByScope

# What a case's events say of it.
PROJECTED = (
    *(
        "title",
        "folded",
        "origin",
        "is_ecommerce",
        "platform",
        "secret_register_number",
        "opened_on",
        "step",
        "outcome",
    ),
    *("entered_on", "due_on", "clock_row", "violation_class", "report_category", "fine_vnd", "goods_value_vnd"),
    *("decided_on", "last_recorded_at"),
)


class Migration(migrations.Migration):
    """Who may see and change what: the case by its scope, everything in it by the case, events only added."""

    dependencies = [("cases", "0001_initial"), ("foundation", "0004_scope")]

    operations = [
        # Agencies that have joined write to a case too, and bring in others by their papers.
        ProtectByScope("cases", "Case", others_change=PROJECTED, shared_by="reach"),
        ProtectByParent("cases", "CaseEvent", parent_field="case"),
        ProtectByParent("cases", "GoodsLine", parent_field="case"),
        ProtectByParent("cases", "CaseSubject", parent_field="case"),
        ProtectByParent("cases", "CaseOfficer", parent_field="case"),
        ProtectByParent("cases", "CaseAgency", parent_field="case"),
        AppendOnly("cases", "CaseEvent"),
        AppendOnly("cases", "GoodsLine"),
    ]
