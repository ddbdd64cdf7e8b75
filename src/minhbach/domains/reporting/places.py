"""Figures by place: in the map of the report's own days, or drawn in today's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from minhbach.domains.agencies.models import Place
from minhbach.domains.agencies.selectors import communes_today
from minhbach.domains.agencies.types import PlaceLevel
from minhbach.domains.reporting.figures.counting import Tally, count
from minhbach.domains.reporting.spans import Span

UNKNOWN = ""


@dataclass(frozen=True)
class PlaceRow:
    """One commune's figures; the row without a place is “chưa xác định”."""

    place: Place | None
    values: dict[str, int]


def lay_out(tallies: Sequence[Tally], span: Span, indicators: Sequence[str], *, is_today: bool) -> list[PlaceRow]:
    """Count by commune what was summed by place.

    In the map of the span a case stands where its record says, if that is a commune of that map; in today's map it
    stands in the one successor of that commune. A divided ward has several: its cases are “chưa xác định”.
    """
    places = Place.objects.in_bulk([int(tally.row) for tally in tallies if tally.row != UNKNOWN])
    today = communes_today(list(places.values())) if is_today else {}

    def stands_in(row: str) -> str:
        place = places.get(int(row)) if row != UNKNOWN else None
        if place is None:
            return UNKNOWN
        if is_today:
            place = today.get(place.pk)
        elif place.level != PlaceLevel.COMMUNE or not place.holds_on(span.last_day):
            return UNKNOWN
        return str(place.pk) if place is not None else UNKNOWN

    values: dict[str, dict[str, int]] = {}
    for cell, value in count(replace(tally, row=stands_in(tally.row)) for tally in tallies).items():
        if cell.indicator in indicators and not cell.category:
            values.setdefault(cell.row, {})[cell.indicator] = value
    known = Place.objects.select_related("parent").in_bulk([int(row) for row in values if row != UNKNOWN])
    rows = [PlaceRow(known[int(row)] if row != UNKNOWN else None, found) for row, found in values.items()]
    return sorted(rows, key=lambda row: (row.place is None, row.place.sort_key if row.place else ""))
