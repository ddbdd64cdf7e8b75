"""Cases become figures: each once, under its owner, on the day the indicator names; by place in two maps."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from minhbach.domains.agencies.models import Place
from minhbach.domains.cases.types.codes import Counted
from minhbach.domains.reporting.catalogue import indicators
from minhbach.domains.reporting.figures.adding import TOTAL, Source, add_up, percent_change
from minhbach.domains.reporting.figures.counting import Cell, Tally, count
from minhbach.domains.reporting.places import lay_out
from minhbach.domains.reporting.spans import Span

MAY = Span(date(2024, 5, 1), date(2024, 6, 1))


def tallies(**changes: Any) -> list[Tally]:
    """What a case of the market surveillance counts for, from inspection to payment."""
    amounts = {
        Counted.INSPECTED: 1,
        Counted.DETECTED: 1,
        Counted.VIOLATOR_RECORDED: 2,
        Counted.GOODS_VALUE: 5_000_000,
        Counted.DECIDED: 1,
        Counted.VIOLATOR_SANCTIONED: 2,
        Counted.FINE: 3_000_000,
    }
    values: dict[str, Any] = {"row": "QLTT", "category": "GIAN_LAN_TM_THUE", **changes}
    return [Tally(kind=kind, amount=amount, **values) for kind, amount in amounts.items()]


def test_each_indicator_sums_its_own_rows() -> None:
    found = count([*tallies(), Tally(Counted.PAID, "QLTT", 9, detail="tax")])
    assert {cell.indicator: value for cell, value in found.items() if not cell.category} == {
        "B389.KIEMTRA": 1,
        "B389.VU": 1,
        "B389.DOITUONG": 2,
        "B389.HC.VU": 1,
        "B389.HC.DOITUONG": 2,
        "B389.TIEN.PHAT.QD": 3_000_000,
        "B389.TRIGIA": 5_000_000,
    }
    paid = count([Tally(Counted.PAID, "QLTT", 3_000_000, detail="fine")])
    assert paid == {Cell("B389.TIEN.PHAT", "QLTT"): 3_000_000}


def test_electronic_commerce_is_a_part_and_adds_nothing() -> None:
    removed = Tally(Counted.LISTINGS, "QLTT", 12, is_ecommerce=True, detail="tiki")
    found = count([*tallies(), *tallies(is_ecommerce=True), removed])
    assert found[Cell("B389.VU", "QLTT")] == 2
    assert found[Cell("B389.TMDT.VU", "QLTT")] == 1
    assert found[Cell("B389.TMDT.SANPHAM", "QLTT")] == 12


def test_a_category_is_a_part_of_its_whole() -> None:
    found = count([*tallies(), *tallies(category="HANG_GIA_SHTT"), *tallies(category="")])
    assert found[Cell("B389.VU", "QLTT")] == 3
    assert found[Cell("B389.VU", "QLTT", "HANG_GIA_SHTT")] == 1


def test_given_and_computed_figures_add_up_and_say_where_they_come_from() -> None:
    table = add_up(
        count(tallies()),
        [{Cell("B389.VU", "HAI_QUAN"): 46, Cell("B389.TIEN.THUE", "HAI_QUAN"): 7}],
        known=indicators(),
    )
    assert table[Cell("B389.VU", TOTAL)].value == 47
    assert table[Cell("B389.VU", TOTAL)].source is Source.MIXED
    assert table[Cell("B389.VU", "QLTT")].source is Source.COMPUTED
    assert table[Cell("B389.TIEN.NSNN", "HAI_QUAN")].value == 7


@pytest.mark.parametrize(
    ("now", "then", "percent"), [(3, 2, 50.0), (1, 2, -50.0), (0, 0, None), (5, 0, None), (2, 2, 0.0)]
)
def test_a_change_is_a_percentage_of_what_was(now: int, then: int, percent: float | None) -> None:
    assert percent_change(now, then) == percent


@pytest.mark.django_db
def test_may_2024_is_drawn_in_the_map_of_its_days_and_compared_in_todays() -> None:
    divided = Place.objects.get(key="2024:06079")
    whole = Place.objects.filter(
        key__startswith="2024:",
        level="commune",
        parent__parent__key=divided.parent.parent.key,
        successions__isnull=False,
    ).exclude(pk=divided.pk)
    whole = next(place for place in whole.order_by("code") if place.successions.count() == 1)
    heir = whole.successions.get().successor
    detected = [Tally(Counted.DETECTED, str(row), 1) for row in (whole.pk, divided.pk, "", heir.pk)]

    then = lay_out(detected, MAY, ["B389.VU"], is_today=False)
    assert {(row.place, row.values["B389.VU"]) for row in then} == {(whole, 1), (divided, 1), (None, 2)}
    now = lay_out(detected, MAY, ["B389.VU"], is_today=True)
    assert {(row.place, row.values["B389.VU"]) for row in now} == {(heir, 2), (None, 2)}
    assert now[-1].place is None
