"""The three papers that change a decision: drawn from the proposal, issued where it was decided, entered by issue."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from minhbach.domains.cases import refusals, selectors, services
from minhbach.domains.cases.acts.change import Change
from minhbach.domains.cases.acts.propose_change import ChangeProposed
from minhbach.domains.cases.models import Case
from minhbach.domains.cases.types import Step
from minhbach.domains.cases.types.state import Line
from minhbach.domains.documents import services as documents
from minhbach.domains.documents.models import OfficialDocument
from minhbach.domains.documents.types import Kind
from tests.domains.cases.above import make_committee
from tests.domains.cases.test_changes import GONE, LOWER, SLIP, do
from tests.domains.cases.test_papers import drafted, issued, signed
from tests.domains.cases.world import World, as_officer, at, case_at, on

pytestmark = pytest.mark.usefixtures("files")


def decided(world: World) -> Case:
    """A case whose decision was drawn, signed and issued here."""
    case = case_at(world, "sanctioned")
    issued(world, drafted(world, case, Kind.SANCTION_DECISION, at(8)), world.head, at(8))
    return case


def line_of(world: World, case: Case) -> Line:
    with as_officer(world.inspector, at(60)):
        return selectors.case_state(case).line


def drawn(world: World, case: Case, asked: ChangeProposed, kind: Kind, *, days: int = 15) -> OfficialDocument:
    do(case, asked, world.inspector, days)
    return drafted(world, case, kind, at(days))


@pytest.mark.parametrize(
    ("asked", "kind", "code"),
    [
        (SLIP, "decision_correction", "decision_corrected"),
        (LOWER, "decision_amendment", "decision_amended"),
        (replace(LOWER, change=Change.PART_REVOKED), "decision_amendment", "decision_amended"),
        (GONE, "decision_revocation", "decision_revoked"),
    ],
)
def test_its_issue_changes_the_decision(world: World, asked: ChangeProposed, kind: str, code: str) -> None:
    case = decided(world)
    paper = drawn(world, case, asked, Kind(kind))
    assert paper.issuing_agency_id == world.department.id
    assert paper.content["decision"]["number"] == "01/QĐ-XPHC"
    issued(world, paper, world.head, at(15))
    line = line_of(world, case)
    changes = line.changes or [line.revoked[0].by]
    assert [(one.kind, one.happened_on, one.document_id) for one in changes] == [(code, on(15), paper.id)]
    assert changes[0].fact.decision.number == "01/QĐ-XPHC"
    assert (line.decided is None) == (code == "decision_revoked")


def test_that_says_another_fine_than_the_file_is_not_signed(world: World) -> None:
    case = decided(world)
    paper = drawn(world, case, LOWER, Kind.DECISION_AMENDMENT)
    with as_officer(world.inspector, at(15)) as officer:
        documents.submit(document_id=paper.id, officer=officer, at=at(15), signer_post_id=world.head.id)
    do(case, replace(LOWER, fine_vnd=5_500_000), world.inspector, 15)
    with as_officer(world.head, at(15)) as officer, pytest.raises(refusals.PaperDiffersFromCase):
        documents.sign(document_id=paper.id, officer=officer, at=at(15))
    assert line_of(world, case).fine_vnd == 6_000_000


def test_is_not_issued_when_the_decision_is_gone_meanwhile(world: World) -> None:
    case = decided(world)
    paper = drawn(world, case, LOWER, Kind.DECISION_AMENDMENT)
    with as_officer(world.inspector, at(15)) as officer:
        documents.submit(document_id=paper.id, officer=officer, at=at(15), signer_post_id=world.head.id)
    issued(world, drawn(world, case, GONE, Kind.DECISION_REVOCATION, days=16), world.head, at(16))
    with as_officer(world.head, at(17)) as officer, pytest.raises(refusals.NoDecisionStands):
        documents.sign(document_id=paper.id, officer=officer, at=at(17))
    assert line_of(world, case).decided is None


def test_while_it_is_signed_nothing_else_changes_the_decision(world: World) -> None:
    case = decided(world)
    signed(world, drawn(world, case, LOWER, Kind.DECISION_AMENDMENT), world.head, at(15))
    with pytest.raises(refusals.PaperUnderWay):
        do(case, GONE, world.inspector, 15)
    with pytest.raises(refusals.PaperRestsOnEntry):
        annul_last(world, case, at(15))


def annul_last(world: World, case: Case, moment: datetime) -> Any:
    with as_officer(world.inspector, moment) as officer:
        asked = selectors.case_state(case).line.change_proposed
        assert asked is not None
        return services.annul_entry(officer=officer, at=moment, case=case, event_id=asked.id, reason="Ghi nhầm")


def test_after_a_revocation_a_new_decision_is_drawn_beside_the_old_one(world: World) -> None:
    case = decided(world)
    issued(world, drawn(world, case, GONE, Kind.DECISION_REVOCATION), world.head, at(15))
    case.refresh_from_db()
    assert case.step == Step.DECISION
    paper = drafted(world, case, Kind.SANCTION_DECISION, at(16))
    assert paper.supersedes_id is None
    issued(world, paper, world.head, at(16))
    line = line_of(world, case)
    assert line.decided is not None
    assert (line.decided.document_id, line.fine_vnd, len(line.revoked)) == (paper.id, 6_000_000, 1)


def test_a_second_amendment_follows_the_first(world: World) -> None:
    case = decided(world)
    first = drawn(world, case, LOWER, Kind.DECISION_AMENDMENT)
    issued(world, first, world.head, at(15))
    second = drawn(world, case, replace(LOWER, fine_vnd=5_500_000), Kind.DECISION_AMENDMENT, days=18)
    assert second.id != first.id
    issued(world, second, world.head, at(18))
    assert [one.fact.fine_vnd for one in line_of(world, case).changes] == [5_000_000, 5_500_000]


def test_without_a_proposal_there_is_nothing_to_draft(world: World) -> None:
    case = decided(world)
    with pytest.raises(refusals.PaperNotDue):
        drafted(world, case, Kind.DECISION_CORRECTION, at(15))


def test_elsewhere_it_is_not_issued(world: World) -> None:
    case, committee = decided(world), make_committee()
    do(case, LOWER, world.inspector, 15)
    with as_officer(world.inspector, at(15)) as officer:
        paper = services.draft_paper(
            officer=officer, at=at(15), case=case, kind=Kind.DECISION_AMENDMENT, issuing_agency=committee.agency
        )
        with pytest.raises(refusals.ChangeElsewhere):
            documents.submit(document_id=paper.id, officer=officer, at=at(15), signer_post_id=committee.chairman.id)
