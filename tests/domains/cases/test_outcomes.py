"""What a case came to is told to networks"""

from __future__ import annotations

import pytest

from minhbach.domains.cases.selectors import case_state
from minhbach.domains.networks.models import Outcome
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.cases.world import World, case_at


@pytest.fixture
def world(standing_case_world: World) -> World:
    return standing_case_world


def test_a_decision_is_an_outcome_with_the_reach_of_its_case(world: World) -> None:
    case = case_at(world, "closed")
    with acting_as(SYSTEM):
        decided = case_state(case).lines[str(world.subject_id)].decided
        assert decided is not None
        (told,) = Outcome.objects.all()
        assert (str(told.subject_id), told.kind, told.on) == (str(world.subject_id), "sanctioned", decided.happened_on)
        assert (told.target_id, told.owner_agency_id, told.sharing) == (case.id, case.owner_agency_id, case.sharing)
