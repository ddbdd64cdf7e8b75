"""A plan on its way, and what of it overlaps with plans of others"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from minhbach.domains.agencies import services as agencies
from minhbach.domains.agencies.refusals import RoleMissing, WideningWithoutReason
from minhbach.domains.agencies.types import shared_kind
from minhbach.domains.inspections import refusals, selectors, services
from minhbach.domains.inspections.models import Overlap, Plan, PlanItem, Term, Visit
from minhbach.domains.inspections.types import OverlapState, PlanState
from minhbach.domains.subjects import services as subjects
from minhbach.domains.subjects.models import Subject
from minhbach.domains.subjects.types import Provenance
from minhbach.foundation.audit.models import AuditEntry
from minhbach.foundation.clock import local_date
from minhbach.foundation.requirements import NotConfirmed, RequirementsUnmet
from minhbach.foundation.scope import Sharing, acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.worlds import AT, World

JANUARY, DECEMBER = date(2027, 1, 1), date(2027, 12, 31)
MARCH, MAY = (date(2027, 3, 1), date(2027, 3, 31)), (date(2027, 5, 4), date(2027, 5, 29))


def merchant(world: World, officer: Any, *, phone: str = "", sharing: Sharing = Sharing.NETWORK) -> Subject:
    said = Provenance(sharing=sharing)
    with world.acting(officer):
        subject = subjects.register_subject(
            officer=officer, at=AT, kind="organisation", name="Công ty Mây Núi", provenance=said
        )
        if phone:
            subjects.add_identifier(officer=officer, at=AT, subject=subject, kind="phone", value=phone, provenance=said)
    return subject


def planned(
    world: World, officer: Any, *about: Subject, period: tuple[date, date] = MARCH, read_by: Sharing = Sharing.NETWORK
) -> Plan:
    with world.acting(officer):
        plan = services.draw_up(
            officer=officer, at=AT, title="Kế hoạch năm 2027", kind="periodic", starts_on=JANUARY, ends_on=DECEMBER,
            read_by=read_by,
        )  # fmt: skip
        for subject in about:
            services.add_item(
                officer=officer, at=AT, plan=plan, subject=subject, starts_on=period[0], ends_on=period[1],
                grounds="Rà soát theo ngành hàng",
            )  # fmt: skip
    return plan


def shared(world: World, officer: Any, *about: Subject, **more: Any) -> Plan:
    plan = planned(world, officer, *about, **more)
    with world.acting(officer):
        return services.share(officer=officer, at=AT, plan=plan)


def set_term(world: World, days: int | None = 5) -> None:
    with world.acting(world.head):
        services.set_term(officer=world.head, at=AT, agency=world.branch, working_days=days, valid_from=local_date(AT))


def states() -> list[str]:
    with acting_as(SYSTEM):
        return list(Overlap.unscoped.order_by("created_at", "id").values_list("state", flat=True))


def test_a_draft_is_its_own_unit_s_until_it_is_sent_out(world: World) -> None:
    plan = planned(world, world.inspector, merchant(world, world.inspector))
    with world.acting(world.outsider), pytest.raises(refusals.PlanNotFound):
        selectors.get_plan(plan.id)
    with world.acting(world.inspector):
        services.share(officer=world.inspector, at=AT, plan=plan)
    with world.acting(world.outsider):
        assert selectors.get_plan(plan.id).state == PlanState.SHARED
        assert PlanItem.objects.filter(plan=plan).count() == 1


def test_who_reads_a_plan_that_was_sent_out_is_changed_and_undone(world: World) -> None:
    subject = merchant(world, world.inspector)
    theirs = shared(world, world.outsider, subject, period=MAY)
    plan = planned(world, world.inspector, subject)

    def change(to: Sharing, **more: Any) -> Any:
        with world.acting(world.inspector):
            return agencies.change_sharing(
                officer=world.inspector, at=AT, target_type="inspections.plan", target_id=plan.id, sharing=to, **more
            )

    with pytest.raises(refusals.PlanNotSent):
        change(Sharing.AGENCY)
    with world.acting(world.inspector):
        services.share(officer=world.inspector, at=AT, plan=plan)
    narrowed = change(Sharing.AGENCY)
    with world.acting(world.outsider):
        with pytest.raises(refusals.PlanNotFound):
            selectors.get_plan(plan.id)
        assert not PlanItem.objects.filter(plan_id=plan.id).exists()
        # That two plan the same stays with both.
        assert [overlap.other_item.plan_id for overlap in selectors.visible_overlaps()] == [theirs.id]
    with pytest.raises(WideningWithoutReason):
        change(Sharing.NETWORK)
    # Sent out once more, it is read as it is now said.
    with world.acting(world.inspector):
        plan.refresh_from_db()
        services.reopen(officer=world.inspector, at=AT, plan=plan, words="Đổi kỳ")
        services.share(officer=world.inspector, at=AT, plan=plan)
    with world.acting(world.outsider), pytest.raises(refusals.PlanNotFound):
        selectors.get_plan(plan.id)
    with world.acting(world.inspector):
        agencies.undo_sharing(officer=world.inspector, at=AT, change=narrowed)
    with world.acting(world.outsider):
        assert selectors.get_plan(plan.id).read_by == Sharing.NETWORK
        kind, seen = shared_kind("inspections.plan"), selectors.get_plan(plan.id)
        assert kind is not None
        with pytest.raises(refusals.PlanOfAnotherAgency):
            kind.require(world.outsider, seen, AT)


def test_an_item_needs_grounds_and_lies_in_the_plan_once(world: World) -> None:
    subject = merchant(world, world.inspector)
    plan = planned(world, world.inspector, subject)
    same: dict[str, Any] = {"officer": world.inspector, "at": AT, "plan": plan, "grounds": "Rà soát"}
    other = merchant(world, world.inspector)
    with world.acting(world.inspector):
        with pytest.raises(refusals.AlreadyPlanned):
            services.add_item(subject=subject, starts_on=MAY[0], ends_on=MAY[1], **same)
        with pytest.raises(refusals.OutsidePlan):
            services.add_item(subject=other, starts_on=date(2026, 12, 1), ends_on=MAY[1], **same)
        with pytest.raises(refusals.PeriodBackward):
            services.add_item(subject=other, starts_on=MAY[1], ends_on=MAY[0], **same)
        with pytest.raises(refusals.UnitOutside):
            services.add_item(subject=other, starts_on=MAY[0], ends_on=MAY[1], unit=world.customs, **same)
        with pytest.raises(refusals.GroundsMissing):
            services.add_item(subject=other, starts_on=MAY[0], ends_on=MAY[1], **{**same, "grounds": " "})
        assert PlanItem.objects.filter(plan=plan).count() == 1
    with world.acting(world.auditor), pytest.raises(RoleMissing):
        services.draw_up(officer=world.auditor, at=AT, title="x", kind="periodic", starts_on=JANUARY, ends_on=DECEMBER)


def test_who_draws_up_reads_who_else_plans_the_same(world: World) -> None:
    subject = merchant(world, world.inspector)
    other = shared(world, world.outsider, subject, period=MAY)
    plan = planned(world, world.inspector, subject)
    with world.acting(world.inspector):
        [line] = selectors.items_of(plan, is_own=True, on=local_date(AT))
        [found] = line.overlaps
        assert (found.overlap.other_agency, found.other.plan if found.other else None) == (world.other_team, other)
    with world.acting(world.outsider):
        # Nobody is told of a draft, nor does it count.
        assert list(selectors.visible_overlaps()) == []
        assert selectors.figures([world.other_team.id], on=local_date(AT)) == {}
        assert list(Overlap.objects.all()) == []


def test_a_plan_out_of_reach_is_told_of_by_its_unit_and_no_more(world: World) -> None:
    subject = merchant(world, world.inspector)
    shared(world, world.outsider, subject, period=MAY, read_by=Sharing.AGENCY)
    plan = planned(world, world.inspector, subject)
    with world.acting(world.inspector):
        [line] = selectors.items_of(plan, is_own=True, on=local_date(AT))
        assert [(one.overlap.other_agency, one.other) for one in line.overlaps] == [(world.other_team, None)]


def test_two_records_that_carry_one_number_are_one_party(world: World) -> None:
    mine = merchant(world, world.inspector, phone="0901 000 111", sharing=Sharing.AGENCY)
    theirs = merchant(world, world.outsider, phone="0901 000 111", sharing=Sharing.AGENCY)
    shared(world, world.outsider, theirs)
    plan = planned(world, world.inspector, mine)
    with world.acting(world.inspector):
        [line] = selectors.items_of(plan, is_own=True, on=local_date(AT))
        assert [(one.overlap.other_agency, one.other) for one in line.overlaps] == [(world.other_team, None)]
        assert not Subject.objects.filter(pk=theirs.pk).exists()


@pytest.mark.parametrize("silent", ["plan", "subject", "own subject", "number"])
def test_what_is_kept_silent_overlaps_with_nothing(world: World, silent: str) -> None:
    by_number = silent in ("subject", "own subject", "number")
    mine = merchant(world, world.inspector, phone="0901 000 111")
    theirs = merchant(world, world.outsider, phone="0901 000 111" if silent != "number" else "") if by_number else mine
    if silent == "number":
        with world.acting(world.outsider):
            subjects.add_identifier(
                officer=world.outsider, at=AT, subject=theirs, kind="phone", value="0901 000 111",
                provenance=Provenance(sharing=Sharing.SILENT),
            )  # fmt: skip
    if silent in ("subject", "own subject"):
        record, keeper = (theirs, world.outsider) if silent == "subject" else (mine, world.inspector)
        with world.acting(keeper):
            subjects.change_reach(officer=keeper, at=AT, subject=record, sharing=Sharing.SILENT)
    shared(world, world.outsider, theirs, read_by=Sharing.SILENT if silent == "plan" else Sharing.NETWORK)
    shared(world, world.inspector, mine)
    assert states() == []


def test_without_a_term_an_overlap_is_a_warning_asked_once(world: World) -> None:
    subject = merchant(world, world.inspector)
    shared(world, world.outsider, subject, period=MAY)
    plan = shared(world, world.inspector, subject)
    assert (plan.due_on, states()) == (None, [OverlapState.NOTED])
    with world.acting(world.outsider):
        [overlap] = selectors.visible_overlaps()
        assert overlap.owner_agency == world.team
    with world.acting(world.team_head):
        with pytest.raises(NotConfirmed) as asked:
            services.approve(officer=world.team_head, at=AT, plan=plan)
        [unmet] = asked.value.unmet
        assert unmet.sentence == f"{world.other_team.name} cũng dự kiến kiểm tra cùng một đối tượng."
        services.approve(officer=world.team_head, at=AT, plan=plan, confirmed=[unmet.code])
    assert (plan.state, states()) == (PlanState.APPROVED, [OverlapState.NOTED])


def test_silence_lets_a_plan_go_on_when_its_term_has_passed(world: World) -> None:
    set_term(world)
    subject = merchant(world, world.inspector)
    shared(world, world.outsider, subject)
    plan = shared(world, world.inspector, subject)
    # Friday 20 November; Tuesday 24 is a day off.
    assert (plan.due_on, states()) == (date(2026, 11, 30), [OverlapState.WAITING])
    with world.acting(world.team_head):
        for days in (0, 10):
            with pytest.raises(RequirementsUnmet):
                services.approve(officer=world.team_head, at=AT + timedelta(days=days), plan=plan)
            assert plan.state == PlanState.SHARED
        services.approve(officer=world.team_head, at=AT + timedelta(days=11), plan=plan)
    assert (plan.state, states()) == (PlanState.APPROVED, [OverlapState.SILENT])
    with world.acting(world.outsider):
        figures = [
            selectors.figures([world.other_team.id], on=local_date(AT) + timedelta(days=days)) for days in (-1, 0, 11)
        ]
    assert figures == [{}, {OverlapState.WAITING: 1}, {OverlapState.SILENT: 1}]


def test_nobody_approves_what_he_drew_up(world: World) -> None:
    subject = merchant(world, world.inspector)
    plan = shared(world, world.team_head, subject)
    with world.acting(world.team_head), pytest.raises(refusals.ApproverDraftedIt):
        services.approve(officer=world.team_head, at=AT, plan=plan)
    with world.acting(world.inspector), pytest.raises(RoleMissing):
        services.approve(officer=world.inspector, at=AT, plan=plan)
    with world.acting(world.head):
        assert services.approve(officer=world.head, at=AT, plan=plan).approved_by == world.head


def test_what_was_approved_is_changed_the_same_way(world: World) -> None:
    first, second = merchant(world, world.inspector), merchant(world, world.inspector)
    shared(world, world.outsider, second)
    plan = shared(world, world.inspector, first)
    with world.acting(world.team_head):
        services.approve(officer=world.team_head, at=AT, plan=plan)
    with world.acting(world.inspector):
        with pytest.raises(refusals.PlanNotDraft):
            services.add_item(
                officer=world.inspector, at=AT, plan=plan, subject=second, starts_on=MAY[0], ends_on=MAY[1],
                grounds="Tin báo",
            )  # fmt: skip
        services.reopen(officer=world.inspector, at=AT, plan=plan, words="Bổ sung theo tin báo")
        services.add_item(
            officer=world.inspector, at=AT, plan=plan, subject=second, starts_on=MAY[0], ends_on=MAY[1],
            grounds="Tin báo",
        )  # fmt: skip
        [item] = PlanItem.objects.filter(plan=plan, subject=first)
        with pytest.raises(refusals.ReasonMissing):
            services.drop_item(officer=world.inspector, at=AT, item=item)
        services.drop_item(officer=world.inspector, at=AT, item=item, words="Đã ngừng kinh doanh")
        services.share(officer=world.inspector, at=AT, plan=plan)
        told = [event.act for event in selectors.remember_words(plan)]
    assert states() == [OverlapState.NOTED]
    assert told[::-1] == [
        "drawn_up", "item_added", "shared", "approved", "reopened", "item_added", "item_dropped", "shared",
    ]  # fmt: skip


def test_who_may_not_know_a_subject_sees_no_item_of_it(world: World) -> None:
    hidden = merchant(world, world.inspector, sharing=Sharing.AGENCY)
    plan = shared(world, world.inspector, hidden, merchant(world, world.inspector))
    with world.acting(world.outsider):
        assert PlanItem.objects.filter(plan=plan).count() == 1
        assert len(selectors.items_of(plan, is_own=False, on=local_date(AT))) == 1
        assert len([one for one in selectors.remember_words(plan) if one.act == "item_added"]) == 1


def test_a_visit_is_read_by_those_who_read_what_tells_of_it(world: World) -> None:
    subject = merchant(world, world.inspector)
    plan = planned(world, world.inspector, subject)
    with world.acting(world.inspector):
        services.note_visit(source=plan, subject_ids=[subject.id], on=date(2026, 6, 1))
        services.note_visit(source=plan, subject_ids=[subject.id], on=date(2026, 6, 2))
        [line] = selectors.items_of(plan, is_own=True, on=local_date(AT))
        assert [(visit.on, visit.owner_agency) for visit in line.visits] == [(date(2026, 6, 2), world.team)]
    with world.acting(world.outsider):
        assert selectors.visits_of([subject.id], on=local_date(AT)) == {}
        assert not Visit.objects.exists()
    with world.acting(world.inspector):
        services.share(officer=world.inspector, at=AT, plan=plan)
        services.rescope_visits(plan)
    with world.acting(world.outsider):
        assert len(selectors.visits_of([subject.id], on=local_date(AT))[subject.id]) == 1
        services.forget_visit(source=plan)
        assert not Visit.objects.exists()


def test_a_term_holds_from_a_day_on_for_the_units_below(world: World) -> None:
    set_term(world)
    on = local_date(AT)
    with world.acting(world.head):
        with pytest.raises(refusals.TermAlreadySet):
            services.set_term(officer=world.head, at=AT, agency=world.branch, working_days=3, valid_from=on)
        services.set_term(
            officer=world.head, at=AT, agency=world.branch, working_days=None, valid_from=on + timedelta(days=30)
        )
        assert services.due_day(world.team, on) == date(2026, 11, 30)
        assert services.due_day(world.team, on + timedelta(days=30)) is None
        assert services.due_day(world.customs, on) is None
    with world.acting(world.inspector), pytest.raises(RoleMissing):
        services.set_term(officer=world.inspector, at=AT, agency=world.team, working_days=3, valid_from=on)
    with acting_as(SYSTEM):
        assert Term.unscoped.count() == 1


def test_the_database_finds_overlaps_for_a_plan_of_one_s_own_alone(world: World) -> None:
    plan = shared(world, world.outsider, merchant(world, world.outsider))
    with (
        world.acting(world.inspector),
        pytest.raises(ProgrammingError, match="row-level security"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("select inspections_find_overlaps(%s, now(), 365, '{}', '{}'::uuid[], '{}'::uuid[])", [plan.id])


def test_sending_out_is_told_to_those_it_concerns(world: World) -> None:
    subject = merchant(world, world.inspector)
    shared(world, world.outsider, subject)
    shared(world, world.inspector, subject)
    entry = AuditEntry.objects.filter(action="inspections.plan.shared").latest("recorded_at")
    assert entry.data == {"overlaps": 1, "due": ""}
    assert world.other_team.id in entry.agencies
