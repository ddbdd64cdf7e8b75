from __future__ import annotations

import pytest

from tests.domains.cases.world import World


@pytest.fixture
def world(team_with_police: World) -> World:
    return team_with_police
