"""Who sees the rows of this domain, and that what was told is never rewritten."""

from __future__ import annotations

from django.db import migrations

from minhbach.foundation.database.operations import AppendOnly, ProtectByParent, ProtectByScope


class Migration(migrations.Migration):
    dependencies = [("hotline", "0001_initial"), ("foundation", "0014_owners"), ("intake", "0002_protect")]

    operations = [
        ProtectByScope("hotline", "Line"),
        ProtectByScope("hotline", "Call"),
        ProtectByScope("hotline", "Visit"),
        ProtectByScope("hotline", "Box"),
        ProtectByScope("hotline", "Letter"),
        ProtectByParent("hotline", "Stint", parent_field="line"),
        ProtectByParent("hotline", "CallEvent", parent_field="line"),
        ProtectByParent("hotline", "CallBack", parent_field="call"),
        ProtectByParent("hotline", "Instruction", parent_field="report"),
        ProtectByParent("hotline", "Opening", parent_field="box"),
        ProtectByParent("hotline", "Enclosure", parent_field="letter"),
        AppendOnly("hotline", "CallEvent"),
        AppendOnly("hotline", "CallBack"),
        AppendOnly("hotline", "Visit"),
        AppendOnly("hotline", "Enclosure"),
    ]
