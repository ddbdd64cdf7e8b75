"""What is sealed"""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.db.utils import ProgrammingError

from minhbach.domains.agencies.refusals import RoleMissing
from minhbach.domains.custody import refusals, selectors, services
from minhbach.domains.custody.models import Opening
from minhbach.domains.custody.types import Purpose, State
from minhbach.domains.intake import services as intake
from minhbach.domains.intake.models import Person, Report
from minhbach.domains.intake.refusals import PersonUnknown, ReportOfAnotherAgency
from minhbach.foundation.audit.models import AuditEntry
from minhbach.foundation.clock import now
from minhbach.foundation.ids import new_id
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.custody.making import Custodian, custodian, two_custodians
from tests.domains.intake.making import opened, sent
from tests.domains.intake.naming import MAI, named
from tests.worlds import World

Kept = tuple[Custodian, Custodian, Report, Opening]


@pytest.fixture
def kept(world: World) -> Kept:
    """Two custodians, a denunciation, and the wish of the officer who deals with it to open who sent it."""
    one, two = two_custodians(world)
    report = named(opened(world))
    return one, two, report, asked(world, report)


def asked(world: World, report: Report) -> Opening:
    officer = world.committee_officer
    with world.acting(officer):
        wish = intake.ask_for_person(
            officer=officer, at=now(), report=report, press=new_id(), purpose=Purpose.CHECK_IDENTITY, reason="Thụ lý."
        )
        return selectors.get_opening(wish)


def approve(world: World, who: Custodian, wish: Opening) -> None:
    with world.acting(who.officer):
        services.answer(officer=who.officer, at=now(), opening=wish, is_approved=True)


def take(world: World, who: Custodian, wish: Opening) -> dict[str, Any]:
    with world.acting(who.officer):
        return services.open_box(officer=who.officer, at=now(), opening=wish)


def test_is_opened_by_one_custodian_after_the_other_approved_and_the_log_says_so(world: World, kept: Kept) -> None:
    one, two, report, wish = kept
    with pytest.raises(refusals.NothingWaiting):
        take(world, two, wish)
    approve(world, one, wish)
    with pytest.raises(refusals.OwnWord):
        take(world, one, wish)
    given = take(world, two, wish)
    assert given["key"] == str(two.key.id)
    assert two.opens(given["sealed"]) == MAI
    with world.acting(two.officer):
        found = selectors.get_opening(wish.id)
    assert (found.state, found.answered_by, found.opened_by) == (State.OPENED, one.officer, two.officer)
    told = AuditEntry.objects.filter(target_id=str(wish.id)).order_by("recorded_at")
    assert [(entry.action, entry.officer_id) for entry in told] == [
        ("custody.opening.asked", world.committee_officer.id),
        ("custody.opening.approved", one.officer.id),
        ("custody.opening.opened", two.officer.id),
    ]
    assert told[2].data == {
        "number": report.number, "purpose": "check_identity", "asked_by": str(world.committee_officer.id),
        "approved_by": str(one.officer.id),
    }  # fmt: skip
    assert world.committee.id in told[2].agencies


def test_is_still_opened_when_one_key_is_lost(world: World, kept: Kept) -> None:
    one, two, _report, wish = kept
    with world.acting(two.officer):
        services.end_key(officer=two.officer, at=now(), key=one.key)
    approve(world, one, wish)
    assert two.opens(take(world, two, wish)["sealed"]) == MAI


def test_is_not_given_to_a_custodian_for_whom_it_was_not_closed(world: World, kept: Kept) -> None:
    one, _two, _report, wish = kept
    three = custodian(world, world.committee, 3)
    approve(world, one, wish)
    with pytest.raises(refusals.KeyNotOfBox):
        take(world, three, wish)


def test_is_neither_approved_nor_opened_by_anybody_else(world: World, kept: Kept) -> None:
    one, _two, _report, wish = kept
    elsewhere = custodian(world, world.branch, 4)
    for officer in (world.committee_officer, world.committee_head, world.auditor, world.administrator):
        with world.acting(officer), pytest.raises(RoleMissing):
            services.answer(officer=officer, at=now(), opening=wish, is_approved=True)
        with world.acting(officer), pytest.raises(RoleMissing):
            services.open_box(officer=officer, at=now(), opening=wish)
        # Nor by asking the database past the code.
        with world.acting(officer), connection.cursor() as cursor:
            cursor.execute("select custody_answer(%s, true, '')", [wish.id])
            assert cursor.fetchone() in (("role",), ("own",))
    with world.acting(elsewhere.officer), pytest.raises(refusals.OpeningNotFound):
        selectors.get_opening(wish.id)
    with pytest.raises(refusals.NotCustodian):
        approve(world, elsewhere, wish)
    with world.acting(one.officer):
        assert selectors.get_opening(wish.id).state == State.WAITING


def test_whoever_asks_is_no_second_person(world: World, kept: Kept) -> None:
    one, _two, report, _wish = kept
    with acting_as(SYSTEM):
        box = Person.objects.get(receipt=report.receipt).box_id
    assert box is not None
    with world.acting(one.officer):
        own = services.ask_to_open(
            officer=one.officer, at=now(), box_id=box, press=new_id(), purpose=Purpose.PROTECT, reason="Có đe dọa."
        )
        with pytest.raises(refusals.OwnWord):
            services.answer(officer=one.officer, at=now(), opening=selectors.get_opening(own), is_approved=True)


def test_a_refusal_needs_its_reason_and_ends_it(world: World, kept: Kept) -> None:
    one, two, _report, wish = kept
    with world.acting(one.officer):
        with pytest.raises(refusals.ReasonMissing):
            services.answer(officer=one.officer, at=now(), opening=wish, is_approved=False)
        services.answer(officer=one.officer, at=now(), opening=wish, is_approved=False, reason="Chưa cần.")
    with pytest.raises(refusals.NothingWaiting):
        take(world, two, wish)
    with world.acting(world.committee_officer):
        assert selectors.get_opening(wish.id).refusal == "Chưa cần."


def test_is_asked_for_by_who_deals_with_the_report_alone(world: World, kept: Kept) -> None:
    _one, _two, report, _wish = kept
    anonymous = sent(opened(world, slug="ca-nuoc", place=None))
    for officer, which, refusal in (
        (world.head, report, ReportOfAnotherAgency),
        (world.committee_officer, anonymous, PersonUnknown),
    ):
        with world.acting(officer), pytest.raises(refusal):
            intake.ask_for_person(
                officer=officer, at=now(), report=which, press=new_id(), purpose=Purpose.PROTECT, reason="x"
            )
    assert Opening.unscoped.count() == 1


@pytest.mark.parametrize(
    "statement",
    [
        "select content from custody_sealed",
        "update custody_opening set state = 'approved'",
        "insert into custody_box select * from custody_box",
        "select custody_keep(null, '{}')",
        "delete from custody_box",
        "update intake_person set box_id = null",
    ],
)
def test_leaves_by_no_statement_of_the_application(world: World, kept: Kept, statement: str) -> None:
    one, *_rest = kept
    refused = pytest.raises(ProgrammingError, match="permission denied")
    with refused, world.acting(one.officer), connection.cursor() as cursor:
        cursor.execute(statement)
