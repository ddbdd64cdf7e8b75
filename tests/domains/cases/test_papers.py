"""The papers of a case, from draft to issue, and what the case learns of them."""

from __future__ import annotations

from datetime import datetime

import pytest

from minhbach.domains.agencies.models import Post
from minhbach.domains.cases import refusals, selectors, services
from minhbach.domains.cases.models import Case, CaseEvent
from minhbach.domains.cases.types import OtherMeasure, Step
from minhbach.domains.documents import services as documents
from minhbach.domains.documents.models import OfficialDocument
from minhbach.domains.documents.papers import thaw_content
from minhbach.domains.documents.papers.sanction_decision import SanctionDecisionContent
from minhbach.domains.documents.types import NO_SCAN, Kind, Supersession
from tests.domains.cases.world import World, advance, as_officer, at, case_at, on, sanction


def drafted(world: World, case: Case, kind: Kind, moment: datetime, **more: object) -> OfficialDocument:
    with as_officer(world.inspector, moment) as officer:
        return services.draft_paper(officer=officer, at=moment, case=case, kind=kind, **more)  # type: ignore[arg-type]


def signed(world: World, paper: OfficialDocument, signer: Post, moment: datetime) -> None:
    with as_officer(world.inspector, moment) as officer:
        documents.submit(document_id=paper.id, officer=officer, at=moment, signer_post_id=signer.id)
    with as_officer(signer, moment) as officer:
        documents.sign(document_id=paper.id, officer=officer, at=moment)


def issued(world: World, paper: OfficialDocument, signer: Post, moment: datetime) -> None:
    signed(world, paper, signer, moment)
    with as_officer(world.clerk, moment) as officer:
        documents.give_number(document_id=paper.id, officer=officer, at=moment)
        documents.issue(document_id=paper.id, officer=officer, at=moment, confirmed=[NO_SCAN])


def test_an_issued_order_moves_the_case_to_the_inspection(world: World, files: object) -> None:
    case = case_at(world, "proposed")
    paper = drafted(world, case, Kind.INSPECTION_ORDER, at(2))
    issued(world, paper, world.head, at(2))
    case.refresh_from_db()
    assert case.step == Step.INSPECTION
    with as_officer(world.inspector, at(2)):
        state = selectors.case_state(case)
    assert state.ordered is not None
    assert state.ordered.fact.paper.number == "01/QĐ-KT"
    assert (state.ordered.fact.paper.signer, state.ordered.document_id) == ("Vi Văn An", paper.id)


def test_an_issued_decision_carries_the_amounts_it_was_drafted_from(world: World, files: object) -> None:
    case = case_at(world, "sanctioned")
    paper = drafted(world, case, Kind.SANCTION_DECISION, at(8))
    content = thaw_content(paper.content)
    assert isinstance(content, SanctionDecisionContent)
    (act,) = content.acts
    assert act.fine_vnd == 6_000_000
    assert act.provision is not None
    assert act.provision.startswith("khoản 5 Điều 17 Nghị định số 98/2020/NĐ-CP")
    issued(world, paper, world.deputy, at(8))
    case.refresh_from_db()
    assert (case.step, case.fine_vnd, case.decided_on) == (Step.EXECUTION, 6_000_000, on(8))
    with as_officer(world.inspector, at(8)):
        decided = selectors.case_state(case).decided
    assert decided is not None
    assert (decided.fact.paper.number, decided.fact.paper.authority) == ("01/QĐ-XPHC", "KT.")


def test_drafting_again_fills_the_same_draft_anew(world: World, files: object) -> None:
    case = case_at(world, "sanctioned")
    first = drafted(world, case, Kind.SANCTION_DECISION, at(8))
    with as_officer(world.inspector, at(8)) as officer:
        services.do(officer=officer, at=at(8), case=case, fact=sanction(7_000_000, reason="Tái phạm"))
    again = drafted(world, case, Kind.SANCTION_DECISION, at(8))
    assert again.id == first.id
    content = thaw_content(again.content)
    assert isinstance(content, SanctionDecisionContent)
    assert content.acts[0].fine_vnd == 7_000_000


def test_a_paper_is_not_drafted_before_its_step(world: World) -> None:
    case = case_at(world, "verified")
    with pytest.raises(refusals.PaperNotDue):
        drafted(world, case, Kind.SANCTION_DECISION, at(2))
    with as_officer(world.inspector):
        assert selectors.papers_of(case) == []


def test_a_submitted_paper_is_not_filled_anew(world: World, files: object) -> None:
    case = case_at(world, "proposed")
    paper = drafted(world, case, Kind.INSPECTION_ORDER, at(2))
    signed(world, paper, world.head, at(2))
    with pytest.raises(refusals.PaperUnderWay):
        drafted(world, case, Kind.INSPECTION_ORDER, at(2))


def test_a_title_without_the_power_is_refused_and_the_document_stays_a_draft(world: World, files: object) -> None:
    # He fines as much by himself, but no remedy is his to order.
    case = case_at(world, "recorded")
    remedy = OtherMeasure(kind="DESTROY", text="Buộc tiêu hủy hàng hóa", details="Toàn bộ hàng theo bảng kê", term=10)
    with as_officer(world.inspector, at(7)) as officer:
        services.do(officer=officer, at=at(7), case=case, fact=sanction(remedies=(remedy,)))
    Post.objects.filter(id=world.head.id).update(powers_title="Kiểm soát viên thị trường đang thi hành công vụ")
    paper = drafted(world, case, Kind.SANCTION_DECISION, at(8))
    with (
        pytest.raises((refusals.SignerLacksPower, refusals.SignerNotInPowers)),
        as_officer(world.inspector, at(8)) as officer,
    ):
        documents.submit(document_id=paper.id, officer=officer, at=at(8), signer_post_id=world.head.id)
    paper.refresh_from_db()
    assert paper.state == "draft"


def test_revoking_an_order_takes_it_out_of_account_and_keeps_it_in_the_file(world: World, files: object) -> None:
    case = case_at(world, "proposed")
    issued(world, drafted(world, case, Kind.INSPECTION_ORDER, at(2)), world.head, at(2))
    revoking = drafted(world, case, Kind.INSPECTION_ORDER, at(3), supersession=Supersession.REVOKES)
    issued(world, revoking, world.head, at(3))
    case.refresh_from_db()
    assert case.step == Step.INSPECTION_ORDER
    with as_officer(world.inspector, at(3)):
        kinds = list(CaseEvent.objects.filter(case=case).values_list("kind", flat=True))
        before = selectors.case_state(case, at(2.5))
    assert kinds[-2:] == ["ordered", "annulled"]
    assert before.step is Step.INSPECTION


def test_revoking_an_order_already_carried_out_is_refused_and_nothing_moves(world: World, files: object) -> None:
    case = case_at(world, "proposed")
    issued(world, drafted(world, case, Kind.INSPECTION_ORDER, at(2)), world.head, at(2))
    advance(world, case, "inspected")
    revoking = drafted(world, case, Kind.INSPECTION_ORDER, at(5), supersession=Supersession.REVOKES)
    signed(world, revoking, world.head, at(5))
    with as_officer(world.clerk, at(5)) as officer:
        documents.give_number(document_id=revoking.id, officer=officer, at=at(5))
    with pytest.raises(refusals.LaterActsRestOnEntry), as_officer(world.clerk, at(5)) as officer:
        documents.issue(document_id=revoking.id, officer=officer, at=at(5), confirmed=[NO_SCAN])
    revoking.refresh_from_db()
    case.refresh_from_db()
    assert (revoking.state, case.step) == ("numbered", Step.VIOLATION_RECORD)


def test_a_decision_whose_fine_is_not_the_cases_is_not_submitted_or_signed(world: World, files: object) -> None:
    case = case_at(world, "sanctioned")
    paper = drafted(world, case, Kind.SANCTION_DECISION, at(8))
    raised = sanction(7_000_000, reason="Tái phạm")
    with as_officer(world.inspector, at(8)) as officer:
        services.do(officer=officer, at=at(8), case=case, fact=raised)
    with pytest.raises(refusals.PaperDiffersFromCase):
        signed(world, paper, world.head, at(8))
    paper.refresh_from_db()
    assert paper.state == "draft"
    # Submitted while they agreed, then changed in the case: the signature is refused.
    drafted(world, case, Kind.SANCTION_DECISION, at(8))
    with as_officer(world.inspector, at(8)) as officer:
        documents.submit(document_id=paper.id, officer=officer, at=at(8), signer_post_id=world.head.id)
        services.do(officer=officer, at=at(8), case=case, fact=sanction())
    with pytest.raises(refusals.PaperDiffersFromCase), as_officer(world.head, at(8)) as officer:
        documents.sign(document_id=paper.id, officer=officer, at=at(8))
    paper.refresh_from_db()
    case.refresh_from_db()
    assert (paper.state, case.step) == ("submitted", Step.DECISION)


def test_a_decision_that_replaces_another_corrects_the_entry_and_the_amount(world: World, files: object) -> None:
    case = case_at(world, "sanctioned")
    issued(world, drafted(world, case, Kind.SANCTION_DECISION, at(8)), world.head, at(8))
    with as_officer(world.inspector, at(9)) as officer:
        entry = selectors.case_state(case).sanction
        assert entry is not None
        services.correct_entry(
            officer=officer, at=at(9), case=case, event_id=entry.id, fact=sanction(7_000_000, reason="Tính sai")
        )
    again = drafted(world, case, Kind.SANCTION_DECISION, at(9), supersession=Supersession.REPLACES)
    issued(world, again, world.head, at(9))
    case.refresh_from_db()
    with as_officer(world.inspector, at(9)):
        state = selectors.case_state(case)
        before = selectors.case_state(case, at(8.5))
    assert (case.step, case.fine_vnd, case.decided_on) == (Step.EXECUTION, 7_000_000, on(8))
    assert state.decided is not None
    assert state.decided.fact.paper.number == "02/QĐ-XPHC"
    assert before.fine_vnd == 6_000_000
