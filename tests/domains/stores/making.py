"""A store with its keeper, and a case whose goods are under seizure; every name is invented."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from minhbach.domains.agencies.types import Role
from minhbach.domains.cases.matters.seizure import Seized
from minhbach.domains.cases.models import Case
from minhbach.domains.cases.services import do
from minhbach.domains.cases.types import Goods
from minhbach.domains.stores import selectors, services
from minhbach.domains.stores.models import Entry, Store
from minhbach.domains.stores.services import Pick
from tests.domains.cases.matters.test_seizure import inventory, paper, proposed
from tests.domains.cases.world import World, _post, as_officer, at, case_at, on


@dataclass(frozen=True)
class Stored:
    """STORE is the department's, kept by KEEPER; CASE is the team's, its bags and purses seized."""

    world: World
    store: Store
    keeper: Any
    case: Case


def stored(world: World, *, goods: tuple[Goods, ...] = ()) -> Stored:
    """A case whose goods are under seizure, and a store for them."""
    keeper = keeper_of(world)
    return Stored(world, opened(world, keeper), keeper, seized_case(world, goods=goods))


def keeper_of(world: World) -> Any:
    return _post("kho", "Hứa Văn Kho", world.department, Role.RECORDS_CLERK, "Thủ kho")


def seized_case(world: World, *, goods: tuple[Goods, ...] = ()) -> Case:
    """A case of which the inventory is under seizure, or GOODS of its own list."""
    case = case_at(world, "inspected")
    with as_officer(world.inspector, at(4)) as officer:
        own = inventory(case, world.inspector) if not goods else ()
        matter = do(officer=officer, at=at(4), case=case, fact=proposed(world, own, own=goods)).event.part
    with as_officer(world.clerk, at(4)) as officer:
        do(officer=officer, at=at(4), case=case, fact=Seized(paper=paper("11/QĐ-TG", 4)), part=matter)
    return case


def opened(world: World, keeper: Any, name: str = "Kho Chi cục") -> Store:
    """A store of the department, kept by KEEPER from the first day on."""
    with as_officer(world.head, at(4)) as officer:
        store = services.open_store(officer=officer, at=at(4), name=name, kind="own", address="Số 1 phố Kho")
        services.appoint_keeper(
            officer=officer, at=at(4), store=store, person=keeper.officer, first_day=on(0), decision="01/QĐ-GN"
        )
    return store


def line_ids(made: Stored) -> list[str]:
    with as_officer(made.world.inspector, at(5)):
        return [line.line_id for line in selectors.seized_lines(made.case)]


def ask(made: Stored, way: str, *picks: Pick, moment: datetime | None = None, **more: Any) -> Entry:
    """Ask as the inspector who works on the case."""
    moment = moment or at(5)
    with as_officer(made.world.inspector, moment) as officer:
        return services.ask(
            officer=officer, at=moment, case=made.case, store=more.pop("store", made.store), way=way, picks=picks,
            counterparty=more.pop("counterparty", "Vi Văn Hải"), authority=more.pop("authority", "12/QĐ-XL"), **more,
        )  # fmt: skip


def accept(made: Stored, entry: Entry, *, keeper: Any = None, **more: Any) -> Entry:
    with as_officer(keeper or made.keeper, at(6)) as officer:
        return services.accept(officer=officer, at=at(6), entry=entry, minutes="05/BB-GN", **more)


def move(made: Stored, way: str, *picks: Pick, **more: Any) -> Entry:
    """Let goods go a way, asked and answered."""
    entry = ask(made, way, *picks, **more)
    accept(made, entry)
    return entry


def sums(made: Stored) -> list[dict[str, Any]]:
    """What is summed up of each line, as plain numbers."""
    with as_officer(made.world.inspector, at(7)):
        return [
            {
                "held": int(one.held), "away": int(one.away), "coming": int(one.coming), "unclear": int(one.unclear),
                **{way: int(quantity) for way, quantity in one.gone.items()},
            }
            for one in selectors.sums_of(made.case).lines
        ]  # fmt: skip
