"""Two at once at what was sent: each act is done on what the other left."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID

import pytest

from minhbach.domains.agencies.models import Agency
from minhbach.domains.intake import refusals, services
from minhbach.domains.intake.kinds import KINDS
from minhbach.domains.intake.models import (
    AnswerDay,
    ClockMark,
    Handover,
    Letterbox,
    Message,
    Overdue,
    Passage,
    Report,
    ReportMark,
    Template,
    Tie,
)
from minhbach.domains.intake.services.days import AHEAD_DAYS
from minhbach.domains.intake.types import Mark, Stage, TieKind
from minhbach.domains.subjects.services import register_subject
from minhbach.domains.subjects.types import SubjectKind
from minhbach.foundation.clock import local_date, now
from minhbach.foundation.jobs import JobStopped
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.intake.making import opened, sent
from tests.races.race import Done, as_read, by, fresh, race
from tests.worlds import World


def raced(world: World, *acts: Any) -> tuple[type, type]:
    first, second = (by(partial(world.acting, world.committee_officer), act) for act in acts)
    return race(first, second)


@pytest.mark.race(
    "intake.answer", "intake.move", "intake.turn_into", "intake.assign", "intake.close_letterbox", "intake.reckon_days",
    "intake.open_letterbox", "intake.change_letterbox",
)  # fmt: skip
def test_two_officers_at_one_report_do_nothing_twice(world: World) -> None:
    box = opened(world)
    report = sent(box)
    same: dict[str, Any] = {"officer": world.committee_officer, "at": now()}
    assign = partial(services.assign, assignee=world.committee_officer, **same)
    assert raced(world, *(partial(assign, report=as_read(report)) for _ in range(2))) == (Done, Done)
    answer = partial(services.answer, text="Đã nhận.", **same)
    assert raced(world, *(partial(answer, report=as_read(report)) for _ in range(2))) == (Done, Done)
    with acting_as(SYSTEM):
        assert Message.objects.filter(report=report).count() == 2
    turn = partial(services.turn_into, kind="KIEN_NGHI_PHAN_ANH", reason="Góp ý", **same)
    assert raced(world, *(partial(turn, report=as_read(report)) for _ in range(2))) == (Done, refusals.SameKind)
    end = partial(services.move, stage=Stage.DONE, outcome="CHUYEN", **same)
    assert raced(world, *(partial(end, report=as_read(report)) for _ in range(2))) == (Done, refusals.NoSuchMove)
    with acting_as(SYSTEM):
        assert Passage.objects.filter(report=report).count() == 8
    change = partial(services.change_letterbox, name=box.name, **same)
    assert raced(
        world,
        partial(change, letterbox=as_read(box), hotline="0205 1"),
        partial(change, letterbox=as_read(box), hotline="0205 2"),
    ) == (Done, Done)
    with acting_as(SYSTEM):
        box.refresh_from_db()
    assert box.hotline == "0205 2"
    close = partial(services.close_letterbox, **same)
    assert raced(world, *(partial(close, letterbox=as_read(box)) for _ in range(2))) == (
        Done, refusals.LetterboxClosed,
    )  # fmt: skip
    begin = partial(services.open_letterbox, slug="moi", name="Mới", place=world.province, **same)
    assert raced(world, begin, begin) == (Done, refusals.PlaceHasLetterbox)
    reckon = partial(services.reckon_days, at=now())
    assert raced(world, reckon, reckon) == (Done, Done)
    assert AnswerDay.objects.count() == AHEAD_DAYS * sum(kind.is_by_form for kind in KINDS)


@pytest.mark.race("intake.tie_to")
def test_two_who_tie_a_report_to_one_subject_tie_it_once(world: World) -> None:
    report = sent(opened(world, slug="gan-mot-lan", place=None))
    with world.acting(world.committee_officer):
        subject = register_subject(
            officer=world.committee_officer, at=now(), kind=SubjectKind.HOUSEHOLD, name="Tiệm Mây Trắng"
        )
    tie = partial(
        services.tie_to, officer=world.committee_officer, at=now(), what=TieKind.SUBJECT, target_id=subject.pk
    )
    assert raced(world, *(partial(tie, report=as_read(report)) for _ in range(2))) == (Done, refusals.TiedAlready)
    with acting_as(SYSTEM):
        assert Tie.objects.filter(report=report).count() == 1


@pytest.mark.race("intake.change_template", "intake.put_away_template")
def test_two_at_one_kept_text_leave_one_version(world: World) -> None:
    by_whom: dict[str, Any] = {"officer": world.committee_officer, "at": now()}
    given = {"name": "Đã nhận", "kind": "", "stage": "", "text": "Chào"}
    with world.acting(world.committee_officer):
        first = services.keep_template(**by_whom, **given)
    change = partial(services.change_template, **by_whom, **given)
    assert raced(world, *(partial(change, template=as_read(first)) for _ in range(2))) == (
        Done, refusals.TemplateReplaced,
    )  # fmt: skip
    with acting_as(SYSTEM):
        second = Template.objects.get(ended_at=None)
    put_away = partial(services.put_away_template, **by_whom)
    assert raced(world, *(partial(put_away, template=as_read(second)) for _ in range(2))) == (
        Done, refusals.TemplateReplaced,
    )  # fmt: skip
    with acting_as(SYSTEM):
        assert Template.objects.count() == 2


@pytest.mark.race(
    "intake.answer_group", "intake.recall_group_answer", "intake.begin_group_answer", "intake.answer_part",
    "intake.fail_group_answer", "intake.look_what_is_alike",
)  # fmt: skip
def test_two_at_one_answer_to_many_send_it_once(world: World) -> None:
    with acting_as(SYSTEM):
        box = Letterbox.objects.filter(closed_at__isnull=True).first()
    reports = [sent(box or opened(world), what="Cùng một chuyện ở cùng một nơi") for _ in range(2)]
    ids = [one.id for one in reports]
    look = by(partial(acting_as, SYSTEM), partial(services.look_what_is_alike, report_ids=ids))
    assert race(look, look) == (Done, Done)
    with acting_as(SYSTEM):
        assert list(Report.objects.filter(pk__in=ids).values_list("alike", flat=True)) == [ids[0]] * 2
        assert ReportMark.objects.filter(report__in=ids).count() == 1
    report = fresh(reports[0])
    officer: dict[str, Any] = {"officer": world.committee_officer, "at": now()}

    def asked() -> Any:
        with world.acting(world.committee_officer):
            return services.answer_group(report=report, text="Đã nhận.", until=now(), **officer)

    made = asked()
    recall = partial(services.recall_group_answer, group_answer=as_read(made), **officer)
    assert raced(world, recall, recall) == (Done, refusals.GroupAnswerGone)
    made = asked()
    begin = by(partial(acting_as, SYSTEM), partial(services.begin_group_answer, made.id, at=now()))
    part = partial(services.answer_part, made.id, at=now())
    assert race(begin, begin) == (Done, Done)
    # The second finds it done, or taken up where the first left it; nobody is answered twice.
    assert raced(world, part, part) == (Done, JobStopped)
    with acting_as(SYSTEM):
        assert Message.objects.filter(report__in=ids).count() == 2
    fail = by(partial(acting_as, SYSTEM), partial(services.fail_group_answer, made.id, {}, at=now()))
    assert race(fail, fail) == (Done, Done)
    assert fresh(made).state == "done"


@pytest.mark.race("intake.hand_over", "intake.take", "intake.give_back", "intake.withdraw", "intake.confirm")
def test_two_at_one_hand_over_leave_one_owner(world: World) -> None:
    report = sent(opened(world, slug="hai-noi", place=world.commune))
    same: dict[str, Any] = {"officer": world.committee_officer, "at": now()}

    def handed(receiver: Agency) -> Handover:
        give = partial(services.hand_over, receiver=receiver, reason="x", **same)
        assert raced(world, *(partial(give, report=as_read(report)) for _ in range(2))) == (
            Done, refusals.NotToBeHandedOver,
        )  # fmt: skip
        with acting_as(SYSTEM):
            found: Handover = Handover.objects.select_related("owner_agency", "receiver").get(state="sent")
            return found

    mine = {"officer": world.customs_officer, "at": now()}

    def at_customs(*acts: Any) -> tuple[type, type]:
        first, second = (by(partial(world.acting, world.customs_officer), act) for act in acts)
        return race(first, second)

    made = handed(world.customs)
    take_back = by(partial(world.acting, world.committee_officer), partial(services.withdraw, handover=made, **same))
    take = by(partial(world.acting, world.customs_officer), partial(services.take, handover=made, **mine))
    assert race(take_back, take) == (Done, refusals.HandoverSettled)
    made = handed(world.customs)
    assert at_customs(*(partial(services.take, handover=made, **mine) for _ in range(2))) == (
        Done, refusals.HandoverSettled,
    )  # fmt: skip
    back = partial(services.give_back, handover=made, why="x", **mine)
    assert at_customs(back, back) == (Done, refusals.HandoverSettled)
    made = handed(Agency.objects.filter(posts=None).order_by("key")[0])
    confirm = partial(services.confirm, handover=made, paper="Phiếu 1", **same)
    assert raced(world, confirm, confirm) == (Done, refusals.HandoverSettled)


@pytest.mark.race(
    "intake.mark", "intake.annul_mark", "intake.merge", "intake.untie", "intake.link_case", "intake.tell_levels"
)
def test_two_marks_ties_or_rounds_at_once_are_one(world: World) -> None:
    box = opened(world, slug="hai-lan", place=world.other_commune)
    petition, first, second = sent(box, kind="KIEN_NGHI_PHAN_ANH"), sent(box), sent(box)
    same: dict[str, Any] = {"officer": world.committee_officer, "at": now()}
    mark = partial(services.mark, what=Mark.ANSWERED, happened_on=local_date(now()), reason="CV 1", **same)
    assert raced(world, *(partial(mark, report=as_read(petition)) for _ in range(2))) == (Done, refusals.MarkTooOften)
    with acting_as(SYSTEM):
        marked = ClockMark.objects.get()
    annul = partial(services.annul_mark, marked=marked, reason="x", **same)
    assert raced(world, *(partial(annul, report=as_read(petition)) for _ in range(2))) == (Done, refusals.MarkAnnulled)
    one = partial(services.merge, report=as_read(first), into=as_read(second), **same)
    other = partial(services.merge, report=as_read(second), into=as_read(first), **same)
    assert raced(world, one, other) == (Done, refusals.MergedAlready)
    with acting_as(SYSTEM):
        tied = Tie.objects.get(report__in=[first, second])
    undo = partial(services.untie, tie_id=tied.pk, **same)
    assert raced(world, *(partial(undo, report=as_read(first)) for _ in range(2))) == (Done, refusals.TieUndone)
    link = partial(services.link_case, case_id=UUID(int=1), code="VV-1", **same)
    assert raced(world, *(partial(link, report=as_read(first)) for _ in range(2))) == (Done, refusals.TiedAlready)
    with acting_as(SYSTEM):
        Report.objects.filter(pk=first.pk).update(due_on=local_date(now()) - timedelta(days=1))
    tell = partial(services.tell_levels, at=now())
    rounds = [by(partial(acting_as, SYSTEM), tell) for _ in range(2)]
    assert race(*rounds) == (Done, Done)
    with acting_as(SYSTEM):
        assert Overdue.objects.count() == 1
