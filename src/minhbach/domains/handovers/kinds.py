"""What can hang on an officer, as the rooms say it: each offers a `HandedKind` in its `office.py`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from minhbach.domains.agencies.models import Officer
from minhbach.domains.agencies.types import HandedKind, Hanging
from minhbach.foundation.office import offered


def kinds() -> list[HandedKind]:
    """Every kind, in the order of the minutes."""
    return sorted(offered(HandedKind), key=lambda kind: kind.place)


def kind_of(code: str) -> HandedKind | None:
    """Return a kind by its code; None for one that no room offers any more."""
    return next((kind for kind in offered(HandedKind) if kind.code == code), None)


def hanging_on(person: Officer, *, on: date) -> Iterator[tuple[str, Hanging]]:
    """List what hangs on a person, of every kind, as far as the access in force reaches."""
    for kind in kinds():
        for one in kind.held(person, on):
            yield kind.code, one


def url_of(code: str, record_id: UUID) -> str:
    """Return the page of a record that is handed over; none of a kind that is gone."""
    kind = kind_of(code)
    return kind.url(record_id) if kind else ""
