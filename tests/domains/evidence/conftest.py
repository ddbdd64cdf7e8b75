"""The small province of the subjects' tests, with one subject to prove something about."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from minhbach.domains.agencies.models import Officer
from minhbach.domains.subjects import services as subjects
from minhbach.domains.subjects.models import Subject
from tests.domains.subjects.conftest import AT, World, as_inspector, reach, world

__all__ = ["as_inspector", "reach", "subject", "world"]

# The smallest picture there is.
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
)


@pytest.fixture
def subject(world: World, reach: Callable[[Officer], Any]) -> Subject:
    with reach(world.inspector):
        return subjects.register_subject(
            officer=world.inspector, at=AT, kind="household", name="Hộ kinh doanh Hoa Hồng", place=world.commune
        )
