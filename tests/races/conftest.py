"""Two at once: a world of its own to commit to, for each room."""

from __future__ import annotations

import pytest

from tests.worlds import World, make_world


@pytest.fixture(scope="module")
def world(shared_scratch_database: str) -> World:
    return make_world()
