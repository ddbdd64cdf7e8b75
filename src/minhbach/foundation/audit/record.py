from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from minhbach.foundation.audit import looks
from minhbach.foundation.database.together import tell
from minhbach.foundation.ids import new_id

# Each act ends in one: written without what a model costs. What is left out is the database's own word.
_INSERT = """
    insert into foundation_auditentry (id, action, officer_id, at, target_type, target_id, data, agencies)
    values (%s, %s, %s, %s, %s, %s, %s::jsonb, %s::uuid[])
"""


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
    values = [
        new_id(), action, officer_id, at, target_type, str(target_id), json.dumps(dict(data or {})), list(concerning),
    ]  # fmt: skip
    tell(_INSERT, values)
    looks.told(target_id)
