"""What acts and papers of a case lack, and that every gate asks it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from minhbach.domains.cases import selectors, services
from minhbach.domains.cases.acts.decide import Decided, decision_needs
from minhbach.domains.cases.acts.inspect import Inspected
from minhbach.domains.cases.acts.paper import Drawn
from minhbach.domains.cases.acts.record import fill_record
from minhbach.domains.cases.models import Case, CaseEvent
from minhbach.domains.cases.requirements import unmet_of_paper
from minhbach.domains.cases.selectors.papers import gather_known
from minhbach.domains.cases.types import Cited, PartyPapers, Step
from minhbach.domains.documents import services as documents
from minhbach.domains.documents.papers import thaw_content
from minhbach.domains.documents.papers.sanction_decision import AdditionalSanction
from minhbach.domains.documents.types import CitedDocument, Individual, Kind, State
from minhbach.domains.subjects.models import Subject
from minhbach.domains.subjects.services import register_subject
from minhbach.foundation.requirements import NotConfirmed, RequirementsUnmet, Weight
from tests.domains.cases.test_papers import drafted, issued
from tests.domains.cases.world import World, as_officer, at, case_at, inspection, on, proposal, record, sanction

# What a record is asked about once.
ASKED = ("violator", "party.identity", "party.address")


def nickname(world: World) -> UUID:
    """A seller of whom only an account is known."""
    with as_officer(world.inspector) as officer:
        return register_subject(officer=officer, at=at(), kind="unknown", name="shop_chithoa99", place=world.commune).id


def sanctioned(world: World, subject_id: UUID, **recorded: Any) -> Case:
    """A case against somebody, brought to its sanction through the doors of the acts."""
    case = case_at(world, "inspected", subject_id=subject_id)
    fact = replace(record(world), violator_id=str(subject_id), **recorded)
    with as_officer(world.inspector, at(7)) as officer:
        services.do(officer=officer, at=at(4), case=case, fact=fact, confirmed=ASKED)
        services.do(officer=officer, at=at(7), case=case, fact=sanction())
    return case


def codes(refused: pytest.ExceptionInfo[RequirementsUnmet]) -> set[str]:
    return {one.code for one in refused.value.unmet}


def test_a_decision_never_leaves_against_a_nickname_whatever_is_left_to_the_pen(world: World, files: object) -> None:
    case = sanctioned(world, nickname(world), party=PartyPapers(), paper=Cited())
    paper = drafted(world, case, Kind.SANCTION_DECISION, at(8))
    with pytest.raises(RequirementsUnmet) as refused, as_officer(world.inspector, at(8)) as officer:
        documents.submit(
            document_id=paper.id,
            officer=officer,
            at=at(8),
            signer_post_id=world.head.id,
            confirmed=["violator"],
        )
    must = {one.code for one in refused.value.unmet if one.weight is Weight.MUST}
    assert must >= {"violator", "party.identity", "party.address", "record.number"}
    paper.refresh_from_db()
    assert paper.state == "draft"
    # Nor is one entered that was issued on paper elsewhere.
    fact = Decided(paper=Cited(number="07/QĐ-XPHC", dated=on(8)))
    with pytest.raises(RequirementsUnmet) as by_hand, as_officer(world.clerk, at(8)) as officer:
        services.do(officer=officer, at=at(8), case=case, fact=fact, confirmed=[*ASKED, "record.number"])
    assert "violator" in codes(by_hand)
    case.refresh_from_db()
    assert case.step == Step.DECISION


def test_each_thing_a_decision_must_have_is_named_by_itself(world: World, files: object) -> None:
    case = case_at(world, "sanctioned")
    paper = drafted(world, case, Kind.SANCTION_DECISION, at(8))
    whole: Any = thaw_content(paper.content)
    with as_officer(world.inspector, at(8)):
        state = selectors.case_state(case)
        subject = Subject.objects.get(id=world.subject_id)
    (act,), part = whole.acts, str(world.subject_id)
    taken = AdditionalSanction(kind="Tịch thu tang vật vi phạm")
    changed: dict[str, dict[str, Any]] = {
        "party.name": {"party": replace(whole.party, full_name=None)},
        "party.identity": {"party": replace(whole.party, paper_number=None)},
        "party.address": {"party": replace(whole.party, residence=None)},
        "record.number": {"violation_record": CitedDocument(dated=on(3))},
        "bases": {"decree_bases": ()},
        "act.description.0": {"acts": (replace(act, description=None),)},
        "act.provision.0": {"acts": (replace(act, provision=None),)},
        "act.fine.0": {"acts": (replace(act, fine_vnd=None), act)},
        "confiscated": {"additional_sanctions": (taken,)},
        "payment.place": {"payment_place": None, "treasury": None},
    }
    for code, change in changed.items():
        found = list(decision_needs(Drawn(case, state, part, replace(whole, **change), subject)))
        assert [(one.code, one.weight) for one in found] == [(code, Weight.MUST)]
        # Each says where it is mended.
        assert all(one.url.startswith("/vu-viec/") for one in found)
    assert list(decision_needs(Drawn(case, state, part, whole, subject))) == []
    subject.kind = "unknown"
    assert [one.code for one in decision_needs(Drawn(case, state, part, whole, subject))] == ["violator"]


def test_signature_and_number_ask_what_the_submission_asked(world: World, files: object) -> None:
    case = case_at(world, "sanctioned")
    paper = drafted(world, case, Kind.SANCTION_DECISION, at(8))
    with as_officer(world.inspector, at(8)) as officer:
        documents.submit(document_id=paper.id, officer=officer, at=at(8), signer_post_id=world.head.id)
    # The record is found to be another's: nobody knows any more who it is.
    Subject.unscoped.filter(id=world.subject_id).update(kind="unknown")
    paper.refresh_from_db()
    with as_officer(world.head, at(8)):
        assert [one.code for one in unmet_of_paper(paper, State.SIGNED, at(8))] == ["violator"]
    with pytest.raises(RequirementsUnmet), as_officer(world.head, at(8)) as officer:
        documents.sign(document_id=paper.id, officer=officer, at=at(8))
    Subject.unscoped.filter(id=world.subject_id).update(kind="individual")
    with as_officer(world.head, at(8)) as officer:
        documents.sign(document_id=paper.id, officer=officer, at=at(8))
    Subject.unscoped.filter(id=world.subject_id).update(kind="unknown")
    with pytest.raises(RequirementsUnmet), as_officer(world.clerk, at(8)) as officer:
        documents.give_number(document_id=paper.id, officer=officer, at=at(8))
    paper.refresh_from_db()
    assert (paper.state, paper.number) == ("signed", None)


def test_a_reason_stands_on_the_paper_where_there_is_no_identity_paper_or_address(world: World) -> None:
    party = PartyPapers(no_paper_reason="đã mất, chưa cấp lại", no_address_reason="sống lang thang")
    case = sanctioned(world, world.subject_id, party=party)
    with as_officer(world.inspector, at(7)):
        state = selectors.case_state(case)
        known = gather_known(case, state, part=str(world.subject_id), issuer=world.team, at=at(7))
    content = fill_record(state, str(world.subject_id), known)
    assert content is not None
    assert isinstance(content.party, Individual)
    assert (content.party.paper_number, content.party.residence) == (
        "không có (lý do: đã mất, chưa cấp lại)",
        "không có (lý do: sống lang thang)",
    )


def test_a_record_with_a_name_and_a_paper_identifies_who_was_an_account_until_then(world: World) -> None:
    seller = nickname(world)
    sanctioned(world, seller, party=PartyPapers(name="Nông Văn Pảo", paper_number="020900000018", address="Bản Chu"))
    with as_officer(world.inspector, at(8)):
        found = Subject.objects.get(id=seller)
    assert (found.kind, found.name) == ("individual", "Nông Văn Pảo")


def test_an_inspection_does_not_begin_before_its_order_is_signed(world: World, files: object) -> None:
    case = case_at(world, "proposed")
    issued(world, drafted(world, case, Kind.INSPECTION_ORDER, at(3)), world.head, at(3))
    early: Inspected = replace(inspection(), started_at=at(2.98), ended_at=at(3))
    with pytest.raises(RequirementsUnmet) as refused, as_officer(world.inspector, at(4)) as officer:
        services.do(officer=officer, at=at(4), case=case, fact=early)
    assert codes(refused) == {"times.ordered.begun"}
    with as_officer(world.inspector, at(4)) as officer:
        assert not CaseEvent.objects.filter(case=case, kind="inspected").exists()
        services.do(officer=officer, at=at(4), case=case, fact=inspection())


def test_a_team_of_one_and_a_day_off_are_asked_once(world: World) -> None:
    case = case_at(world, "verified")
    # 7 November 2026 is a Saturday.
    alone = replace(proposal(world), member_ids=(), starts_on=on(5))
    with pytest.raises(NotConfirmed) as asked, as_officer(world.inspector, at(1)) as officer:
        services.do(officer=officer, at=at(1), case=case, fact=alone)
    assert codes(asked) == {"team.alone", "planned.day_off"}
    with as_officer(world.inspector, at(1)) as officer:
        services.do(officer=officer, at=at(1), case=case, fact=alone, confirmed=codes(asked))
    case.refresh_from_db()
    assert case.step == Step.INSPECTION_ORDER


def test_a_sanction_names_its_grounds_and_where_it_is_paid(world: World) -> None:
    case = case_at(world, "recorded")
    bare = replace(sanction(), decree_bases=(), payment_place="")
    with pytest.raises(RequirementsUnmet) as refused, as_officer(world.inspector, at(7)) as officer:
        services.do(officer=officer, at=at(7), case=case, fact=bare)
    assert codes(refused) == {"bases", "payment.place"}
