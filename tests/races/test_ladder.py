"""One act of one violator, when two authorities decide on it at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from minhbach.domains.agencies.models import Post
from minhbach.domains.cases import refusals, services
from minhbach.domains.cases.acts.decide import Decided
from minhbach.domains.cases.acts.go_up import GoneUp
from minhbach.domains.cases.models import Case, CaseEvent
from minhbach.domains.cases.types.values import Cited
from minhbach.domains.documents import services as documents
from minhbach.domains.documents.models import OfficialDocument
from minhbach.domains.documents.types import Kind
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.cases.above import Committee, case_of_fakes, make_committee
from tests.domains.cases.world import World, as_officer, at, case_at, make_world, on
from tests.races.race import Act, Done, as_read, by, race

pytestmark = pytest.mark.usefixtures("files")
NOW = at(9)
BY_HAND = Decided(paper=Cited(number="07/QĐ-XPHC", dated=on(8)))


@pytest.fixture(scope="module")
def world(shared_scratch_database: str) -> World:
    return make_world()


@pytest.fixture(scope="module")
def committee(world: World) -> Committee:
    return make_committee()


def act(service: Callable[..., Any], post: Post, **asked: Any) -> Act:
    return by(lambda: as_officer(post, NOW), lambda: service(officer=post.officer, at=NOW, **asked))


def up(world: World, committee: Committee, case: Case) -> Act:
    return act(services.do, world.head, case=as_read(case), fact=GoneUp(agency_id=str(committee.agency.id)))


def before_the_head(world: World) -> tuple[Case, OfficialDocument]:
    """A case whose decision is drawn here and waits for the signature of the branch's head."""
    case = case_at(world, "sanctioned")
    with as_officer(world.inspector, NOW) as officer:
        paper = services.draft_paper(officer=officer, at=NOW, case=case, kind=Kind.SANCTION_DECISION)
        documents.submit(document_id=paper.id, officer=officer, at=NOW, signer_post_id=world.head.id)
    return case, paper


def count(case: Case, kind: str) -> int:
    with acting_as(SYSTEM):
        return CaseEvent.objects.filter(case=case, kind=kind).count()


def state(paper: OfficialDocument) -> str:
    with acting_as(SYSTEM):
        return str(OfficialDocument.unscoped.values_list("state", flat=True).get(id=paper.id))


def test_one_file_goes_up_once(world: World, committee: Committee) -> None:
    case = case_of_fakes(world)
    assert race(up(world, committee, case), up(world, committee, case)) == (Done, refusals.GoneUpAlready)
    assert count(case, "gone_up") == 1


@pytest.mark.parametrize("is_signed_first", [True, False])
def test_of_two_heads_who_decide_on_one_violator_one_is_refused(world: World, is_signed_first: bool) -> None:
    """One signs what is drawn here, while the clerk enters what another signed on paper."""
    case, paper = before_the_head(world)
    sign = act(documents.sign, world.head, document_id=paper.id)
    enter = act(services.do, world.clerk, case=as_read(case), fact=BY_HAND)
    if is_signed_first:
        assert race(sign, enter) == (Done, refusals.PaperUnderWay)
        assert (count(case, "decided"), state(paper)) == (0, "signed")
    else:
        assert race(enter, sign) == (Done, refusals.DecidedAlready)
        assert (count(case, "decided"), state(paper)) == (1, "submitted")


@pytest.mark.parametrize("is_signed_first", [True, False])
def test_a_decision_signed_here_and_a_file_going_up_exclude_each_other(
    world: World, committee: Committee, is_signed_first: bool
) -> None:
    case, paper = before_the_head(world)
    sign = act(documents.sign, world.head, document_id=paper.id)
    if is_signed_first:
        assert race(sign, up(world, committee, case)) == (Done, refusals.PaperUnderWay)
        assert count(case, "gone_up") == 0
    else:
        with as_officer(world.inspector, NOW) as officer:
            documents.recall(document_id=paper.id, officer=officer, at=NOW)
        submit = act(documents.submit, world.inspector, document_id=paper.id, signer_post_id=world.head.id)
        assert race(up(world, committee, case), submit) == (Done, refusals.FileElsewhere)
        assert (count(case, "gone_up"), state(paper)) == (1, "draft")
