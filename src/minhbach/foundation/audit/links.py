"""What one link of the chain covers: every column of the row, its number, the link before, and when it was sealed."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from typing import Any, NamedTuple
from uuid import UUID


class Row(NamedTuple):
    """An audit row as it is read for sealing and for proof."""

    id: UUID
    action: str
    officer_id: UUID | None
    vouched_by: str
    at: datetime
    recorded_at: datetime
    target_type: str
    target_id: str
    data: str
    transaction_id: int
    agencies: list[UUID]


COLUMNS = ", ".join(f"entry.{name}" if name != "data" else "entry.data::text" for name in Row._fields)


class Link(NamedTuple):
    """A seal without its digest: what the digest is made of besides the row."""

    sequence: int
    number: int
    anchor: str
    sealed_at: datetime


def digest_of(row: Row, link: Link, before: str) -> str:
    """Return the digest of a row as this link of the chain."""
    content: list[Any] = [
        before,
        link.sequence,
        link.number,
        link.anchor,
        _moment(link.sealed_at),
        str(row.id),
        row.action,
        str(row.officer_id or ""),
        row.vouched_by,
        _moment(row.at),
        _moment(row.recorded_at),
        row.target_type,
        row.target_id,
        # Not as PostgreSQL spells it, which may change from one release to the next.
        json.loads(row.data, parse_float=str),
        row.transaction_id,
        [str(agency) for agency in row.agencies],
    ]
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat()
