from __future__ import annotations

import pytest

from tests.domains.cases.world import World


@pytest.fixture
def world(standing_case_world: World) -> World:
    return standing_case_world
