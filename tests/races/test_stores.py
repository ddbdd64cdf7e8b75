"""A store, when two write in its book."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from itertools import count
from typing import Any

import pytest

from minhbach.domains.agencies.models import Post
from minhbach.domains.stores import refusals, selectors, services
from minhbach.domains.stores.book import breaks_of
from minhbach.domains.stores.models import Entry, Keeper, Lot
from minhbach.domains.stores.services import Counted, Pick
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.cases.world import World, as_officer, at, make_world, on
from tests.domains.stores.making import Stored, ask, keeper_of, line_ids, move, opened, seized_case
from tests.races.race import Act, Done, as_read, by, race

_numbers = count(1)


@pytest.fixture(scope="module")
def world(shared_scratch_database: str) -> World:
    return make_world()


@pytest.fixture(scope="module")
def keeper(world: World) -> Any:
    return keeper_of(world)


@pytest.fixture
def made(world: World, keeper: Any) -> Stored:
    """Goods of a case of their own, and a store of their own."""
    return Stored(world, opened(world, keeper, f"Kho {next(_numbers)}"), keeper, seized_case(world))


@pytest.fixture
def act() -> Callable[..., Act]:
    def act(service: Callable[..., Any], post: Post, **asked: Any) -> Act:
        return by(lambda: as_officer(post, at(6)), lambda: service(officer=post.officer, at=at(6), **asked))

    return act


def held(made: Stored) -> list[int]:
    with acting_as(SYSTEM):
        assert list(breaks_of(made.store)) == []
        return [int(lot.held) for lot in Lot.objects.filter(store=made.store).order_by("number")]


@pytest.mark.race("stores.ask")
def test_the_last_of_it_leaves_once(made: Stored, act: Any) -> None:
    bags, _purses = line_ids(made)
    move(made, "seized", Pick(bags))
    out = {"case": made.case, "store": made.store, "counterparty": "x", "authority": "x", "picks": [Pick(bags)]}
    asks = [act(services.ask, made.world.inspector, way=way, **out) for way in ("returned", "destroyed")]
    assert race(*asks) == (Done, refusals.MoreThanThere)


@pytest.mark.race("stores.transfer")
def test_what_is_sent_to_another_store_is_not_sold_meanwhile(made: Stored, act: Any) -> None:
    bags, _purses = line_ids(made)
    move(made, "seized", Pick(bags))
    other = opened(made.world, made.keeper, f"Kho {next(_numbers)}")
    ends = race(
        act(services.transfer, made.keeper, case=made.case, store=made.store, to=other, picks=[Pick(bags)]),
        act(services.ask, made.world.inspector, case=made.case, store=made.store, way="sold", counterparty="x",
            authority="x", picks=[Pick(bags, Decimal(1))]),
    )  # fmt: skip
    assert ends == (Done, refusals.MoreThanThere)


@pytest.mark.race("stores.accept", "stores.refuse")
@pytest.mark.parametrize("is_refused", [False, True])
def test_a_slip_is_answered_once(made: Stored, act: Any, is_refused: bool) -> None:
    entry = ask(made, "seized", Pick(line_ids(made)[0]))
    yes = act(services.accept, made.keeper, entry=as_read(entry), minutes="05/BB-GN")
    no = act(services.refuse, made.keeper, entry=as_read(entry), note="Thiếu")
    assert race(no if is_refused else yes, yes) == (Done, refusals.AnsweredAlready)
    assert held(made) == ([] if is_refused else [35])
    with acting_as(SYSTEM):
        assert Entry.objects.filter(answers=entry).count() == 1


@pytest.mark.race("stores.close_store")
def test_nothing_is_sent_to_a_store_that_closes(made: Stored, act: Any) -> None:
    ends = race(
        act(services.close_store, made.world.head, store=as_read(made.store)),
        act(services.ask, made.world.inspector, case=made.case, store=as_read(made.store), way="seized",
            counterparty="x", picks=[Pick(line_ids(made)[0])]),
    )  # fmt: skip
    assert ends == (Done, refusals.StoreClosed)


@pytest.mark.race("stores.count_store")
def test_what_leaves_while_one_counts_was_there(made: Stored, act: Any) -> None:
    bags, _purses = line_ids(made)
    move(made, "seized", Pick(bags))
    sold = ask(made, "sold", Pick(bags))
    with as_officer(made.world.deputy, at(6)):
        [lot] = selectors.lots_of_store(made.store)
    ends = race(
        act(services.count_store, made.world.deputy, store=as_read(made.store), counted=[Counted(lot, Decimal(35))]),
        act(services.accept, made.keeper, entry=sold, minutes="05/BB-GN"),
    )
    assert ends == (Done, Done)
    assert held(made) == [0]
    with acting_as(SYSTEM):
        assert [int(line.booked) for line in Entry.objects.get(store=made.store, kind="count").lines.all()] == [35]


@pytest.mark.race("stores.appoint_keeper")
def test_one_is_made_keeper_once(made: Stored, act: Any) -> None:
    given = {"store": made.store, "person": made.world.clerk.officer, "first_day": on(6), "decision": "02/QĐ-GN"}
    both = [act(services.appoint_keeper, made.world.head, **given) for _ in range(2)]
    assert race(*both) == (Done, refusals.KeeperAlready)


@pytest.mark.race("stores.end_keeper")
def test_of_two_last_days_the_later_said_stands(made: Stored, act: Any) -> None:
    with acting_as(SYSTEM):
        keeper = Keeper.objects.select_related("store__owner_agency").get(store=made.store)
    both = [
        act(services.end_keeper, post, keeper=as_read(keeper), last_day=on(days))
        for post, days in ((made.world.head, 8), (made.world.deputy, 7))
    ]
    assert race(*both) == (Done, Done)
    with acting_as(SYSTEM):
        keeper.refresh_from_db()
    assert keeper.valid_until == on(8)
