"""What reports count is a query that gives what a replay gives, at every moment, whatever was mended on the way."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from minhbach.domains.cases import selectors, services
from minhbach.domains.cases.acts.add_subject import SubjectAdded
from minhbach.domains.cases.acts.close import Closed
from minhbach.domains.cases.acts.decide import Decided
from minhbach.domains.cases.acts.deliver import Delivered
from minhbach.domains.cases.acts.enforce import Enforced
from minhbach.domains.cases.acts.explain import ExplanationEnded
from minhbach.domains.cases.acts.join_agency import AgencyJoined
from minhbach.domains.cases.acts.order import Ordered
from minhbach.domains.cases.acts.pay import Paid
from minhbach.domains.cases.acts.prosecute import Prosecuted
from minhbach.domains.cases.acts.refer import Referred
from minhbach.domains.cases.acts.remove_listings import ListingsRemoved
from minhbach.domains.cases.acts.take_back import Returned
from minhbach.domains.cases.acts.verify import Verified
from minhbach.domains.cases.counting import CountCheck, history_of, rows_of
from minhbach.domains.cases.models import Case, CountedRow
from minhbach.domains.cases.replay import in_account, replay
from minhbach.domains.cases.selectors import last_count_check
from minhbach.domains.cases.services.counting import check_counts, known_rows, row_of
from minhbach.domains.cases.types import Cited
from minhbach.domains.cases.types.codes import DeliveryManner, ExplanationManner, PaymentKind, Platform
from minhbach.domains.subjects.services import register_subject
from minhbach.foundation.ids import new_id
from minhbach.foundation.refusals import Refusal
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from minhbach.interfaces.health.records import counts
from tests.domains.cases.world import (
    World,
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

ACTS = 20


def random_facts(world: World, chance: random.Random) -> list[Any]:
    """Every act, in an order of chance; most are refused where the case stands."""
    value = chance.randrange(1, 9) * 1_000_000
    facts = [
        Verified(findings="Có dấu hiệu"),
        proposal(world),
        Ordered(paper=Cited(number="1/QĐ-KT")),
        inspection(has_violation=chance.random() < 0.9),
        record(
            world,
            goods_value_vnd=value,
            detected_on=on(chance.randrange(3, 9)),
            offender=chance.choice(["individual", "organisation"]),
            report_category=chance.choice(["GIAN_LAN_TM_THUE", "HANG_GIA_SHTT"]),
            may_explain=chance.random() < 0.3,
        ),
        ExplanationEnded(manner=ExplanationManner.WAIVED),
        replace(sanction(value), confiscated_value_vnd=chance.choice([0, value])),
        Decided(paper=Cited(number="2/QĐ-XPHC"), fine_vnd=chance.choice([0, value, value])),
        Delivered(manner=DeliveryManner.DIRECT),
        Paid(kind=PaymentKind(chance.choice(["fine", "fine", "tax"])), amount_vnd=1_000_000),
        Enforced(measure="Khấu trừ tiền từ tài khoản"),
        ListingsRemoved(platform=Platform.TIKI, shop_count=chance.randrange(2), listing_count=chance.randrange(9)),
        Prosecuted(accused_count=chance.randrange(3)),
        Returned(reason="Không khởi tố"),
    ]
    if chance.random() < 0.2:
        facts += [
            AgencyJoined(agency_id=str(world.police.id)),
            Referred(to_agency="Công an tỉnh", signs="Trị giá lớn"),
            Closed(),
        ]
    chance.shuffle(facts)
    return facts


def tried(act: Callable[..., Any], **values: Any) -> bool:
    try:
        act(**values)
    except Refusal:
        return False
    return True


def random_case(world: World, chance: random.Random) -> Case:
    """A case driven through acts, corrections and annulments, some written down at the same moment, some days late."""
    case = case_at(
        world, chance.choice(["opened", "recorded", "delivered"]), place=chance.choice([world.commune, None])
    )
    moment = 12.0
    with as_officer(world.inspector, at(40)) as officer:
        for _ in range(ACTS):
            moment += chance.choice([0, 0, 0.4, 1])
            day = on(int(moment) - chance.choice([0, 0, 3]))
            facts = random_facts(world, chance)
            common = {"officer": officer, "at": at(moment), "case": case, "happened_on": day, "document": new_id()}
            if chance.random() < 0.2:
                wrong = chance.choice(in_account(selectors.entries_of(case))[2:])
                right = next((fact for fact in facts if type(fact) is type(wrong.fact)), None)
                tried(services.annul_entry, reason="Nhầm", event_id=wrong.id, **common) if right is None else tried(
                    services.correct_entry, fact=right, event_id=wrong.id, **common
                )
                continue
            any(tried(services.do, fact=fact, **common) for fact in facts)
    return Case.unscoped.select_related("owner_agency").get(id=case.id)


def moments_of(entries: list[Any]) -> list[datetime]:
    return sorted({entry.recorded_at for entry in entries} | {at(half / 2) for half in range(24, 70)})


@pytest.mark.parametrize("seed", range(6))
def test_rows_as_of_any_moment_are_those_of_a_replay(world: World, seed: int) -> None:
    chance = random.Random(seed)
    cases = [random_case(world, chance) for _ in range(2)]
    with as_officer(world.committee, at(60)):
        for case in cases:
            entries = selectors.entries_of(case)
            for moment in moments_of(entries):
                expected = rows_of(case, replay(entries, as_of=moment))
                found = [row_of(row) for row in selectors.counted_rows(as_of=moment).filter(case=case)]
                assert len(found) == len(expected), moment
                assert set(found) == expected, moment
            assert {row_of(row) for row in selectors.counted_rows().filter(case=case)} == rows_of(case, replay(entries))
            assert sorted(known_rows(case), key=repr) == sorted(history_of(case, entries), key=repr)


def test_the_random_histories_mend_much_and_count_everything(world: World) -> None:
    chance = random.Random(0)
    for _ in range(8):
        random_case(world, chance)
    with as_officer(world.committee, at(60)):
        kinds = set(CountedRow.objects.values_list("kind", flat=True))
        assert kinds >= {"inspected", "detected", "decided", "fine", "paid", "referred", "enforced"}
        assert CountedRow.objects.exclude(known_until=None).count() > 20


def removed(listings: int) -> ListingsRemoved:
    return ListingsRemoved(platform=Platform.TIKI, listing_count=listings)


def test_what_came_and_went_within_one_moment_was_never_known(world: World) -> None:
    case = case_at(world, "opened")
    with as_officer(world.inspector, at(3)) as officer:
        gone = services.do(officer=officer, at=at(3), case=case, fact=removed(4))
        services.annul_entry(officer=officer, at=at(3), case=case, event_id=gone.event.id, reason="Nhầm")
        assert known_rows(case) == []


def test_a_row_closes_when_it_no_longer_holds_and_the_next_begins(world: World) -> None:
    case = case_at(world, "opened")
    with as_officer(world.inspector, at(5)) as officer:
        done = services.do(officer=officer, at=at(3), case=case, fact=removed(4))
        services.correct_entry(officer=officer, at=at(4), case=case, event_id=done.event.id, fact=removed(3))
        amounts = [(known.row.amount, known.since, known.until) for known in known_rows(case)]
    assert sorted(amounts) == [(3, at(4), None), (4, at(3), at(4))]


def test_an_entry_is_known_no_sooner_than_those_it_stands_behind(world: World) -> None:
    case = case_at(world, "opened")
    with as_officer(world.inspector, at(5)) as officer:
        services.do(officer=officer, at=at(4), case=case, fact=removed(4))
        # A clock that runs slow, or a press that arrived late.
        services.do(officer=officer, at=at(3), case=case, fact=removed(3))
        known = known_rows(case)
        assert sorted((one.row.amount, one.since, one.until) for one in known) == [(3, at(4), None), (4, at(4), None)]
        assert sorted(known, key=repr) == sorted(history_of(case, selectors.entries_of(case)), key=repr)


def test_a_case_with_two_violators_counts_once_and_each_violator_by_person(world: World) -> None:
    case = case_at(world, "recorded")
    with as_officer(world.inspector, at(5)) as officer:
        other = register_subject(officer=officer, at=at(5), kind="individual", name="Lô Văn Tám", place=world.commune)
        services.do(officer=officer, at=at(5), case=case, fact=SubjectAdded(subject_id=str(other.id), role="inspected"))
        second = record(world, violator_id=str(other.id), days=4, report_category="HANG_GIA_SHTT")
        services.do(officer=officer, at=at(5), case=case, fact=second)
        assert counted(3, 6) == {
            "inspected": 1,
            "detected": 1,
            "goods_value": 12_000_000,
            "violator_recorded": 2,
        }
        rows = selectors.counted_rows().filter(kind="violator_recorded").order_by("day")
        assert [(row.day, row.violator_id, row.category) for row in rows] == [
            (on(3), world.subject_id, "GIAN_LAN_TM_THUE"),
            (on(4), other.id, "HANG_GIA_SHTT"),
        ]


def test_the_nightly_proof_finds_a_row_that_the_events_do_not_give(world: World) -> None:
    case, other = case_at(world, "decided"), case_at(world, "inspected")
    with acting_as(SYSTEM):
        assert last_count_check() is None
        assert check_counts(at=at(20)) == CountCheck(at(20), 2, ())
        CountedRow.objects.filter(case=case, kind="fine").update(amount=1)
        assert check_counts(at=at(21)) == CountCheck(at(21), 2, (str(case.id),))
        assert last_count_check() == CountCheck(at(21), 2, (str(case.id),))
        CountedRow.objects.filter(case=other).delete()
        assert check_counts(at=at(22)).differing == tuple(sorted([str(case.id), str(other.id)]))


def test_the_doctor_tells_what_the_nightly_proof_found(world: World) -> None:
    case = case_at(world, "inspected")
    assert list(counts(at(21))) == []
    with acting_as(SYSTEM):
        CountedRow.objects.filter(case=case).update(day=on(1))
        check_counts(at=at(20))
    (found,) = counts(at(21))
    assert "1 trong 1 vụ việc" in found.what
    assert str(case.id) in found.what
