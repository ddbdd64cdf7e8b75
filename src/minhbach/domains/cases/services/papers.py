"""Drafting the papers of a case. Their way from there on is the documents' own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from minhbach.domains.agencies.models import Agency, Officer
from minhbach.domains.cases import policies, refusals
from minhbach.domains.cases.acts import PAPERS
from minhbach.domains.cases.models import Case
from minhbach.domains.cases.replay import part_in, replay
from minhbach.domains.cases.selectors.ladder import issuer_of, may_issue
from minhbach.domains.cases.selectors.papers import gather_known, papers_of
from minhbach.domains.cases.services.journal import TARGET, lock
from minhbach.domains.documents import services as documents
from minhbach.domains.documents.models import OfficialDocument
from minhbach.domains.documents.types import PAPERS as FORMS
from minhbach.domains.documents.types import Kind, SignedBy, State, Supersession, Target
from minhbach.foundation.scope.models import Sharing, share_with

_STILL_DRAFTS = (State.DRAFT, State.RETURNED)
_UNDER_WAY = (State.SUBMITTED, State.SIGNED, State.NUMBERED)


@transaction.atomic
def draft_paper(
    *,
    officer: Officer,
    at: datetime,
    case: Case,
    kind: Kind,
    part: str = "",
    issuing_agency: Agency | None = None,
    recipients: Sequence[str] = (),
    supersession: Supersession | None = None,
) -> OfficialDocument:
    """Fill a paper from the case: a new draft, or the draft there is filled anew.

    With SUPERSESSION the draft, once issued, replaces or revokes the one that is out.

    PART names the violator or the matter it is of, where there are several.

    Raises: PaperNotDue, PaperUnderWay, PaperIssuedAlready, RoleMissing, OfficerNotOnCase.
    """
    case, entries = lock(case)
    state = replay(entries)
    policies.require_handler(officer, case, state, at=at)
    act, paper_here = PAPERS[kind]
    part = part_in(state, act.code, part, None)
    step = state.of(part).step if part else state.step
    if supersession is None and paper_here.steps and step not in paper_here.steps:
        raise refusals.PaperNotDue(paper=FORMS[kind].title_vi, step=step.label)
    issuer = issuing_agency or issuer_of(case, state, part, kind, at=at)
    content = paper_here.fill(state, part, gather_known(case, state, part=part, issuer=issuer, at=at))
    if content is None:
        raise refusals.PaperNotDue(paper=FORMS[kind].title_vi, step=step.label)
    standing = [
        paper
        for paper in papers_of(case, kind, part)
        if paper.state not in (State.CANCELLED, State.SUPERSEDED) and str(paper.id) not in state.of(part).gone_papers
    ]
    old: OfficialDocument | None = None
    for paper in reversed(standing):
        if paper.state in _UNDER_WAY:
            raise refusals.PaperUnderWay(paper=paper.title, state=State(paper.state).label)
        if paper.state in _STILL_DRAFTS:
            # A draft follows the file: it is issued where that one is decided now.
            stays = may_issue(case, state, part, kind, paper.issuing_agency_id, at=at)
            return documents.redraft(
                document_id=paper.id,
                officer=officer,
                at=at,
                content=content,
                issuing_agency=None if stays else issuer,
            )
        if supersession is None and paper_here.is_repeated:
            break
        if supersession is None:
            raise refusals.PaperIssuedAlready(paper=paper.title, number=paper.number_text)
        old = paper
        break
    if issuer.id != case.owner_agency_id:
        # Those who sign and number must be able to open the file they sign for.
        share_with(case, issuer, officer_id=officer.id, at=at)
    return documents.draft(
        officer=officer,
        at=at,
        agency=case.owner_agency,
        issuing_agency=case.owner_agency if FORMS[kind].signed_by == SignedBy.MAKER else issuer,
        kind=kind,
        content=content,
        title=f"{FORMS[kind].title_vi} – {case.code}",
        target=Target(TARGET, case.id, part),
        recipients=recipients,
        place=case.place,
        sharing=Sharing(case.sharing),
        supersedes_id=old.id if old else None,
        supersession=supersession if old else None,
    )
