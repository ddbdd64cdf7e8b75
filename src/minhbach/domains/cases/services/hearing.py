"""What a case learns from its documents: an issued order or decision is an event, a signature must have the power."""

from __future__ import annotations

from datetime import datetime

from minhbach.domains.agencies.models import Officer, Post
from minhbach.domains.cases import refusals
from minhbach.domains.cases.codec import read_entry
from minhbach.domains.cases.models import Case, CaseEvent
from minhbach.domains.cases.replay import in_account, replay
from minhbach.domains.cases.sanctions import frames_of
from minhbach.domains.cases.services.inspecting import enter_order
from minhbach.domains.cases.services.journal import TARGET, append, lock
from minhbach.domains.cases.services.sanctioning import enter_decision
from minhbach.domains.cases.types.facts import Annulled, Cited, Decided, Ordered
from minhbach.domains.cases.types.state import CaseState
from minhbach.domains.documents.models import OfficialDocument
from minhbach.domains.documents.types import DocumentMoved, Kind, State, Supersession
from minhbach.domains.law.selectors import OBSTACLES, offices_of, open_law
from minhbach.foundation.clock import local_date
from minhbach.foundation.money import format_vnd

_HEARD = (Kind.INSPECTION_ORDER, Kind.SANCTION_DECISION)


def hear_document(moved: DocumentMoved) -> None:
    """Follow an order or a decision of a case. A refusal here undoes the document's move.

    Raises: PaperDiffersFromCase, SignerLacksPower, SignerNotInPowers, and the refusals of the act that an issue is.
    """
    if moved.target_type != TARGET or moved.target_id is None or moved.kind not in _HEARD:
        return
    case = Case.objects.select_related("owner_agency").filter(id=moved.target_id).first()
    if case is None:
        raise refusals.CaseNotFound
    document = OfficialDocument.unscoped.select_related(
        "issuing_agency", "signer_post__officer", "delegation__from_post", "supersedes"
    ).get(id=moved.document_id)
    if moved.kind is Kind.SANCTION_DECISION and moved.state in (State.SUBMITTED, State.SIGNED, State.ISSUED):
        state = replay(read_entry(event) for event in CaseEvent.objects.filter(case=case).order_by("sequence"))
        if document.supersession != Supersession.REVOKES:
            require_same_amounts(state, document)
            if moved.state is not State.ISSUED:
                require_power(state, document, at=moved.at)
    if moved.state is State.ISSUED:
        _enter(case, document, officer=moved.officer, at=moved.at)


def require_same_amounts(state: CaseState, document: OfficialDocument) -> None:
    """Refuse a decision whose fines are not those of the case: one of the two was changed afterwards.

    Raises: NoSanctionProposed, PaperDiffersFromCase.
    """
    if state.sanction is None:
        raise refusals.NoSanctionProposed
    on_paper = [act.get("fine_vnd") or 0 for act in document.content.get("acts", [])]
    in_case = [act.fine_vnd for act in state.sanction.fact.acts]
    if on_paper != in_case:
        raise refusals.PaperDiffersFromCase(
            paper=document.title, fines=format_vnd(sum(on_paper)), case=format_vnd(sum(in_case))
        )


def require_power(state: CaseState, document: OfficialDocument, *, at: datetime) -> None:
    """Refuse a signer whose title may not impose what the decision imposes.

    A deputy under a delegation uses the power of the one who gave it (Điều 54).

    Raises: SignerLacksPower, SignerNotInPowers.
    """
    if state.violation is None:
        raise refusals.NoSanctionProposed
    post: Post | None = document.delegation.from_post if document.delegation else document.signer_post
    if post is None:
        return
    law = open_law()
    offices = offices_of(post.powers_title or post.title_vi, law=law)
    for frame in frames_of(state.violation.fact, decided_on=local_date(at), law=law):
        if frame is None:
            continue
        own = [signer for signer in frame.signers if signer.office in offices]
        if not own:
            raise refusals.SignerNotInPowers(title=post.title_vi, act=frame.row.act_vi)
        if not any(signer.may_sign for signer in own):
            obstacles = "; ".join(str(OBSTACLES[one]) for one in own[0].obstacles)
            raise refusals.SignerLacksPower(title=post.title_vi, obstacles=obstacles)


def _enter(case: Case, document: OfficialDocument, *, officer: Officer, at: datetime) -> None:
    """The record of an issued paper: a new act, or the correction or annulment of the act it follows."""
    paper = _cited(document)
    if document.supersedes_id is not None and _mend(case, document, paper, officer=officer, at=at):
        return
    enter = enter_order if document.kind == Kind.INSPECTION_ORDER else enter_decision
    enter(officer=officer, at=at, case=case, paper=paper, document_id=document.id, happened_on=document.dated)


def _mend(case: Case, document: OfficialDocument, paper: Cited, *, officer: Officer, at: datetime) -> bool:
    case, entries = lock(case)
    entry = next((one for one in in_account(entries) if one.document_id == document.supersedes_id), None)
    if entry is None:
        return False
    if document.supersession == Supersession.REVOKES:
        fact = Annulled(reason=document.title, paper=paper)
        append(
            case, fact, officer=officer, at=at, happened_on=document.dated, replaces=entry, entries=entries,
            document_id=document.id,
        )  # fmt: skip
        return True
    if isinstance(entry.fact, Decided):
        sanction = replay(entries).sanction
        fact_in_place: Ordered | Decided = Decided(
            paper=paper,
            fine_vnd=sanction.fact.fine_vnd if sanction else entry.fact.fine_vnd,
            confiscated_value_vnd=sanction.fact.confiscated_value_vnd if sanction else entry.fact.confiscated_value_vnd,
            is_warning=sanction.fact.is_warning if sanction else entry.fact.is_warning,
        )
    else:
        fact_in_place = Ordered(paper=paper)
    append(
        case, fact_in_place, officer=officer, at=at, happened_on=entry.happened_on, replaces=entry, entries=entries,
        document_id=document.id,
    )  # fmt: skip
    return True


def _cited(document: OfficialDocument) -> Cited:
    post, delegation = document.signer_post, document.delegation
    return Cited(
        number=document.number_text,
        dated=document.dated,
        document_id=str(document.id),
        agency=document.issuing_agency.name,
        signer=post.officer.full_name if post else "",
        signer_title=post.title_vi if post else "",
        authority="KT." if delegation else "",
    )
