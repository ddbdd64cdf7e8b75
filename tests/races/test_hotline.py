"""Two at once at the desk: each act is done on what the other left."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

import pytest

from minhbach.domains.hotline import refusals, services
from minhbach.domains.hotline.models import Call, CallBack, CallEvent, Mail, Stint, Transfer
from minhbach.domains.hotline.types import EventKind, MailHead, MailState, TryResult
from minhbach.domains.intake.models import Report
from minhbach.foundation.clock import now
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.hotline.making import entered, event, line, missed
from tests.domains.hotline.test_mails import waiting
from tests.domains.intake.making import opened
from tests.races.race import Done, as_read, by, race
from tests.worlds import World


def raced(world: World, *acts: Any) -> tuple[type, type]:
    first, second = (by(partial(world.acting, world.committee_officer), act) for act in acts)
    return race(first, second)


@pytest.mark.race(
    "hotline.take_on", "hotline.try_back", "hotline.enter_call", "hotline.take_over", "hotline.hand_over",
    "hotline.close_line", "hotline.give_instruction", "hotline.hear_events", "hotline.close_anew",
)  # fmt: skip
def test_two_officers_at_one_desk_do_nothing_twice(world: World) -> None:
    at_line = line(world)
    same: dict[str, Any] = {"officer": world.committee_officer, "at": now()}
    call = missed(world, at_line)
    assert raced(world, *(partial(services.take_on, call=as_read(call), **same) for _ in range(2))) == (Done, Done)
    assert race(services.close_anew, services.close_anew) == (Done, Done)
    reached = partial(services.try_back, result=TryResult.REACHED, **same)
    assert raced(world, *(partial(reached, call=as_read(call)) for _ in range(2))) == (Done, refusals.CallSettled)
    with acting_as(SYSTEM):
        assert CallBack.objects.count() == 1
    enter = partial(services.enter_call, kind="TIN_BAO", what="Một lần.", where="", press=UUID(int=7), **same)
    assert raced(world, *(partial(enter, line=as_read(at_line)) for _ in range(2))) == (Done, Done)
    with acting_as(SYSTEM):
        assert Call.objects.filter(report__isnull=False).count() == 1
    begin, end = partial(services.take_over, **same), partial(services.hand_over, **same)
    assert raced(world, *(partial(begin, line=as_read(at_line)) for _ in range(2))) == (Done, refusals.AlreadyOnDuty)
    assert raced(world, *(partial(end, line=as_read(at_line)) for _ in range(2))) == (Done, refusals.NotOnDuty)
    with acting_as(SYSTEM):
        assert Stint.objects.count() == 1
    report = entered(world, at_line, press=UUID(int=8))
    with world.acting(world.committee_head):
        services.raise_to_head(officer=world.committee_head, at=now(), report=report)
    word = partial(services.give_instruction, officer=world.committee_head, at=now(), text="Làm ngay.")
    head = partial(by, partial(world.acting, world.committee_head))
    given = race(*(head(partial(word, report=as_read(report))) for _ in range(2)))
    assert given == (Done, refusals.NothingAsked)
    told = partial(services.hear_events, at=now(), told=[event(EventKind.RINGING, now().isoformat(), call="r")])
    assert race(told, told) == (Done, Done)
    with acting_as(SYSTEM):
        assert (CallEvent.objects.count(), Call.objects.filter(key="r").count()) == (1, 1)
    assert raced(world, *(partial(services.close_line, line=as_read(at_line), **same) for _ in range(2))) == (
        Done, refusals.LineClosed,
    )  # fmt: skip


@pytest.mark.race("hotline.take_down_box", "hotline.write_opening", "hotline.sign_opening")
def test_two_at_one_letter_box_open_sign_and_take_it_down_once(world: World) -> None:
    letterbox = opened(world, slug="hom-thu", place=None)
    same: dict[str, Any] = {"officer": world.committee_officer, "at": now()}
    with world.acting(world.committee_officer):
        box = services.put_up_box(
            name="Hòm", spot="Chợ", letterbox=letterbox, first_key=world.committee_officer,
            second_key=world.committee_head, **same,
        )  # fmt: skip
        services.write_opening(box=box, letters=1, **same)
    sign = partial(services.sign_opening, officer=world.committee_head, at=now())
    head = partial(by, partial(world.acting, world.committee_head))
    signed = race(*(head(partial(sign, box=as_read(box))) for _ in range(2)))
    assert signed == (Done, refusals.OpeningNotYours)
    down = partial(services.take_down_box, **same)
    assert raced(world, *(partial(down, box=as_read(box)) for _ in range(2))) == (Done, refusals.BoxClosed)
    # An opening that waited for the box to be taken down finds it gone.
    again = partial(services.write_opening, letters=1, **same)
    assert raced(world, *(partial(again, box=as_read(box)) for _ in range(2))) == (
        refusals.BoxClosed, refusals.BoxClosed,
    )  # fmt: skip


@pytest.mark.race("hotline.keep_mail", "hotline.enter_mail", "hotline.join_mail", "hotline.set_aside",
                  "hotline.take_back", "hotline.take_transfers")  # fmt: skip
def test_two_at_one_mail_or_one_list_do_nothing_twice(world: World) -> None:
    letterbox = opened(world, slug="thu-dien-tu", place=world.commune)
    same: dict[str, Any] = {"officer": world.committee_officer, "at": now()}
    mail = waiting(world, slug="thu-dien-tu")
    with acting_as(SYSTEM):
        box = mail.mailbox
    head = MailHead(uid=9, size=1, came_at=now(), header=b"")

    def draw() -> None:
        with acting_as(SYSTEM):
            services.keep_mail(
                as_read(box), 1, head, "9" * 64, services.DrawnMail(MailState.WAITING, {"text": "Nói thêm."})
            )

    assert race(draw, draw) == (Done, Done)
    with acting_as(SYSTEM):
        drawn = Mail.objects.get(digest="9" * 64)
    aside = partial(services.set_aside, reason="Quảng cáo.", **same)
    assert raced(world, *(partial(aside, mail=as_read(drawn)) for _ in range(2))) == (Done, refusals.MailSettled)
    back = partial(services.take_back, **same)
    assert raced(world, *(partial(back, mail=as_read(drawn)) for _ in range(2))) == (Done, refusals.MailSettled)
    enter = partial(
        services.enter_mail, letterbox=letterbox, kind="TIN_BAO", what="Một lần.", where="", press=UUID(int=9), **same
    )
    assert raced(world, *(partial(enter, mail=as_read(mail)) for _ in range(2))) == (Done, Done)
    with acting_as(SYSTEM):
        report = Report.objects.get(letterbox=letterbox)
    join = partial(services.join_mail, number=report.number, **same)
    assert raced(world, *(partial(join, mail=as_read(drawn)) for _ in range(2))) == (Done, refusals.MailSettled)
    handed = [services.Handed(number="TD-1", what="x", name="Nông Thị Mai", came_on=now().date())]
    take = partial(services.take_transfers, letterbox=letterbox, handed=handed, batch=UUID(int=1), **same)
    assert raced(world, take, take) == (Done, Done)
    with acting_as(SYSTEM):
        assert Mail.objects.filter(mailbox=box).count() == 2
        assert Report.objects.filter(letterbox=letterbox).count() == 2
        assert Transfer.objects.filter(number="TD-1").count() == 1
