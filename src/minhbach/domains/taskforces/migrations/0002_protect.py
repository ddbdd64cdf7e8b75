"""Who sees a force, what hangs on it, and what is its own; what was decided, said and answered stays."""

from __future__ import annotations

from django.db import migrations

from minhbach.foundation.database.operations import AppendOnly, ProtectByParent, ProtectByScope
from minhbach.foundation.database.roles import APPLICATION

# What is kept of a force is never taken away; what of it may change is named.
STAYS = f"""
revoke update, delete, truncate on taskforces_taskforce, taskforces_invitation, taskforces_member, taskforces_errand,
    taskforces_mark, taskforces_callout, taskforces_called from {APPLICATION};
grant update (purpose) on taskforces_taskforce to {APPLICATION};
grant update (is_head) on taskforces_member to {APPLICATION};
grant update (done_at, done_by_id, result) on taskforces_errand to {APPLICATION};
grant update (ended_at) on taskforces_mark to {APPLICATION};
grant update (closed_at, closed_by_id, result) on taskforces_callout to {APPLICATION};
"""
STAYS_NOT = f"""
grant update, delete on taskforces_taskforce, taskforces_invitation, taskforces_member, taskforces_errand,
    taskforces_mark, taskforces_callout, taskforces_called to {APPLICATION};
"""


class Migration(migrations.Migration):
    dependencies = [("taskforces", "0001_initial"), ("foundation", "0012_force")]

    operations = [
        ProtectByScope("taskforces", "TaskForce"),
        *(ProtectByParent("taskforces", name, parent_field="force") for name in ("Decision", "Invitation", "Member")),
        *(ProtectByScope("taskforces", name) for name in ("Errand", "Mark", "LogLine", "CallOut")),
        ProtectByParent("taskforces", "Called", parent_field="call"),
        ProtectByParent("taskforces", "Answer", parent_field="called"),
        *(AppendOnly("taskforces", name) for name in ("Decision", "LogLine", "Answer")),
        migrations.RunSQL(STAYS, STAYS_NOT),
    ]
