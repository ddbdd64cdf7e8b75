"""What a case learns from its documents: an issued paper enters the act it names, a signature must have the power."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from minhbach.domains.agencies.models import Officer, Post
from minhbach.domains.cases import refusals
from minhbach.domains.cases.acts import PAPERS
from minhbach.domains.cases.acts.change import CHANGE_KINDS, require_standing
from minhbach.domains.cases.acts.decide import require_open_question
from minhbach.domains.cases.codec import read_entry
from minhbach.domains.cases.models import Case, CaseEvent
from minhbach.domains.cases.replay import in_account, replay
from minhbach.domains.cases.sanctions import frames_of
from minhbach.domains.cases.selectors.ladder import may_issue
from minhbach.domains.cases.services.journal import TARGET, annul_entry, correct_entry, do
from minhbach.domains.cases.types.state import CaseState, Entry, Line
from minhbach.domains.cases.types.values import Cited
from minhbach.domains.documents.models import OfficialDocument
from minhbach.domains.documents.types import DocumentMoved, Kind, State, Supersession
from minhbach.domains.law.selectors import OBSTACLES, offices_of, open_law
from minhbach.foundation.clock import local_date
from minhbach.foundation.database.locks import hold
from minhbach.foundation.money import format_vnd
from minhbach.foundation.writing import write_day


def hear_document(moved: DocumentMoved) -> None:
    """Follow a paper that enters an act of a case. A refusal here undoes the document's move.

    Raises: DecidedAlready, FileElsewhere, FileNotThere, ClosedMeanwhile, PaperDiffersFromCase, SignerLacksPower,
        SignerNotInPowers, and the refusals of the act that an issue is.
    """
    if (
        moved.target_type != TARGET
        or moved.target_id is None
        or moved.kind not in PAPERS
        or not PAPERS[moved.kind][1].enters
    ):
        return
    case = Case.objects.select_related("owner_agency").filter(id=moved.target_id).first()
    if case is None:
        raise refusals.CaseNotFound
    document = OfficialDocument.unscoped.select_related(
        "issuing_agency", "signer_post__officer", "delegation__from_post", "supersedes"
    ).get(id=moved.document_id)
    if moved.kind is Kind.SANCTION_DECISION and moved.state in (State.SUBMITTED, State.SIGNED, State.ISSUED):
        if moved.state is not State.SUBMITTED:
            # Whoever else decides on the same violator waits here: one of the two finds what the other did.
            case = hold(case)
        state = replay(read_entry(event) for event in CaseEvent.objects.filter(case=case).order_by("sequence"))
        line = state.of(document.target_part) if document.target_part else state.line
        if document.supersedes_id is None:
            require_undecided(case, state, document, at=moved.at)
        if document.supersession != Supersession.REVOKES:
            require_same_amounts(line, document)
            if moved.state is not State.ISSUED:
                require_power(line, document, at=moved.at)
    if moved.kind in CHANGE_KINDS and moved.state in (State.SUBMITTED, State.SIGNED, State.ISSUED):
        if moved.state is not State.SUBMITTED:
            # Two papers that change one decision meet here: the second finds what the first did.
            case = hold(case)
        require_same_change(case, document, at=moved.at, is_issued=moved.state is State.ISSUED)
    if moved.state is State.ISSUED:
        _enter(case, document, officer=moved.officer, at=moved.at)


def require_undecided(case: Case, state: CaseState, document: OfficialDocument, *, at: datetime) -> None:
    """Refuse a first decision on a violator who has one, or whose file is before another authority.

    Raises: DecidedAlready, ClosedMeanwhile, FileElsewhere, FileNotThere.
    """
    line = state.of(document.target_part) if document.target_part else state.line
    require_open_question(line)
    if may_issue(case, state, document.target_part, Kind.SANCTION_DECISION, document.issuing_agency_id, at=at):
        return
    if line.up is not None:
        raise refusals.FileElsewhere(agency=line.up.fact.agency, day=write_day(line.up.happened_on))
    raise refusals.FileNotThere(agency=document.issuing_agency.name)


def require_same_amounts(line: Line, document: OfficialDocument) -> None:
    """Refuse a decision whose fines are not those of the case: one of the two was changed afterwards.

    Raises: NoSanctionProposed, PaperDiffersFromCase.
    """
    if line.sanction is None:
        raise refusals.NoSanctionProposed
    on_paper = [act.get("fine_vnd") or 0 for act in document.content.get("acts", [])]
    in_case = [act.fine_vnd for act in line.sanction.fact.acts]
    if on_paper != in_case:
        raise refusals.PaperDiffersFromCase(
            paper=document.title, fines=format_vnd(sum(on_paper)), case=format_vnd(sum(in_case))
        )


def require_same_change(case: Case, document: OfficialDocument, *, at: datetime, is_issued: bool) -> None:
    """Refuse a paper that changes a decision which is gone, otherwise than the file proposes, or from elsewhere.

    Raises: NoDecisionStands, NoChangeProposed, PaperDiffersFromCase, ChangeElsewhere, SignerLacksPower,
        SignerNotInPowers.
    """
    state = replay(read_entry(event) for event in CaseEvent.objects.filter(case=case).order_by("sequence"))
    line, (act, paper) = state.of(document.target_part), PAPERS[document.kind]
    require_standing(line, act.label)
    asked = line.change_proposed
    if asked is None or paper.is_due is None or not paper.is_due(line):
        raise refusals.NoChangeProposed(act=act.label)
    on_paper = document.content.get("fine_vnd")
    if on_paper != asked.fact.fine_vnd:
        raise refusals.PaperDiffersFromCase(
            paper=document.title, fines=_say_fine(on_paper), case=_say_fine(asked.fact.fine_vnd)
        )
    if not may_issue(case, state, document.target_part, Kind(document.kind), document.issuing_agency_id, at=at):
        raise refusals.ChangeElsewhere(agency=document.issuing_agency.name)
    if not is_issued:
        require_power(line, document, at=at)


def _say_fine(fine_vnd: int | None) -> str:
    return _("không đổi") if fine_vnd is None else format_vnd(fine_vnd)


def require_power(line: Line, document: OfficialDocument, *, at: datetime) -> None:
    """Refuse a signer whose title may not impose what the decision imposes.

    A deputy under a delegation uses the power of the one who gave it (Điều 54).

    Raises: SignerLacksPower, SignerNotInPowers.
    """
    if line.violation is None:
        raise refusals.NoSanctionProposed
    post: Post | None = document.delegation.from_post if document.delegation else document.signer_post
    if post is None:
        return
    law = open_law()
    offices = offices_of(post.powers_title or post.title_vi, law=law)
    sanction = line.sanction.fact if line.sanction else None
    for frame in frames_of(line.violation.fact, decided_on=local_date(at), law=law, sanction=sanction):
        if frame is None:
            continue
        own = [signer for signer in frame.signers if signer.office in offices]
        if not own:
            raise refusals.SignerNotInPowers(title=post.title_vi, act=frame.row.act_vi)
        if not any(signer.may_sign for signer in own):
            obstacles = "; ".join(str(OBSTACLES[one]) for one in own[0].obstacles)
            raise refusals.SignerLacksPower(title=post.title_vi, obstacles=obstacles)


def _enter(case: Case, document: OfficialDocument, *, officer: Officer, at: datetime) -> None:
    """The record of an issued paper: the act it names, or the correction or annulment of the act it follows."""
    act, _paper = PAPERS[document.kind]
    cited = _cited(document)
    fact, dated = act.from_paper(cited), document.dated
    followed = _followed(case, document) if document.supersedes_id is not None else None
    if followed is None:
        part = document.target_part
        do(officer=officer, at=at, case=case, fact=fact, part=part, document=document.id, happened_on=dated)
    elif document.supersession == Supersession.REVOKES:
        annul_entry(
            officer=officer, at=at, case=case, event_id=followed.id, reason=document.title, paper=cited,
            document=document.id, happened_on=dated,
        )  # fmt: skip
    else:
        correct_entry(officer=officer, at=at, case=case, event_id=followed.id, fact=fact, document=document.id)


def _followed(case: Case, document: OfficialDocument) -> Entry[Any] | None:
    """The entry in account of the paper that a document replaces or revokes."""
    entries = [read_entry(event) for event in CaseEvent.objects.filter(case=case).order_by("sequence")]
    return next((one for one in in_account(entries) if one.document_id == document.supersedes_id), None)


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
