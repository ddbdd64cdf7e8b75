"""A report that is another agency's to deal with"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from minhbach.domains.agencies.models import Agency
from minhbach.domains.intake import refusals, selectors, services
from minhbach.domains.intake.models import Handover, Message, Report
from minhbach.domains.intake.types import HandoverState, Stage
from minhbach.foundation.clock import now
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.intake.making import opened, sent
from tests.worlds import World


def handed(world: World, report: Report, receiver: Agency | None = None) -> Handover:
    officer = world.committee_officer
    with world.acting(officer):
        return services.hand_over(
            officer=officer, at=now(), report=report, receiver=receiver or world.customs, reason="Hàng nhập khẩu."
        )


def told(report: Report) -> list[str]:
    with acting_as(SYSTEM):
        return list(Message.objects.filter(report=report, officer=None).values_list("text", flat=True).order_by("pk"))


def fresh(report: Report) -> Report:
    with acting_as(SYSTEM):
        return Report.objects.select_related("owner_agency", "assignee", "letterbox").get(pk=report.pk)


def test_is_its_givers_until_the_receiver_says_yes_and_both_see_it(world: World) -> None:
    report = sent(opened(world))
    made = handed(world, report)
    assert (fresh(report).stage, fresh(report).owner_agency) == (Stage.HANDED, world.committee)
    for officer in (world.committee_officer, world.customs_officer):
        with world.acting(officer):
            assert selectors.get_report(report.id) == report
            assert selectors.get_handover(made.id) == made
    with world.acting(world.stranger):
        with pytest.raises(refusals.ReportNotFound):
            selectors.get_report(report.id)
        with pytest.raises(refusals.HandoverNotFound):
            selectors.get_handover(made.id)
    with world.acting(world.customs_officer):
        with pytest.raises(refusals.ReportOfAnotherAgency):
            services.answer(officer=world.customs_officer, at=now(), report=report, text="x")
        services.take(officer=world.customs_officer, at=now(), handover=made)
        found = selectors.get_report(report.id)
        assert (found.owner_agency, found.stage) == (world.customs, Stage.RECEIVED)
        services.answer(officer=world.customs_officer, at=now(), report=found, text="Đã nhận.")
    # Of a tip whoever handed it over goes on seeing what comes of it, and changes nothing.
    with world.acting(world.committee_officer):
        found = selectors.get_report(report.id)
        with pytest.raises(refusals.ReportOfAnotherAgency):
            services.answer(officer=world.committee_officer, at=now(), report=found, text="x")
    first, second = told(report)
    assert first.startswith(f"Đã chuyển tới {world.customs.name}. Nơi ấy có đến hết ngày")
    assert second == f"{world.customs.name} đã tiếp nhận và từ nay xử lý."


def test_of_a_kind_with_secrecy_the_giver_keeps_the_handing_over_and_nothing_else(world: World) -> None:
    report = sent(opened(world), is_named=True)
    with acting_as(SYSTEM):
        Report.objects.filter(pk=report.pk).update(kind="TO_CAO")
    made = handed(world, fresh(report))
    with world.acting(world.customs_officer):
        services.take(officer=world.customs_officer, at=now(), handover=made)
        assert selectors.get_report(report.id).owner_agency == world.customs
    with world.acting(world.committee_officer):
        with pytest.raises(refusals.ReportNotFound):
            selectors.get_report(report.id)
        found = selectors.get_handover(made.id)
        assert (found.number, found.kind, found.state) == (report.number, "TO_CAO", HandoverState.TAKEN)


@pytest.mark.parametrize("kind", ["TO_CAO", "KHIEU_NAI"])
def test_what_is_secret_is_not_read_by_the_agency_above(world: World, kind: str) -> None:
    box = opened(world)
    report = sent(box, is_named=True)
    with acting_as(SYSTEM):
        Report.objects.filter(pk=report.pk).update(owner_agency=world.team)
    with world.acting(world.head):
        assert selectors.get_report(report.id) == report
    with acting_as(SYSTEM):
        Report.objects.filter(pk=report.pk).update(kind=kind)
    with world.acting(world.head), pytest.raises(refusals.ReportNotFound):
        selectors.get_report(report.id)
    with world.acting(world.team_head):
        assert Report.objects.get(pk=report.id).what == report.what


@pytest.mark.parametrize("after_taking", [False, True])
def test_comes_home_with_the_reason_at_once_or_after_a_look(world: World, after_taking: bool) -> None:
    report = sent(opened(world))
    made = handed(world, report)
    officer = world.customs_officer
    with world.acting(officer):
        if after_taking:
            services.take(officer=officer, at=now(), handover=made)
        with pytest.raises(refusals.ReasonMissing):
            services.give_back(officer=officer, at=now(), handover=made, why=" ")
        services.give_back(officer=officer, at=now(), handover=made, why="Hàng trong nước.")
        with pytest.raises(refusals.ReportNotFound):
            selectors.get_report(report.id)
    found = fresh(report)
    assert (found.owner_agency, found.stage) == (world.committee, Stage.IN_HAND)
    with world.acting(world.committee_officer):
        assert selectors.get_handover(made.id).why_back == "Hàng trong nước."
        assert selectors.story_of(found)[-1]["reason"] == "Hàng trong nước."
        # And may go to somebody else then.
        assert handed(world, found, world.branch).state == HandoverState.SENT


def test_is_taken_back_by_its_giver_and_by_nobody_else(world: World) -> None:
    report = sent(opened(world))
    made = handed(world, report)
    with world.acting(world.customs_officer), pytest.raises(refusals.HandoverOfAnotherAgency):
        services.withdraw(officer=world.customs_officer, at=now(), handover=made)
    officer = world.committee_officer
    with world.acting(officer):
        with pytest.raises(refusals.HandoverOfAnotherAgency):
            services.take(officer=officer, at=now(), handover=made)
        services.withdraw(officer=officer, at=now(), handover=made)
    assert fresh(report).stage == Stage.IN_HAND
    with world.acting(world.customs_officer), pytest.raises(refusals.HandoverSettled):
        services.take(officer=world.customs_officer, at=now(), handover=made)


def test_to_an_agency_that_does_not_work_here_is_confirmed_by_its_paper(world: World) -> None:
    report, officer = sent(opened(world)), world.committee_officer
    made = handed(world, report)
    with world.acting(officer):
        with pytest.raises(refusals.ReceiverWorksHere):
            services.confirm(officer=officer, at=now(), handover=made, paper="Phiếu 1")
        services.withdraw(officer=officer, at=now(), handover=made)
        away = Agency.objects.filter(posts=None).order_by("key").first()
        assert away is not None
        made = handed(world, fresh(report), away)
        services.confirm(officer=officer, at=now(), handover=made, paper="Phiếu 12/PC ngày 01/12/2026")
    assert (fresh(report).stage, fresh(report).outcome) == (Stage.PASSED_ON, "CHUYEN")


def test_is_refused_with_a_sentence_and_changes_nothing(world: World) -> None:
    report, officer = sent(opened(world)), world.committee_officer
    same: dict[str, Any] = {"officer": officer, "at": now(), "report": report}
    given = {**same, "receiver": world.customs, "reason": "x"}
    with world.acting(officer):
        for change, refusal in (
            ({"receiver": world.committee}, refusals.SameAgency),
            ({"reason": " "}, refusals.ReasonMissing),
        ):
            with pytest.raises(refusal):
                services.hand_over(**{**given, **change})
        with pytest.raises(refusals.NoSuchMove):
            services.move(officer=officer, at=now(), report=report, stage=Stage.HANDED)
        services.hand_over(**given)
        with pytest.raises(refusals.NotToBeHandedOver):
            services.hand_over(**given)
        assert Handover.objects.count() == 1


def test_nobody_is_left_waiting_it_stands_on_both_desks(world: World) -> None:
    made = handed(world, sent(opened(world)))
    assert made.due_on > made.created_at.date()
    with acting_as(SYSTEM):
        Report.objects.filter(pk=made.report_id).update(stage=Stage.HANDED)
    for officer, days, waits in (
        (world.customs_officer, 0, 1), (world.committee_officer, 0, 0), (world.committee_officer, 10, 1),
    ):  # fmt: skip
        with world.acting(officer):
            asked = next(iter(selectors.handover_work(officer, at=now() + timedelta(days=days))))
            assert asked.rows.count() == waits
