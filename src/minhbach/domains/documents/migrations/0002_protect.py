"""Documents are seen by scope; what hangs on them with them. Steps, files and taken numbers are never changed."""

from __future__ import annotations

from django.db import migrations

from minhbach.foundation.database.operations import AppendOnly, ProtectByParent, ProtectByScope

STEPS = ("state", "signer_post_id", "delegation_id", "signed_at", "symbol", "number", "dated", "changed_at")


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_initial"), ("foundation", "0004_scope")]

    operations = [
        # The agency that issues a paper signs, numbers and returns it, whoever drew it up.
        ProtectByScope("documents", "OfficialDocument", others_change=STEPS),
        ProtectByScope("documents", "NumberRegister"),
        ProtectByScope("documents", "PaperSymbol"),
        ProtectByParent("documents", "DocumentEvent", parent_field="document"),
        ProtectByParent("documents", "DocumentFile", parent_field="document"),
        ProtectByParent("documents", "TakenNumber", parent_field="register"),
        AppendOnly("documents", "DocumentEvent"),
        AppendOnly("documents", "DocumentFile"),
        AppendOnly("documents", "TakenNumber"),
    ]
