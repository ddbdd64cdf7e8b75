"""A market's plan and a round, when two officers act at once."""

from __future__ import annotations

from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from minhbach.domains.markets import refusals, services
from minhbach.domains.markets.models import Market, PlanChange, Round, RoundMark, Stall, Tenancy
from minhbach.domains.subjects.types import MerchantFacts, SubjectKind
from minhbach.foundation.scope import Sharing
from tests.races.race import Act, Done, as_read, by, race
from tests.worlds import AT, World

numbers = count(1)


def act(world: World, service: Any, **asked: Any) -> Act:
    return by(lambda: world.acting(world.inspector), partial(service, officer=world.inspector, at=AT, **asked))


@pytest.fixture
def market(world: World, files: Path) -> Market:
    with world.acting(world.inspector):
        return services.open_market(officer=world.inspector, at=AT, name=f"Chợ {next(numbers)}", place=world.commune)


def seller(name: str) -> MerchantFacts:
    return MerchantFacts(kind=SubjectKind.HOUSEHOLD, name=name)


def open_ones(world: World, market: Market) -> list[str]:
    with world.acting(world.inspector):
        rows = Tenancy.objects.filter(market=market, ends_on=None, is_taken_back=False).select_related("subject")
        return [one.subject.name for one in rows if one.subject]


@pytest.mark.race("markets.apply_plan", "markets.undo_plan")
def test_a_list_is_written_once_and_taken_back_once(world: World, market: Market) -> None:
    with world.acting(world.inspector):
        change: PlanChange = services.try_plan(
            officer=world.inspector, at=AT, market=market, name="Danh sách", content="Ô,Tên\nA1,Lục Thị Mây\n".encode()
        )
    writing = [act(world, services.apply_plan, change=as_read(change)) for _ in range(2)]
    assert race(*writing) == (Done, refusals.ChangeDone)
    assert open_ones(world, market) == ["Lục Thị Mây"]
    undoing = [act(world, services.undo_plan, change=as_read(change), reason="Nhầm") for _ in range(2)]
    assert race(*undoing) == (Done, refusals.ChangeNotApplied)
    assert open_ones(world, market) == []


@pytest.mark.race("markets.change_stall")
def test_a_stall_has_one_seller(world: World, market: Market) -> None:
    writing = [
        act(world, services.change_stall, market=as_read(market), row="A", number="1", facts=seller(name))
        for name in ("Lục Thị Mây", "Đàm Văn Sử")
    ]
    assert race(*writing) == (Done, Done)
    assert open_ones(world, market) == ["Đàm Văn Sử"]


@pytest.mark.race("markets.close_round")
def test_a_round_is_ended_once(world: World, market: Market) -> None:
    with world.acting(world.inspector):
        same: dict[str, Any] = {"officer": world.inspector, "at": AT, "market": market}
        services.change_stall(**same, row="A", number="1", facts=seller("Lục Thị Mây"))
        walked = services.open_round(**same, purpose="Đi chợ")
    ending = [act(world, services.close_round, walked=as_read(walked)) for _ in range(2)]
    assert race(*ending) == (Done, refusals.RoundClosed)


@pytest.mark.race("markets.open_round", "markets.change_market_readers")
def test_a_round_begun_while_its_market_is_narrowed_is_no_wider(world: World, market: Market) -> None:
    with world.acting(world.inspector):
        services.change_stall(
            officer=world.inspector, at=AT, market=market, row="A", number="1", facts=seller("Lục Thị Mây")
        )
    none: dict[str, Any] = {"opened_to": (), "closed_to": ()}
    narrowing = act(world, services.change_market_readers, record=as_read(market), sharing=Sharing.AGENCY, **none)
    assert race(narrowing, act(world, services.open_round, market=as_read(market), purpose="Đi chợ")) == (Done, Done)
    with world.acting(world.inspector):
        walked, stall = Round.objects.get(market=market), Stall.objects.get(market=market)
    assert walked.sharing == Sharing.AGENCY
    # Nor does what comes from a phone meanwhile.
    narrowing = act(world, services.change_round_readers, record=as_read(walked), sharing=Sharing.SILENT, **none)
    noting = act(world, services.note_marks, walked=as_read(walked), noted=[services.Noted(stall.id, "signed")])
    assert race(narrowing, noting) == (Done, Done)
    with world.acting(world.inspector):
        assert RoundMark.objects.get(round=walked).sharing == Sharing.SILENT
