"""Cases become figures: each once, under its owner, on the day the indicator names; by place in two maps."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from minhbach.domains.agencies.models import Place
from minhbach.domains.cases.types.reporting import CaseFacts, Payment, Removal
from minhbach.domains.reporting.catalogue import indicators
from minhbach.domains.reporting.figures.adding import TOTAL, Source, add_up, percent_change
from minhbach.domains.reporting.figures.counting import Cell, count
from minhbach.domains.reporting.places import by_place
from minhbach.domains.reporting.spans import Span

MAY = Span(date(2024, 5, 1), date(2024, 6, 1))
OWNER, JOINT = UUID(int=1), UUID(int=2)


def case(number: int, **changes: Any) -> CaseFacts:
    """A case of May 2024, handled from inspection to payment."""
    facts: dict[str, Any] = {
        "case_id": UUID(int=100 + number), "code": f"VV-2024-{number:05}", "title": "", "agency_id": OWNER,
        "force": "QLTT", "place_id": None, "joint_agency_ids": (JOINT,), "is_ecommerce": False, "platform": "",
        "step": "closed", "outcome": "executed", "opened_on": date(2024, 4, 20), "inspected_on": date(2024, 5, 2),
        "detected_on": date(2024, 5, 2), "recorded_on": date(2024, 5, 3), "decided_on": date(2024, 5, 31),
        "delivered_on": None, "executed_on": None, "enforced_on": None, "closed_on": None, "transferred_on": None,
        "referred_on": None, "prosecuted_on": None, "returned_on": None, "report_category": "GIAN_LAN_TM_THUE",
        "violation_classes": ("KRNG",), "series": (), "individual_count": 1, "organisation_count": 1,
        "accused_count": 0, "goods_value_vnd": 5_000_000, "fine_vnd": 3_000_000, "is_warning": False,
        "confiscated_value_vnd": 0, "additional_kinds": (), "remedy_kinds": (),
        "payments": (Payment(date(2024, 6, 3), "fine", 3_000_000),), "removals": (),
    }  # fmt: skip
    return CaseFacts(**(facts | changes))


def values(cases: list[CaseFacts], span: Span = MAY) -> dict[Cell, int]:
    return {cell: found.value for cell, found in count(cases, span, row_of=lambda one: one.force).items()}


def test_each_indicator_counts_by_its_own_day() -> None:
    found = values([case(1)])
    assert {cell.indicator: value for cell, value in found.items() if not cell.category} == {
        "B389.KIEMTRA": 1,
        "B389.VU": 1,
        "B389.DOITUONG": 2,
        "B389.HC.VU": 1,
        "B389.HC.DOITUONG": 2,
        "B389.TIEN.PHAT.QD": 3_000_000,
        "B389.TRIGIA": 5_000_000,
    }
    june = values([case(1)], Span(date(2024, 6, 1), date(2024, 7, 1)))
    assert june[Cell("B389.TIEN.PHAT", "QLTT")] == 3_000_000
    assert Cell("B389.VU", "QLTT") not in june


def test_the_last_day_is_in_and_the_first_day_after_is_out() -> None:
    assert values([case(1, decided_on=date(2024, 5, 31))])[Cell("B389.HC.VU", "QLTT")] == 1
    assert Cell("B389.HC.VU", "QLTT") not in values([case(1, decided_on=date(2024, 6, 1))])


def test_a_joint_case_counts_once_under_its_owner() -> None:
    counts = count([case(1)], MAY, row_of=lambda one: str(one.agency_id))
    assert {cell.row for cell in counts} == {str(OWNER)}
    assert counts[Cell("B389.VU", str(OWNER))].case_ids == {UUID(int=101)}


def test_electronic_commerce_is_a_part_and_adds_nothing() -> None:
    online = case(2, is_ecommerce=True, removals=(Removal(date(2024, 5, 9), "tiki", 1, 12),))
    found = values([case(1), online])
    assert found[Cell("B389.VU", "QLTT")] == 2
    assert found[Cell("B389.TMDT.VU", "QLTT")] == 1
    assert found[Cell("B389.TMDT.SANPHAM", "QLTT")] == 12


def test_a_category_is_a_part_of_its_whole() -> None:
    found = values([case(1), case(2, report_category="HANG_GIA_SHTT"), case(3, report_category="")])
    assert found[Cell("B389.VU", "QLTT")] == 3
    assert found[Cell("B389.VU", "QLTT", "HANG_GIA_SHTT")] == 1


def test_given_and_computed_figures_add_up_and_say_where_they_come_from() -> None:
    table = add_up(
        count([case(1)], MAY, row_of=lambda one: one.force),
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
    cases = [
        case(1, place_id=whole.pk),
        case(2, place_id=divided.pk),
        case(3, place_id=None),
        case(4, place_id=heir.pk),
    ]

    then = by_place(cases, MAY, ["B389.VU"], is_today=False)
    assert {(row.place, row.values["B389.VU"]) for row in then} == {(whole, 1), (divided, 1), (None, 2)}
    now = by_place(cases, MAY, ["B389.VU"], is_today=True)
    assert {(row.place, row.values["B389.VU"]) for row in now} == {(heir, 2), (None, 2)}
    assert now[-1].place is None
