"""Two at once at a publication or a key: each act is done on what the other left."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest
from django.core import mail

from minhbach.domains.outreach import refusals, services
from minhbach.domains.outreach.models import Passage, Publication
from minhbach.domains.outreach.types import State, Step
from minhbach.foundation.clock import now
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.documents.world import as_officer, issued_decision, make_world
from tests.domains.outreach.making import GUIDE, WARNING, WORDS, drafted, published, submitted
from tests.domains.outreach.test_decisions import NAMED, paper
from tests.domains.outreach.test_decisions import WORDS as DECISION_WORDS
from tests.domains.outreach.test_mails import ADDRESS, told
from tests.domains.outreach.test_notices import entered
from tests.domains.outreach.test_pictures import shot
from tests.races.race import Done, all_at_once, as_read, by, fresh, race
from tests.worlds import World


def raced(world: World, first: Any, second: Any, *, who: Any = None) -> tuple[type, type]:
    officer = who or world.committee_officer
    return race(by(partial(world.acting, officer), first), by(partial(world.acting, officer), second))


@pytest.mark.race(
    "outreach.edit", "outreach.discard", "outreach.draft_correction", "outreach.submit", "outreach.recall",
    "outreach.give_back", "outreach.approve", "outreach.retract", "outreach.add_reply", "outreach.withdraw_reply",
    "outreach.follow_clock",
)  # fmt: skip
def test_two_officers_at_one_publication_do_nothing_twice(world: World) -> None:
    own: dict[str, Any] = {"officer": world.committee_officer, "at": now()}
    head: dict[str, Any] = {"officer": world.committee_head, "at": now()}
    draft = drafted(world)
    submit = partial(services.submit, **own)
    edit = partial(services.edit, words=replace(WORDS, title="Khác"), content=WARNING, **own)
    two = [partial(submit, publication=as_read(draft)), partial(edit, publication=as_read(draft))]
    assert raced(world, *two) == (Done, refusals.NotADraft)
    recall = partial(services.recall, **own)
    assert raced(world, *(partial(recall, publication=as_read(draft)) for _ in range(2))) == (
        Done, refusals.NoSuchMove,
    )  # fmt: skip
    discard = partial(services.discard, **own)
    two = [partial(submit, publication=as_read(draft)), partial(discard, publication=as_read(draft))]
    assert raced(world, *two) == (Done, refusals.NotADraft)
    approve = partial(services.approve, **head)
    give_back = partial(services.give_back, reason="Sửa", **head)
    two = [partial(approve, publication=as_read(draft)), partial(give_back, publication=as_read(draft))]
    assert raced(world, *two, who=world.committee_head) == (Done, refusals.NoSuchMove)
    again = submitted(world, title="Nữa")
    assert raced(
        world, *(partial(approve, publication=as_read(again)) for _ in range(2)), who=world.committee_head
    ) == (Done, refusals.NoSuchMove)
    reply = partial(services.add_reply, party="Hãng", text="Đúng", dated=date(2026, 11, 20), **own)
    assert raced(world, *(partial(reply, publication=as_read(draft)) for _ in range(2))) == (Done, Done)
    down = partial(services.withdraw_reply, number=2, **own)
    assert raced(world, *(partial(down, publication=as_read(draft)) for _ in range(2))) == (
        Done, refusals.PublicationNotFound,
    )  # fmt: skip
    retract = partial(services.retract, reason="Sai", **own)
    correct = partial(services.draft_correction, **own)
    two = [partial(retract, publication=as_read(draft)), partial(correct, publication=as_read(draft))]
    assert raced(world, *two) == (Done, refusals.NotStanding)
    assert fresh(draft).state == State.RETRACTED
    ended = published(world, at=now() - timedelta(days=9), days=1, title="Cũ")
    follow = by(partial(acting_as, SYSTEM), partial(services.follow_clock, at=now()))
    assert race(follow, follow) == (Done, Done)
    with acting_as(SYSTEM):
        assert Passage.objects.filter(publication=ended, step=Step.ENDED).count() == 1


@pytest.mark.race("outreach.draft_from_decision")
def test_one_decision_is_not_drafted_twice(world: World) -> None:
    with acting_as(SYSTEM):
        small = make_world()
    document = paper(issued_decision(small, content=NAMED))

    def draft() -> Publication:
        with as_officer(small.head, now()) as officer:
            return services.draft_from_decision(officer=officer, at=now(), document=document, words=DECISION_WORDS)

    assert race(draft, draft) == (Done, refusals.DecisionPublished)


@pytest.mark.race("outreach.draft_from_site")
def test_one_site_is_not_drafted_twice(world: World) -> None:
    site = entered(world)
    draft = partial(
        services.draft_from_site, officer=world.committee_officer, at=now(), site=site, seen_on=date(2026, 11, 20),
        words=WORDS,
    )  # fmt: skip
    assert raced(world, draft, draft) == (Done, refusals.NoticePublished)


@pytest.mark.race("outreach.drop_pair")
def test_two_who_change_the_pictures_of_one_draft_do_so_one_after_the_other(world: World) -> None:
    own: dict[str, Any] = {"officer": world.committee_officer, "at": now()}
    draft = drafted(world, kind="guide", content=GUIDE, title="Rượu", goods_found_by=())

    def add() -> None:
        services.add_pair(publication=as_read(draft), caption="Nắp", genuine=shot(), fake=shot(), **own)

    assert raced(world, add, add) == (Done, Done)
    drop = [partial(services.drop_pair, publication=as_read(draft), number=2, **own) for _ in range(2)]
    assert raced(world, *drop) == (Done, refusals.PublicationNotFound)
    submit = partial(services.submit, publication=as_read(draft), **own)
    assert raced(world, submit, add) == (Done, refusals.NotADraft)


def test_two_workers_tell_nobody_twice(world: World, settings: Any) -> None:
    settings.PORTAL_MAILS, settings.PORTAL_ADDRESS = True, "https://baotin.vi-du.vn"
    told()
    published(world)
    mail.outbox.clear()
    assert race(partial(services.announce, at=now()), partial(services.announce, at=now())) == (Done, Done)
    all_at_once([partial(services.send_mailings, at=now())] * 3)
    assert [one.to for one in mail.outbox] == [[ADDRESS]]


@pytest.mark.race("outreach.confirm_key", "outreach.refuse_key", "outreach.take_key", "outreach.revoke_key")
def test_a_key_is_decided_once_and_taken_once(world: World) -> None:
    own: dict[str, Any] = {"officer": world.committee_officer, "at": now()}
    with world.acting(world.committee_officer):
        key = services.propose_key(
            partner="Ví", paper="CV", per_second=5, valid_until=now().date() + timedelta(days=9), **own
        )
    head: dict[str, Any] = {"officer": world.committee_head, "at": now()}
    two = [
        partial(services.confirm_key, key=as_read(key), **head),
        partial(services.refuse_key, key=as_read(key), **head),
    ]
    assert raced(world, *two, who=world.committee_head) == (Done, refusals.KeyDecided)
    take = [partial(services.take_key, key=as_read(key), **own) for _ in range(2)]
    assert raced(world, *take) == (Done, refusals.KeyDecided)
    revoke = [partial(services.revoke_key, key=as_read(key), **own) for _ in range(2)]
    assert raced(world, *revoke) == (Done, refusals.KeyDecided)
