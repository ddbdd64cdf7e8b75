"""Whether a reason is seen is asked by a function: of leads without a listing alone, and planned once a session.

Written out in the policy it was planned with every question about leads, three tables deep, however few have none.
"""

from __future__ import annotations

from django.db import migrations

from minhbach.foundation.database.operations import SYSTEM

# As whoever asks: the policies of reasons, and of what they name, hold inside as outside.
_SEEN = """
create function screening_reason_is_seen(lead uuid) returns boolean
language plpgsql stable cost 100 set search_path = public, pg_temp as $$
begin
    return exists (select from screening_leadreason r where r.lead_id = lead);
end $$
"""


def _reasons(seen: str) -> str:
    return f"alter policy reasons on screening_lead using (kind = 'listing' or {SYSTEM} or {seen})"


_WRITTEN_OUT = "exists (select 1 from screening_leadreason r where r.lead_id = screening_lead.id)"


class Migration(migrations.Migration):
    dependencies = [("screening", "0015_telephones")]

    operations = [
        migrations.RunSQL(_SEEN, "drop function screening_reason_is_seen(uuid)"),
        migrations.RunSQL(_reasons("screening_reason_is_seen(id)"), _reasons(_WRITTEN_OUT)),
    ]
