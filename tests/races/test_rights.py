"""Two at once in the register of rights: a number is entered once, a link is followed once, the last word is known."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from minhbach.domains.rights import refusals, services
from minhbach.domains.rights.models import NoticeLink, Right, Seller
from minhbach.domains.rights.services import notices
from minhbach.domains.rights.types import Answer
from minhbach.domains.screening.models import Lead
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.rights.making import TODAY, confirmed, holder_of, links, proposed, said, sent
from tests.races.race import Done, as_read, by, race
from tests.worlds import AT, World

SYSTEMS = partial(acting_as, SYSTEM)


@pytest.fixture
def same(world: World) -> dict[str, Any]:
    return {"officer": world.inspector, "at": AT}


def twice(world: World, act: Any) -> tuple[type, type]:
    acting = partial(world.acting, world.inspector)
    return race(by(acting, act), by(acting, act))


@pytest.mark.race("rights.enter_right")
def test_two_who_enter_one_number_enter_it_once(world: World, same: dict[str, Any]) -> None:
    ended = twice(world, lambda: services.enter_right(**said(number="dua 1"), **same))
    assert ended == (Done, refusals.RightAlready)
    with acting_as(SYSTEM):
        assert Right.objects.filter(number_key="dua1").count() == 1


@pytest.mark.race("rights.confirm_right", "rights.refuse_right")
def test_two_who_decide_decide_once_and_one_number_has_one_owner(world: World, same: dict[str, Any]) -> None:
    holder = holder_of(world, code="1", username="dua.1", body="Công ty Đua Một")
    other = holder_of(world, code="2", username="dua.2", body="Công ty Đua Hai")
    first, claim = proposed(world, holder, number="dua 2"), proposed(world, other, number="dua 2")
    acting = partial(world.acting, world.inspector)
    confirm = partial(services.confirm_right, compared_with="Sổ", **same)
    ended = race(by(acting, lambda: confirm(right=as_read(first))), by(acting, lambda: confirm(right=as_read(claim))))
    assert ended == (Done, refusals.RightClaimed)
    refuse = partial(services.refuse_right, compared_with="Của người khác", **same)
    assert twice(world, lambda: refuse(right=as_read(claim))) == (Done, refusals.AlreadyDecided)


@pytest.mark.race("rights.confirm_said", "rights.drop_said")
def test_what_is_said_is_confirmed_and_taken_out_once(world: World, same: dict[str, Any]) -> None:
    holder = holder_of(world, code="3", username="dua.3", body="Công ty Đua Ba")
    right = confirmed(world, holder, number="dua 3")
    with world.acting(holder):
        seller = services.add_seller(
            officer=holder, at=AT, right=right, role="importer", name="x", valid_from=TODAY, source="x",
            last_day=TODAY + timedelta(days=1),
        )  # fmt: skip
    for act in (services.confirm_said, services.drop_said):
        ended = twice(world, lambda act=act: act(said=as_read(seller), **same))  # type: ignore[misc]
        assert ended == (Done, refusals.AlreadyDecided)
    with acting_as(SYSTEM):
        assert not Seller.objects.get(pk=seller.pk).counts


@pytest.mark.race("rights.send_notice", "rights.begin_reading", "rights.read_part")
def test_links_that_are_sent_twice_at_once_are_followed_once(world: World, same: dict[str, Any]) -> None:
    with world.acting(world.inspector):
        right = services.enter_right(**said(number="dua 4"), **same)
    send = partial(services.send_notice, right=right, **same)
    # The same lines are one notice; of others that overlap each address has one lead.
    assert twice(world, lambda: send(lines=links(3, start=50))) == (Done, Done)
    acting = partial(world.acting, world.inspector)
    ended = race(by(acting, lambda: send(lines=links(3, start=60))), by(acting, lambda: send(lines=links(4, start=60))))
    assert ended == (Done, Done)
    # Two workers that take up one long notice read each line once.
    long = sent(world, world.inspector, right, links(250, start=100))

    def work() -> None:
        notices.begin_reading(long.pk, at=AT)
        notices.read_part(long.pk, at=AT)

    assert race(by(SYSTEMS, work), by(SYSTEMS, work)) == (Done, Done)
    with acting_as(SYSTEM):
        assert NoticeLink.objects.filter(notice=long).count() == 250
        assert Lead.unscoped.filter(kind="rights_notice", title__contains="giay-may-nui").count() == 257


@pytest.mark.race("rights.answer_links", "rights.hear_lead_closed")
def test_an_answer_and_a_lead_laid_aside_at_once_leave_the_officers_word(world: World, same: dict[str, Any]) -> None:
    with world.acting(world.inspector):
        right = services.enter_right(**said(number="dua 5"), **same)
    notice = sent(world, world.inspector, right, links(1, start=900))
    with acting_as(SYSTEM):
        link = notice.links.get()
    acting = partial(world.acting, world.inspector)
    answer = partial(services.answer_links, notice=notice, link_ids=[link.pk], answer=Answer.CONFIRMED, **same)
    closed = partial(services.hear_lead_closed, link.lead_id, Answer.UNFOUNDED, **same)
    assert race(by(acting, answer), by(acting, closed)) == (Done, Done)
    with acting_as(SYSTEM):
        link.refresh_from_db()
    assert link.answer == Answer.CONFIRMED
