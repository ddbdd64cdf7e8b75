from __future__ import annotations

from pathlib import Path

import pytest

from tests.domains.documents.world import World, make_world


@pytest.fixture
def world(db: None, files: Path) -> World:
    """The small world, with a file store of its own."""
    return make_world()
