from __future__ import annotations

from pathlib import Path

import pytest

from tests.domains.cases.world import World
from tests.domains.dues.world import Money, money_in


@pytest.fixture
def money(standing_case_world: World, files: Path) -> Money:
    return money_in(standing_case_world)
