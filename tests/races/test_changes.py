"""One decision, when two papers change it at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from minhbach.domains.agencies.models import Post
from minhbach.domains.cases import refusals, services
from minhbach.domains.cases.acts.revoke_decision import DecisionRevoked
from minhbach.domains.cases.models import Case, CaseEvent
from minhbach.domains.documents import services as documents
from minhbach.domains.documents.types import Kind
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.cases.test_changes import GONE, PAPER
from tests.domains.cases.world import World, as_officer, at, case_at, make_world, on
from tests.races.race import Act, Done, as_read, by, race

pytestmark = pytest.mark.usefixtures("files")
NOW = at(15)


@pytest.fixture(scope="module")
def world(shared_scratch_database: str) -> World:
    return make_world()


def act(service: Callable[..., Any], post: Post, **asked: Any) -> Act:
    return by(lambda: as_officer(post, NOW), lambda: service(officer=post.officer, at=NOW, **asked))


def proposed(world: World) -> Case:
    case = case_at(world, "delivered")
    with as_officer(world.inspector, NOW) as officer:
        services.do(officer=officer, at=NOW, case=case, fact=GONE)
    return case


def count(case: Case) -> int:
    with acting_as(SYSTEM):
        return int(CaseEvent.objects.filter(case=case, kind="decision_revoked").count())


def by_hand(world: World, case: Case) -> Act:
    fact = DecisionRevoked(paper=replace(PAPER, dated=on(15)))
    return act(services.do, world.clerk, case=as_read(case), fact=fact)


def test_it_is_revoked_once(world: World) -> None:
    case = proposed(world)
    assert race(by_hand(world, case), by_hand(world, case)) == (Done, refusals.StepNotReached)
    assert count(case) == 1


@pytest.mark.parametrize("is_signed_first", [True, False])
def test_of_two_heads_who_revoke_it_one_is_refused(world: World, is_signed_first: bool) -> None:
    """One signs what is drawn here, while the clerk enters what another signed on paper."""
    case = proposed(world)
    with as_officer(world.inspector, NOW) as officer:
        paper = services.draft_paper(officer=officer, at=NOW, case=case, kind=Kind.DECISION_REVOCATION)
        documents.submit(document_id=paper.id, officer=officer, at=NOW, signer_post_id=world.head.id)
    sign, enter = act(documents.sign, world.head, document_id=paper.id), by_hand(world, case)
    if is_signed_first:
        assert race(sign, enter) == (Done, refusals.PaperUnderWay)
        assert count(case) == 0
    else:
        assert race(enter, sign) == (Done, refusals.NoDecisionStands)
        assert count(case) == 1
