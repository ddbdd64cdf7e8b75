"""Numbers that no row bears, accounted for: a commit that failed when its number was drawn, as on a full disk.

From within the database such a number cannot be told from a row that was taken away. So it stays a finding until who
keeps the installation accounts for it: in a row of the log, with the reason, and with a mark by the key that no
database holds. The proof then tells it as accounted for, for ever; it is never silent about it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from minhbach.foundation.audit import anchors
from minhbach.foundation.audit.models import AuditChain, AuditEntry
from minhbach.foundation.audit.record import record
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM

ACTION = "foundation.audit.accounted"


@dataclass(frozen=True)
class Gap:
    """Numbers from FIRST to LAST that no receipt bears; REASON where they are accounted for."""

    first: int
    last: int
    reason: str = ""


def account(gap: Gap, *, reason: str, at: datetime) -> None:
    """Write down why the numbers of a gap are borne by no row. Only who holds the installation's key may."""
    chain = str(AuditChain.objects.get().id)
    with acting_as(SYSTEM):
        record(
            ACTION,
            officer_id=None,
            at=at,
            target_type="foundation.auditchain",
            target_id=chain,
            data={
                "first": gap.first,
                "last": gap.last,
                "reason": reason,
                "mark": anchors.mark_of(_told(chain, gap.first, gap.last, reason)),
            },
        )


def accounted_gaps(chain: str) -> Iterator[Gap]:
    """List what was accounted for with the installation's key; a row without its mark accounts for nothing."""
    with connection.cursor() as cursor:
        # The proof reads every row, whoever asks for it.
        cursor.execute(f"select data from {AuditEntry._meta.db_table} where action = %s order by recorded_at", [ACTION])
        rows = [json.loads(data) if isinstance(data, str) else data for (data,) in cursor.fetchall()]
    for data in rows:
        first, last, reason = data.get("first"), data.get("last"), data.get("reason", "")
        if anchors.is_mark_of(_told(chain, first, last, reason), str(data.get("mark", ""))):
            yield Gap(first, last, reason)


def _told(chain: str, first: object, last: object, reason: object) -> str:
    return f"accounted {chain} {first} {last} {reason}"
