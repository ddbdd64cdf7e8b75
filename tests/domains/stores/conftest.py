from __future__ import annotations

import pytest

from tests.domains.cases.world import World
from tests.domains.stores.making import Stored, stored


@pytest.fixture
def world(standing_case_world: World) -> World:
    return standing_case_world


@pytest.fixture
def made(world: World) -> Stored:
    return stored(world)
