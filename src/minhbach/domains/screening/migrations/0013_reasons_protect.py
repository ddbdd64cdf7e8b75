"""A lead without a listing is seen by those who see all records of one of its reasons, whatever it is shared as."""

from __future__ import annotations

from django.db import migrations

from minhbach.foundation.database.operations import SYSTEM, protect, unprotect
from minhbach.foundation.database.roles import APPLICATION


def _all_seen(column: str, table: str) -> str:
    """Write that each record a reason names can be read by who reads the reason: the tables' own policies answer."""
    return (
        f"not exists (select 1 from unnest({column}) as named (id)"
        f" where not exists (select 1 from {table} record where record.id = named.id))"
    )


_SEEN = " and ".join(
    [
        _all_seen("subject_ids", "subjects_subject"),
        _all_seen("statement_ids", "subjects_statement"),
        _all_seen("outcome_ids", "networks_outcome"),
    ]
)
REASONS = protect("screening_leadreason", using=f"{SYSTEM} or ({_SEEN})", check=SYSTEM)
LEADS = f"""
create policy reasons on screening_lead as restrictive for all to {APPLICATION}
    using (kind = 'listing' or {SYSTEM} or exists (
        select 1 from screening_leadreason r where r.lead_id = screening_lead.id
    ))
    with check (true);
revoke update, delete on screening_leadreason from {APPLICATION};
"""
LEADS_BACK = f"""
drop policy reasons on screening_lead;
grant update, delete on screening_leadreason to {APPLICATION};
"""


class Migration(migrations.Migration):
    dependencies = [("screening", "0012_lead_kinds"), ("networks", "0002_protect"), ("foundation", "0004_scope")]

    operations = [
        migrations.RunSQL(REASONS, unprotect("screening_leadreason")),
        migrations.RunSQL(LEADS, LEADS_BACK),
    ]
