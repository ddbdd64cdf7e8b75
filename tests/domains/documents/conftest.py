from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import time_machine

from tests.domains.documents.world import NOW, World


@pytest.fixture
def world(standing_paper_world: World, files: Path) -> World:
    """The small world, with a file store of its own."""
    return standing_paper_world


@pytest.fixture
def time_machine_today() -> Iterator[None]:
    """The clock shows the world's day, and runs on."""
    with time_machine.travel(NOW, tick=True):
        yield
