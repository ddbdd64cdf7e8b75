"""Two at once at what was sent: each act is done on what the other left."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest

from minhbach.domains.intake import refusals, services
from minhbach.domains.intake.models import AnswerDay, Letterbox, Message, Passage, Report, ReportMark
from minhbach.domains.intake.types import Stage
from minhbach.foundation.clock import now
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
    "intake.open_letterbox",
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
    close = partial(services.close_letterbox, **same)
    assert raced(world, *(partial(close, letterbox=as_read(box)) for _ in range(2))) == (
        Done, refusals.LetterboxClosed,
    )  # fmt: skip
    begin = partial(services.open_letterbox, slug="moi", name="Mới", place=world.province, **same)
    assert raced(world, begin, begin) == (Done, refusals.PlaceHasLetterbox)
    reckon = partial(services.reckon_days, at=now())
    assert raced(world, reckon, reckon) == (Done, Done)
    assert AnswerDay.objects.count() == 160


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
