"""Two at once who answer what their agency was asked."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest

from minhbach.domains.enquiries import refusals, selectors, services
from minhbach.domains.enquiries.types import State
from minhbach.domains.subjects import services as subjects
from minhbach.domains.subjects.types import Provenance
from minhbach.foundation.scope import Sharing
from tests.races.race import Done, by, race
from tests.worlds import AT, World, make_world


@pytest.fixture(scope="module")
def world(shared_scratch_database: str) -> World:
    return make_world()


@pytest.mark.race("enquiries.answer")
def test_a_question_has_one_answer(world: World) -> None:
    same: dict[str, Any] = {"officer": world.inspector, "at": AT}
    only_here = Provenance(sharing=Sharing.AGENCY)
    with world.acting(world.inspector):
        subject = subjects.register_subject(kind="individual", name="Hà Văn Kín", provenance=only_here, **same)
        subjects.add_identifier(subject=subject, kind="phone", value="0901000111", provenance=only_here, **same)
    with world.acting(world.customs_officer):
        services.ask(officer=world.customs_officer, at=AT, kind="phone", value="0901000111", purpose="area")
    with world.acting(world.inspector):
        [question] = selectors.questions_to({world.team.id})
    answers = [
        by(
            lambda: world.acting(world.inspector),
            partial(services.answer, question=question, state=state, words="Có", **same),
        )
        for state in (State.OPENED, State.ANSWERED)
    ]
    assert race(*answers) == (Done, refusals.AlreadyAnswered)
