"""Which deadline applies: by its own name, or by the event and the condition of the case."""

from __future__ import annotations

from datetime import date

from minhbach.domains.law.book import LawBook
from minhbach.domains.law.refusals import NoClockInForce, SeveralClocksPossible
from minhbach.domains.law.types.rows import DeadlineRow
from minhbach.foundation.writing import write_day


def deadlines_for(book: LawBook, event: str, on: date, *, applies_when: str | None = None) -> tuple[DeadlineRow, ...]:
    """List the deadlines that an event starts on a day; with a condition, only those that name it."""
    return tuple(
        row
        for row in book.deadlines
        if row.event == event
        and row.citation.holds_on(on)
        and (applies_when is None or row.applies_when == applies_when)
    )


def choose_deadline(book: LawBook, name: str, on: date, *, applies_when: str = "") -> DeadlineRow:
    """Find one deadline in force on the day of its event.

    `name` is a row (XPHC.QD.GUI.2025), a deadline through time (XPHC.QD.GUI), or an event together with the
    condition that holds (RECORD_MADE, FILE_FORWARDED).

    Raises: NoClockInForce, SeveralClocksPossible.
    """
    named = [row for row in book.deadlines if name in (row.citation.row_id, row.family)]
    found = [row for row in named if row.citation.holds_on(on)]
    if not named:
        found = list(deadlines_for(book, name, on, applies_when=applies_when))
    if not found:
        raise NoClockInForce(name=name, day=write_day(on))
    if len(found) > 1:
        raise SeveralClocksPossible(
            name=name, day=write_day(on), choices=", ".join(row.citation.row_id for row in found)
        )
    return found[0]
