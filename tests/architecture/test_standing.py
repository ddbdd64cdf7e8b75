"""Worlds stand for who asks for them alone, and each test finds them as they were made."""

from __future__ import annotations

import re

from minhbach.domains.agencies.models import Agency
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.conftest import PROJECT
from tests.worlds import World


def test_nobody_gives_another_fixture_the_name_of_one_that_stands() -> None:
    named = re.compile(r"^ *def standing_|name=\"standing_", re.MULTILINE)
    files = [path for path in PROJECT.glob("tests/**/*.py") if named.search(path.read_text(encoding="utf-8"))]
    assert [path.name for path in files if path.name != "test_standing.py"] == []


def test_a_test_may_change_what_stands(world: World) -> None:
    with acting_as(SYSTEM):
        Agency.objects.filter(pk=world.team.pk).update(name="Đội khác")
    world.team.name = "Đội khác"


def test_and_the_next_finds_it_as_it_was(world: World) -> None:
    with acting_as(SYSTEM):
        assert Agency.objects.get(pk=world.team.pk).name == world.team.name != "Đội khác"


def test_who_asks_for_none_begins_on_bare_ground(db: None) -> None:
    assert not Agency.objects.filter(key="qltt.20.doi-1").exists()
