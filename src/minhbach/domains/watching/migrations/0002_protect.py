"""Who sees a list, what stands on it, and what it met."""

from __future__ import annotations

from django.db import migrations

from minhbach.foundation.database.operations import KEYS, SYSTEM, ProtectByScope, protect, unprotect
from minhbach.foundation.database.roles import APPLICATION

_LIST = "exists (select 1 from watching_watchlist l where l.id = watch_list_id)"
_SEEN = (
    f"{SYSTEM} or ({_LIST} and (subject_id is null or"
    " exists (select 1 from subjects_subject s where s.id = subject_id)))"
)
_OWN = f"{SYSTEM} or exists (select 1 from watching_watchlist l where l.id = watch_list_id and l.owned_by && {KEYS})"
ENTRIES = f"""
{protect("watching_watchentry", using=_SEEN, check=_SEEN)};
create policy own_insert on watching_watchentry as restrictive for insert to {APPLICATION} with check ({_OWN});
create policy own_update on watching_watchentry as restrictive for update to {APPLICATION} using ({_OWN});
revoke update, delete, truncate on watching_watchentry from {APPLICATION};
grant update (ended_at) on watching_watchentry to {APPLICATION};
"""
ENTRIES_BACK = f"""
grant update, delete on watching_watchentry to {APPLICATION};
drop policy own_update on watching_watchentry; drop policy own_insert on watching_watchentry;
{unprotect("watching_watchentry")};
"""

# What a list met lies in its keeper's reach, and perhaps in no colleague's.
ALERTS = f"""
create policy keeper_only on watching_alert as restrictive to {APPLICATION}
    using ({SYSTEM} or keeper_id = (select foundation_scope_officer()))
    with check ({SYSTEM} or keeper_id = (select foundation_scope_officer()));
revoke delete, truncate on watching_alert from {APPLICATION};
"""
ALERTS_BACK = f"grant delete on watching_alert to {APPLICATION}; drop policy keeper_only on watching_alert;"


class Migration(migrations.Migration):
    dependencies = [("watching", "0001_initial"), ("subjects", "0002_protect"), ("foundation", "0012_force")]

    operations = [
        ProtectByScope("watching", "WatchList"),
        migrations.RunSQL(ENTRIES, ENTRIES_BACK),
        ProtectByScope("watching", "Alert"),
        migrations.RunSQL(ALERTS, ALERTS_BACK),
        ProtectByScope("watching", "Patrol"),
    ]
