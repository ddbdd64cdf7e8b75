"""What cases came to before networks were told of it: whoever was sanctioned, as the counted rows stand."""

from __future__ import annotations

from django.db import migrations

_TABLES = ("cases_case", "cases_countedrow", "networks_outcome")
# The owner of the tables is under the policies, too, but for this.
_LIFTED = "".join(f"alter table {table} no force row level security;" for table in _TABLES)
_HELD = "".join(f"alter table {table} force row level security;" for table in _TABLES)
FROM_BEFORE = f"""
{_LIFTED}
insert into networks_outcome (id, owner_agency_id, place_id, sharing, created_at, kind, "on", target_type, target_id,
        subject_id)
    select gen_random_uuid(), c.owner_agency_id, c.place_id, c.sharing, min(r.known_from), 'sanctioned', min(r.day),
        'cases.case', c.id, r.violator_id
    from cases_countedrow r join cases_case c on c.id = r.case_id
    where r.kind = 'violator_sanctioned' and r.known_until is null and r.violator_id is not null
    group by c.id, r.violator_id
    on conflict do nothing;
set constraints all immediate;
{_HELD}
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0009_looking"), ("networks", "0002_protect")]

    operations = [migrations.RunSQL(FROM_BEFORE, migrations.RunSQL.noop)]
