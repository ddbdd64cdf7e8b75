"""What every change of law does: take the lock, ask for the basis, make the row, mark the law as changed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from minhbach.domains.agencies.models import Officer
from minhbach.domains.law.entry import describe
from minhbach.domains.law.models import LawRevision, LawRow, Origin
from minhbach.domains.law.refusals import BasisMissing
from minhbach.domains.law.types.rows import Table
from minhbach.foundation.database.locks import lock
from minhbach.foundation.ids import new_id


def lock_law() -> LawRevision:
    """Writers of law queue here, so that versions and periods are checked against what is really there."""
    LawRevision.objects.get_or_create(id=1)
    return lock(LawRevision.objects, id=1)


def touch_law(revision: LawRevision) -> None:
    revision.stamp = new_id()
    revision.save(update_fields=["stamp"])


def require_basis(basis: str) -> str:
    if not basis.strip():
        raise BasisMissing
    return basis.strip()


def make_row(
    table: Table,
    content: Mapping[str, Any],
    *,
    version: int,
    origin: Origin,
    at: datetime,
    officer: Officer | None = None,
    basis: str = "",
    supersedes: LawRow | None = None,
) -> LawRow:
    entry = describe(table, content)
    return LawRow(
        table=table.value,
        row_id=entry.row_id,
        version=version,
        series=entry.series,
        instrument=entry.instrument,
        root_instrument=entry.root_instrument,
        article=entry.article,
        title_vi=entry.title_vi,
        folded=entry.folded,
        content=dict(content),
        digest=entry.digest,
        source=entry.source,
        confidence=entry.confidence.value,
        origin=origin.value,
        valid_from=entry.valid_from,
        valid_until=entry.valid_until,
        supersedes=supersedes,
        created_at=at,
        created_by=officer,
        basis=basis,
    )
