from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from minhbach.foundation.audit import looks
from minhbach.foundation.audit.models import AuditEntry


def record(
    action: str,
    *,
    officer_id: UUID | None,
    at: datetime,
    target_type: str,
    target_id: UUID | str,
    data: Mapping[str, Any] | None = None,
    concerning: Collection[UUID] = (),
) -> None:
    """Write one audit row in the transaction of the act it stands for.

    The database adds the agencies of who acts and of what it is done to; CONCERNING names others whose business it is.

    Raises: RuntimeError outside a transaction, where a row could outlive an act that failed.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("audit.record must run in the transaction of the act")
    AuditEntry.objects.create(
        action=action,
        officer_id=officer_id,
        at=at,
        target_type=target_type,
        target_id=str(target_id),
        data=dict(data or {}),
        agencies=list(concerning),
    )
    looks.told(target_id)
