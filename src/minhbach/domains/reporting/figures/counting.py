"""Counting cases into figures: each case once, under its owner, by the day the indicator names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from minhbach.domains.cases.types.reporting import CaseFacts
from minhbach.domains.reporting.catalogue import Indicator, indicators
from minhbach.domains.reporting.spans import Span

Amount = Callable[[CaseFacts, Span], int]


@dataclass(frozen=True)
class Cell:
    """Where a figure stands: an indicator, the row it is counted in, and a category or none."""

    indicator: str
    row: str
    category: str = ""


@dataclass
class Count:
    """A figure and the cases behind it."""

    value: int = 0
    case_ids: set[UUID] = field(default_factory=set)


def one_on(day: Callable[[CaseFacts], date | None]) -> Amount:
    return lambda case, span: int(span.holds(day(case)))


def amount_on(day: Callable[[CaseFacts], date | None], amount: Callable[[CaseFacts], int]) -> Amount:
    return lambda case, span: amount(case) if span.holds(day(case)) else 0


def only_ecommerce(amount: Amount) -> Amount:
    return lambda case, span: amount(case, span) if case.is_ecommerce else 0


# An indicator the record of cases cannot answer is absent here: members give it, or it stays empty and says so.
AMOUNTS: dict[str, Amount] = {
    "B389.KIEMTRA": one_on(lambda case: case.inspected_on),
    "B389.VU": one_on(lambda case: case.detected_on),
    "B389.DOITUONG": amount_on(lambda case: case.detected_on, lambda case: case.violator_count),
    "B389.HC.VU": one_on(lambda case: case.decided_on),
    "B389.HC.DOITUONG": amount_on(lambda case: case.decided_on, lambda case: case.violator_count),
    "B389.HS.VU": one_on(lambda case: case.prosecuted_on),
    "B389.HS.BICAN": amount_on(lambda case: case.prosecuted_on, lambda case: case.accused_count),
    "B389.HS.CHUYEN": one_on(lambda case: case.referred_on),
    "B389.TIEN.PHAT": lambda case, span: case.paid_vnd(span.start, span.end),
    "B389.TIEN.PHAT.QD": amount_on(lambda case: case.decided_on, lambda case: case.fine_vnd),
    "B389.TRIGIA": amount_on(lambda case: case.detected_on, lambda case: case.goods_value_vnd),
    "B389.TMDT.KIEMTRA": only_ecommerce(one_on(lambda case: case.inspected_on)),
    "B389.TMDT.VU": only_ecommerce(one_on(lambda case: case.decided_on)),
    "B389.TMDT.PHAT": only_ecommerce(amount_on(lambda case: case.decided_on, lambda case: case.fine_vnd)),
    "B389.TMDT.GIANHANG": lambda case, span: case.removed(span.start, span.end)[0],
    "B389.TMDT.SANPHAM": lambda case, span: case.removed(span.start, span.end)[1],
    "B389.TMDT.TRIGIA": only_ecommerce(amount_on(lambda case: case.detected_on, lambda case: case.goods_value_vnd)),
}


def count(
    cases: Iterable[CaseFacts],
    span: Span,
    *,
    row_of: Callable[[CaseFacts], str],
    known: dict[str, Indicator] | None = None,
) -> dict[Cell, Count]:
    """Count cases into cells; ROW_OF names the row (force, place) a case stands in.

    Shape:  one cell for each indicator and row, and one more for each category where the indicator has that dimension;
            cells of nothing are absent.
    Units:  cases, violators or đồng, as the indicator says.
    """
    counts: dict[Cell, Count] = defaultdict(Count)
    switched_on = [one for one in (known or indicators()).values() if one.is_on and one.id in AMOUNTS]
    for case in cases:
        row = row_of(case)
        for indicator in switched_on:
            amount = AMOUNTS[indicator.id](case, span)
            if not amount:
                continue
            cells = [Cell(indicator.id, row)]
            if "CATEGORY" in indicator.dimensions and case.report_category:
                cells.append(Cell(indicator.id, row, case.report_category))
            for cell in cells:
                counts[cell].value += amount
                counts[cell].case_ids.add(case.case_id)
    return dict(counts)
