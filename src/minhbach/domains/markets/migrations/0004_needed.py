"""Who has a stall, and who runs a market, is kept as long."""

from __future__ import annotations

from django.db import migrations

from minhbach.foundation.database.blanking import needs

STALL = """
select t.subject_id from markets_tenancy t where t.subject_id = any (ids)
    and not t.is_taken_back and coalesce(t.ends_on > current_date, true)
union all select m.board_id from markets_market m where m.board_id = any (ids)
"""


class Migration(migrations.Migration):
    dependencies = [("markets", "0003_following"), ("subjects", "0014_blanking")]

    operations = [
        needs("subjects.person", "stall", "markets_needs", STALL),
    ]
