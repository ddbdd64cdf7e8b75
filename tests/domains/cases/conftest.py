from __future__ import annotations

import pytest

from minhbach.foundation.scope.access import SYSTEM, acting_as
from tests.domains.cases.world import World, make_world


@pytest.fixture
def world(db: None) -> World:
    with acting_as(SYSTEM):
        return make_world()
