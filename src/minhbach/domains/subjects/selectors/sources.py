"""From whom it is known that somebody is reached by a value, within the reader's reach."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, Min

from minhbach.domains.subjects.models import Identifier
from minhbach.domains.subjects.selectors.identifiers import links
from minhbach.domains.subjects.types import SourceKind

SHOWN = 20


@dataclass(frozen=True)
class SourceLine:
    """One kind of source of one agency: how many statements it gave, the first and the last of them."""

    words: str
    agency: str
    statements: int
    first_at: datetime
    last_at: datetime


def sources_of(identifier: Identifier) -> list[SourceLine]:
    """List who stated from what sources that somebody carries an identifier, the latest first."""
    rows = (
        links()
        .filter(identifier=identifier)
        .values("source_kind", "owner_agency__short_name")
        .annotate(statements=Count("id"), first=Min("recorded_at"), last=Max("recorded_at"))
        .order_by("-last", "owner_agency__short_name", "source_kind")[:SHOWN]
    )
    return [
        SourceLine(
            words=str(SourceKind(row["source_kind"]).label),
            agency=row["owner_agency__short_name"],
            statements=row["statements"],
            first_at=row["first"],
            last_at=row["last"],
        )
        for row in rows
    ]
