"""Until which day goods are held, as rows that lists ask by the day"""

from __future__ import annotations

from importlib import import_module
from typing import Any

import psycopg

from minhbach.domains.cases import services
from minhbach.domains.cases.matters.seizure import ExtensionProposed, HandedOver, ReturnProposed, SeizureExtended
from minhbach.domains.cases.models import Case, HeldTerm
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.cases.matters.test_seizure import do, inventory, paper, seized
from tests.domains.cases.world import World, as_officer, at, case_at, make_world, on

BEFORE = import_module("minhbach.domains.cases.migrations.0013_store").BEFORE


def rows(case: Case) -> list[tuple[Any, ...]]:
    with acting_as(SYSTEM):
        found = HeldTerm.objects.filter(case=case).order_by("id")
        return list(found.values_list("matter_id", "decision", "since", "until", "line_count"))


def test_they_follow_the_file(world: World) -> None:
    case = case_at(world, "inspected")
    bag, purse = inventory(case, world.inspector)
    matter = seized(world, case)
    decision = "11/QĐ-TG ngày 06/11/2026"
    assert rows(case) == [(matter, decision, on(4), on(12), 2)]
    do(case, ExtensionProposed(until=on(20), reason="Chờ giám định"), world.inspector, 6, part=matter)
    assert rows(case) == [(matter, decision, on(4), on(12), 2)]
    extended = do(case, SeizureExtended(paper=paper("12/QĐ-GH", 7)), world.clerk, 7, part=matter)
    assert rows(case) == [(matter, decision, on(4), on(20), 2)]
    with as_officer(world.clerk, at(7)) as officer:
        services.annul_entry(officer=officer, at=at(7), case=case, event_id=extended.event.id, reason="Nhầm")
    assert rows(case) == [(matter, decision, on(4), on(12), 2)]
    do(case, HandedOver(goods=(bag,), paper=paper("07/QĐ-XPHC", 7)), world.inspector, 7, part=matter)
    assert rows(case) == [(matter, decision, on(4), on(12), 1)]
    do(case, HandedOver(goods=(purse,), paper=paper("07/QĐ-XPHC", 7)), world.inspector, 7, part=matter)
    assert rows(case) == []


def test_those_of_files_from_before_are_the_same(scratch_database: str, django_db_blocker: Any) -> None:
    """What the migration reads from the events is what the house works out."""
    with django_db_blocker.unblock():
        world = make_world()
        prolonged, returning, done = (case_at(world, "inspected") for _ in range(3))
        matter = seized(world, prolonged)
        do(prolonged, ExtensionProposed(until=on(20), reason="x"), world.inspector, 6, part=matter)
        do(prolonged, SeizureExtended(paper=paper("12/QĐ-GH", 7)), world.clerk, 7, part=matter)
        do(prolonged, ExtensionProposed(until=on(30), reason="x"), world.inspector, 8, part=matter)
        matter, goods = seized(world, returning), inventory(returning, world.inspector)
        do(returning, ReturnProposed(goods=goods, receiver="x", reason="x"), world.inspector, 6, part=matter)
        matter, goods = seized(world, done), inventory(done, world.inspector)
        do(done, HandedOver(goods=goods, paper=paper("07/QĐ-XPHC", 7)), world.inspector, 7, part=matter)
        known = [rows(case) for case in (prolonged, returning, done)]
        assert [[(until, count) for *_rest, until, count in found] for found in known] == [
            [(on(20), 2)], [(on(12), 0)], [],
        ]  # fmt: skip
        with acting_as(SYSTEM):
            HeldTerm.objects.all().delete()
        with psycopg.connect(scratch_database, autocommit=True) as owner:
            owner.execute(BEFORE)
        assert [rows(case) for case in (prolonged, returning, done)] == known
