"""From counted rows to figures: which rows an indicator sums."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from minhbach.domains.cases.types.codes import Counted, PaymentKind
from minhbach.domains.reporting.catalogue import Indicator, indicators


@dataclass(frozen=True)
class Cell:
    """Where a figure stands: an indicator, the row it is counted in, and a category or none."""

    indicator: str
    row: str
    category: str = ""


@dataclass(frozen=True)
class Tally:
    """Counted rows that are alike, summed. ROW names the row of the table (force, place) they stand in."""

    kind: str
    row: str
    amount: int
    category: str = ""
    is_ecommerce: bool = False
    detail: str = ""


@dataclass(frozen=True)
class Rule:
    """The counted rows that an indicator sums."""

    kind: Counted
    detail: str = ""
    only_ecommerce: bool = False

    def holds(self, tally: Tally) -> bool:
        return (
            tally.kind == self.kind
            and (not self.detail or tally.detail == self.detail)
            and (not self.only_ecommerce or tally.is_ecommerce)
        )

    def condition(self) -> Q:
        """Say the same to the database."""
        condition = Q(kind=self.kind)
        if self.detail:
            condition &= Q(detail=self.detail)
        return condition & Q(is_ecommerce=True) if self.only_ecommerce else condition


# An indicator the record of cases cannot answer is absent here: members give it, or it stays empty and says so.
RULES: dict[str, Rule] = {
    "B389.KIEMTRA": Rule(Counted.INSPECTED),
    "B389.VU": Rule(Counted.DETECTED),
    "B389.DOITUONG": Rule(Counted.VIOLATOR_RECORDED),
    "B389.HC.VU": Rule(Counted.DECIDED),
    "B389.HC.DOITUONG": Rule(Counted.VIOLATOR_SANCTIONED),
    "B389.HS.VU": Rule(Counted.PROSECUTED),
    "B389.HS.BICAN": Rule(Counted.ACCUSED),
    "B389.HS.CHUYEN": Rule(Counted.REFERRED),
    "B389.TIEN.PHAT": Rule(Counted.PAID, detail=PaymentKind.FINE),
    "B389.TIEN.PHAT.QD": Rule(Counted.FINE),
    "B389.TRIGIA": Rule(Counted.GOODS_VALUE),
    "B389.TMDT.KIEMTRA": Rule(Counted.INSPECTED, only_ecommerce=True),
    "B389.TMDT.VU": Rule(Counted.DECIDED, only_ecommerce=True),
    "B389.TMDT.PHAT": Rule(Counted.FINE, only_ecommerce=True),
    "B389.TMDT.GIANHANG": Rule(Counted.SHOPS),
    "B389.TMDT.SANPHAM": Rule(Counted.LISTINGS),
    "B389.TMDT.TRIGIA": Rule(Counted.GOODS_VALUE, only_ecommerce=True),
    "XLVPHC.TUOCGP": Rule(Counted.LICENCE_WITHDRAWN),
    "XLVPHC.DINHCHI": Rule(Counted.SUSPENDED),
}


def count(tallies: Iterable[Tally], *, known: dict[str, Indicator] | None = None) -> dict[Cell, int]:
    """Sum tallies into cells.

    Shape:  one cell for each indicator and row, and one more for each category where the indicator has that dimension;
            cells of nothing are absent.
    Units:  cases, violators or đồng, as the indicator says.
    """
    values: dict[Cell, int] = defaultdict(int)
    switched_on = [(one, RULES[one.id]) for one in (known or indicators()).values() if one.is_on and one.id in RULES]
    for tally in tallies:
        for indicator, rule in switched_on:
            if not rule.holds(tally):
                continue
            values[Cell(indicator.id, tally.row)] += tally.amount
            if "CATEGORY" in indicator.dimensions and tally.category:
                values[Cell(indicator.id, tally.row, tally.category)] += tally.amount
    return dict(values)


def condition_of(cell: Cell, *, known: dict[str, Indicator] | None = None) -> Q | None:
    """Say which counted rows stand behind a cell; None where the record of cases cannot answer it."""
    table = known or indicators()
    indicator = table[cell.indicator]
    parts = [one for one in (indicator.id, *indicator.derived_from) if one in RULES and table[one].is_on]
    if not parts or not indicator.is_on:
        return None
    condition = Q()
    for part in parts:
        condition |= RULES[part].condition()
    return condition & Q(category=cell.category) if cell.category else condition
