"""Two at once in a dispute: each step is taken on what the other left."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID, uuid4

import pytest

from minhbach.domains.agencies.selectors import access_of, body_of
from minhbach.domains.mediation import refusals, services
from minhbach.domains.mediation.models import Dispute, Promise, Step
from minhbach.domains.mediation.services import Promised
from minhbach.domains.mediation.types import FIRM, StepKind, Way
from minhbach.foundation.clock import now
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.intake.making import opened
from tests.domains.mediation.making import FIRM_NAME, STORY, asked, begun, passed, today
from tests.races.race import Done, as_read, by, race
from tests.worlds import World, guest_of


@pytest.mark.race(
    "mediation.begin", "mediation.pass_on", "mediation.enter", "mediation.write_agreement", "mediation.close"
)
def test_two_officers_in_one_dispute_do_nothing_twice(world: World) -> None:
    report = asked(world)
    same: dict[str, Any] = {"officer": world.committee_officer, "at": now()}

    def raced(act: Any, *, presses: tuple[UUID, UUID]) -> tuple[type, type]:
        acting = partial(world.acting, world.committee_officer)
        first, second = (by(acting, partial(act(), press=press, **same)) for press in presses)
        return race(first, second)

    def two() -> tuple[UUID, UUID]:
        return uuid4(), uuid4()

    begin = partial(services.begin, firm=FIRM_NAME)
    assert raced(lambda: partial(begin, report=as_read(report)), presses=two()) == (Done, refusals.OpenAlready)
    with acting_as(SYSTEM):
        dispute = Dispute.objects.get()
    going = partial(services.pass_on, text=STORY)
    assert raced(lambda: partial(going, dispute=as_read(dispute)), presses=two()) == (Done, refusals.NoSuchStep)
    # Two answers of the firm at once: the second is judged by what the first left.
    said = partial(services.enter, side=FIRM, kind=StepKind.ACCEPTED, way=Way.PHONE, happened_on=today())
    assert raced(lambda: partial(said, dispute=as_read(dispute)), presses=two()) == (Done, refusals.NoSuchStep)
    press = uuid4()
    offer = partial(services.enter, side=FIRM, kind=StepKind.OFFERED, way=Way.PHONE, happened_on=today(), text="Đổi.")
    assert raced(lambda: partial(offer, dispute=as_read(dispute)), presses=(press, press)) == (Done, Done)
    text = partial(services.write_agreement, text="Đổi.", promises=[Promised(FIRM, "Đổi", today())])
    assert raced(lambda: partial(text, dispute=as_read(dispute)), presses=(press := uuid4(), press)) == (Done, Done)
    with acting_as(SYSTEM):
        assert Promise.objects.count() == 1
    sign = partial(services.enter, side=FIRM, kind=StepKind.SIGNED, way=Way.PHONE, happened_on=today())
    assert raced(lambda: partial(sign, dispute=as_read(dispute)), presses=two()) == (Done, refusals.SignedAlready)
    with world.acting(world.committee_officer):
        ended = partial(services.enter, side=FIRM, kind=StepKind.BROKEN_OFF, way=Way.PHONE, happened_on=today())
        ended(dispute=as_read(dispute), text="Thôi.", press=uuid4(), **same)
    acting = partial(world.acting, world.committee_officer)
    close = partial(services.close, outcome="KHONG_THANH", text="Không thành.", **same)
    closed = race(*(by(acting, partial(close, dispute=as_read(dispute))) for _time in range(2)))
    assert closed == (Done, refusals.DisputeClosed)
    with acting_as(SYSTEM):
        assert sorted(Step.objects.values_list("kind", flat=True)) == [
            "accepted", "asked", "broken_off", "offered", "passed", "signed", "written",
        ]  # fmt: skip


@pytest.mark.race("mediation.answer_as_firm")
def test_two_of_one_firm_answer_once(world: World) -> None:
    guest = guest_of(world, "Trần Văn Đua", body="Công ty TNHH Đua", code="0109 999 995", username="dua")
    report = asked(world, opened(world, slug="dua-tra-loi", place=None))
    with acting_as(SYSTEM):
        body = body_of(guest, on=today())
    dispute = passed(world, begun(world, report, account=body))
    acting = partial(acting_as, access_of(guest, at=now()))
    answer = partial(services.answer_as_firm, officer=guest, at=now(), text="Hết hạn bảo hành.")
    answers = (
        by(acting, partial(answer, kind=kind, dispute=as_read(dispute), press=uuid4()))
        for kind in (StepKind.ACCEPTED, StepKind.REFUSED)
    )
    assert sorted(one.__name__ for one in race(*answers)) == ["Done", "NoSuchStep"]
    with acting_as(SYSTEM):
        assert Step.objects.filter(dispute=dispute, side=FIRM).count() == 1
