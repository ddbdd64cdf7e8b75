"""What the report counts, and whole files entered at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from minhbach.domains.cases import refusals, selectors, services
from minhbach.domains.cases.acts.add_subject import SubjectAdded
from minhbach.domains.cases.acts.assign import Assigned
from minhbach.domains.cases.acts.decide import Decided
from minhbach.domains.cases.acts.deliver import Delivered
from minhbach.domains.cases.acts.open import Opened
from minhbach.domains.cases.acts.order import Ordered
from minhbach.domains.cases.acts.pay import Paid
from minhbach.domains.cases.acts.remove_listings import ListingsRemoved
from minhbach.domains.cases.acts.verify import Verified
from minhbach.domains.cases.goods_lines import goods_of
from minhbach.domains.cases.models import Case, CaseEvent
from minhbach.domains.cases.selectors.access import case_state
from minhbach.domains.cases.services import Happening, enter_history
from minhbach.domains.cases.types import Cited, PaymentKind, Step
from minhbach.domains.law.selectors import NoFrameInForce
from minhbach.domains.subjects.models import StoryEntry
from tests.domains.cases.world import (
    ACT,
    GOODS,
    World,
    advance,
    as_officer,
    at,
    case_at,
    counted,
    inspection,
    on,
    proposal,
    record,
    sanction,
)


def test_a_case_stands_in_the_span_of_each_thing_that_happened_and_in_no_other(world: World) -> None:
    case_at(world, "closed")
    with as_officer(world.committee, at(13)):
        spans: dict[tuple[int, int], dict[str, int]] = {
            (0, 3): {},  # opened and ordered: nothing the report counts yet
            (3, 4): {"inspected": 1, "detected": 1, "violator_recorded": 1, "goods_value": 12_000_000},
            (4, 8): {},
            (8, 9): {"decided": 1, "violator_sanctioned": 1, "fine": 6_000_000},
            (9, 11): {},
            (11, 12): {"paid": 6_000_000, "executed": 1},
            (12, 13): {},  # closed: not counted
        }
        for (start, end), found in spans.items():
            assert counted(start, end) == found, (start, end)


def test_figures_as_of_a_moment_leave_out_what_was_written_down_later(world: World) -> None:
    case = case_at(world, "decided")
    advance(world, case, "delivered")
    with as_officer(world.inspector, at(15)) as officer:
        services.do(
            officer=officer,
            at=at(15),
            case=case,
            happened_on=on(10),
            fact=Paid(kind=PaymentKind.FINE, amount_vnd=6_000_000),
        )
        then, now = counted(0, 20, as_of=at(14)), counted(0, 20)
        assert now == then | {"paid": 6_000_000, "executed": 1}
        assert {"paid", "executed"}.isdisjoint(then)
        assert counted(10, 11) == {"paid": 6_000_000, "executed": 1}


def test_e_commerce_and_removals_are_told_apart(world: World) -> None:
    case = case_at(world, "opened", is_ecommerce=True, platform="shopee")
    with as_officer(world.inspector, at(2)) as officer:
        services.do(
            officer=officer,
            at=at(2),
            case=case,
            fact=ListingsRemoved(platform="shopee", shop_count=1, listing_count=14),
        )
        rows = selectors.counted_rows().order_by("kind")
    assert [(row.kind, row.amount, row.detail, row.is_ecommerce, row.platform, row.category) for row in rows] == [
        ("listings_removed", 14, "shopee", True, "shopee", ""),
        ("shops_removed", 1, "shopee", True, "shopee", ""),
    ]


def history(world: World, **changes: Any) -> list[Happening]:
    facts: list[tuple[Any, int]] = [
        (Opened(title="Hồ sơ cũ", origin="plan"), 0),
        (Assigned(leader_id=str(world.inspector.officer_id), officer_ids=(str(world.inspector.officer_id),)), 0),
        (SubjectAdded(subject_id=str(world.subject_id), role="inspected"), 0),
        (Verified(findings="Có dấu hiệu"), 1),
        (proposal(world), 1),
        (Ordered(paper=Cited(number="3/QĐ-KT", dated=on(2))), 2),
        (inspection(), 3),
        (changes.get("record") or record(world), 3),
        (sanction(), 7),
        (Decided(paper=Cited(number="4/QĐ-XPHC", dated=on(8)), fine_vnd=0), 8),
        (Delivered(manner="direct"), 9),
        (Paid(kind="fine", amount_vnd=6_000_000), 10),
    ]
    return [Happening(fact=fact, happened_on=on(day), recorded_at=at(day + 0.2)) for fact, day in facts]


def entered(world: World, happenings: list[Happening]) -> Case:
    with as_officer(world.head, at(30)) as officer:
        return enter_history(officer=officer, at=at(30), agency=world.team, place=world.commune, happenings=happenings)


def test_a_whole_file_is_entered_with_the_law_of_its_days(world: World) -> None:
    case = entered(world, history(world))
    case.refresh_from_db()
    assert (case.step, case.fine_vnd, case.goods_value_vnd) == (Step.EXECUTION, 6_000_000, 12_000_000)
    with as_officer(world.committee, at(30)):
        then = counted(0, 20, as_of=at(8.5))
        assert (then["decided"], then["fine"], then.get("paid")) == (1, 6_000_000, None)
        assert counted(10, 11) == {"paid": 6_000_000, "executed": 1}
        assert case_state(case, at(1.5)).step is Step.INSPECTION_ORDER


def test_a_file_with_one_impossible_entry_is_not_entered_at_all(world: World) -> None:
    wrong = replace(ACT, series="ND98-D17-EXP", violation_class="QH")
    with pytest.raises(NoFrameInForce):
        entered(world, history(world, record=record(world, acts=(wrong,))))
    with pytest.raises(refusals.FirstEntryMustOpen):
        entered(world, history(world)[1:])
    with pytest.raises(refusals.StepNotReached):
        entered(world, [one for one in history(world) if not isinstance(one.fact, Ordered)])
    with as_officer(world.head, at(30)):
        assert not Case.objects.exists()
        assert not CaseEvent.objects.exists()


def test_goods_of_the_inventory_list_keep_their_fractions(world: World) -> None:
    metres = replace(GOODS[0], name="Vải", quantity=Decimal("12.50"), unit_price_vnd=100_000, value_vnd=1_250_000)
    case = case_at(world, "ordered")
    with as_officer(world.inspector, at(4)) as officer:
        services.do(officer=officer, at=at(4), case=case, fact=inspection(goods=(metres,)))
        kept = case_state(case).inspected
        assert kept is not None
        (row,) = goods_of(kept.id)
    assert replace(row, line_id="") == metres
    assert row.quantity_text == "12,5"


def test_removals_stay_possible_after_a_case_is_closed(world: World) -> None:
    case = case_at(world, "closed", is_ecommerce=True)
    with as_officer(world.inspector, at(14)) as officer:
        done = services.do(
            officer=officer, at=at(14), case=case, fact=ListingsRemoved(platform="tiki", shop_count=0, listing_count=2)
        )
    assert isinstance(done.state.removals[0].fact, ListingsRemoved)
    assert done.event.happened_on == date(2026, 11, 16)


def test_a_subjects_story_tells_the_acts_that_concern_it_and_no_others(world: World) -> None:
    entered(world, history(world))
    with as_officer(world.head, at(30)):
        told = list(
            StoryEntry.objects.filter(kind__startswith="cases.").order_by("at", "id").values_list("kind", flat=True)
        )
    assert told == [
        "cases.subject_added",
        "cases.ordered",
        "cases.inspected",
        "cases.violation_recorded",
        "cases.decided",
    ]
