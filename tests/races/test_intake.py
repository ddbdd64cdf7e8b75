"""Two at once at what was sent: each act is done on what the other left."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest

from minhbach.domains.intake import refusals, services
from minhbach.domains.intake.models import AnswerDay, Message, Passage
from minhbach.domains.intake.types import Stage
from minhbach.foundation.clock import now
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.intake.making import opened, sent
from tests.races.race import Done, as_read, by, race
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
    assert AnswerDay.objects.count() == 160
