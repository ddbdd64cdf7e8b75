"""Until when an act may be fined: which row of limitation holds, from which day it runs, what makes it longer. Pure.

Source: Luật XLVPHC Đ6 k1 (rows LIM-R1 to LIM-R4): an act that ended counts from its end, one that was going on from its
detection; a case that prosecutors pass on has a year more; evading an inquiry begins it anew.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from minhbach.domains.law.book import LawBook
from minhbach.domains.law.citing import split_clause
from minhbach.domains.law.clocks import start_clock
from minhbach.domains.law.types.clocks import Calendar, Clock
from minhbach.domains.law.types.fines import ActTime
from minhbach.domains.law.types.rows import DeadlineRow, FineFrameRow, LimitationRow

FROM_PROSECUTORS = "XPHC.THOIHIEU.TOTUNG"


def choose_limitation(book: LawBook, frame: FineFrameRow, on: date) -> LimitationRow | None:
    """Find the row for a provision on the day that counts; one that lists the provision goes before the general one.

    None: no row read says how long such acts may be fined, so nobody is told a day.
    """
    found = [
        row
        for row in book.limitations
        if frame.field in row.fields
        and row.citation.holds_on(on)
        and (not row.places or any(_is_in(place, frame) for place in row.places))
    ]
    listed = [row for row in found if row.places]
    chosen = listed or found
    return chosen[0] if len(chosen) == 1 else None


def limitation_clock(
    book: LawBook,
    calendar: Calendar,
    frame: FineFrameRow,
    time: ActTime,
    *,
    from_prosecutors: bool = False,
    restarted_on: date | None = None,
) -> Clock | None:
    """Set the clock of an act's limitation; None where no row holds, or another law says how long.

    RESTARTED_ON is the day on which evading or hindering ended.
    """
    row = choose_limitation(book, frame, time.base_date)
    if row is None or row.years is None:
        return None
    deadline = _deadline(book, row, has_ended=time.ended_on is not None)
    if from_prosecutors:
        deadline = replace(deadline, amount=row.years + _more_years(book, time.base_date))
    return start_clock(book, calendar, deadline, restarted_on or time.base_date)


def _deadline(book: LawBook, row: LimitationRow, *, has_ended: bool) -> DeadlineRow:
    """The clock's own row: that of the general law, or the years that a decree sets for its field."""
    ended, ongoing = row.deadline_ids or ("", "")
    known = next((one for one in book.deadlines if one.citation.row_id == (ended if has_ended else ongoing)), None)
    if known is not None:
        return known
    return DeadlineRow(
        citation=row.citation,
        family=row.citation.row_id,
        kind="case",
        event="VIOLATION_ENDED" if has_ended else "VIOLATION_DETECTED",
        action_vi=f"Thời hiệu xử phạt – {row.text_vi.split(' – ')[0]}",
        amount=row.years,
        unit="year",
        recurrence="",
        fixed_year=None,
        fixed_month=None,
        fixed_day=None,
        is_before_fixed=False,
        is_prompt=False,
        direction="after",
        bound="max",
        applies_when="",
        last_day_moves=False,
        extends=(),
        note_vi="",
    )


def _more_years(book: LawBook, on: date) -> int:
    rows = [row for row in book.deadlines if row.family == FROM_PROSECUTORS and row.citation.holds_on(on)]
    return sum(row.amount or 0 for row in rows)


def _is_in(place: str, frame: FineFrameRow) -> bool:
    """Say whether “18-22” or “30 k1-6” holds a provision."""
    articles, _space, clauses = place.partition(" k")
    return _holds(articles, frame.citation.article) and (
        not clauses or _holds(clauses, split_clause(frame.citation.clause).number)
    )


def _holds(span: str, number: str) -> bool:
    low, _dash, high = span.partition("-")
    if not high:
        return number == low
    wanted = re.match(r"\d+", number)
    return wanted is not None and int(low) <= int(wanted[0]) <= int(high)
