"""Drafting the papers of a case. Their way from there on is the documents' own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from minhbach.domains.agencies.models import Agency, Officer
from minhbach.domains.cases import policies, refusals
from minhbach.domains.cases.models import Case
from minhbach.domains.cases.papers import write_paper
from minhbach.domains.cases.replay import replay
from minhbach.domains.cases.selectors.papers import PAPER_STEPS, gather_known, issuing_agencies, papers_of
from minhbach.domains.cases.services.journal import TARGET, lock
from minhbach.domains.documents import services as documents
from minhbach.domains.documents.models import OfficialDocument
from minhbach.domains.documents.types import PAPERS, Kind, SignedBy, State, Supersession, Target
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
    issuing_agency: Agency | None = None,
    recipients: Sequence[str] = (),
    supersession: Supersession | None = None,
) -> OfficialDocument:
    """Fill a paper from the case: a new draft, or the draft there is filled anew.

    With SUPERSESSION the draft, once issued, replaces or revokes the one that is out.

    Raises: PaperNotDue, PaperUnderWay, PaperIssuedAlready, RoleMissing, OfficerNotOnCase.
    """
    case, entries = lock(case)
    state = replay(entries)
    policies.require_handler(officer, case, state, at=at)
    steps = PAPER_STEPS[kind]
    if supersession is None and steps and state.step not in steps:
        raise refusals.PaperNotDue(paper=PAPERS[kind].title_vi, step=state.step.label)
    issuer = issuing_agency or issuing_agencies(case, kind, at=at)[0]
    content = write_paper(kind, state, gather_known(case, state, issuer=issuer, at=at))
    if content is None:
        raise refusals.PaperNotDue(paper=PAPERS[kind].title_vi, step=state.step.label)
    standing = [paper for paper in papers_of(case, kind) if paper.state not in (State.CANCELLED, State.SUPERSEDED)]
    old: OfficialDocument | None = None
    for paper in reversed(standing):
        if paper.state in _UNDER_WAY:
            raise refusals.PaperUnderWay(paper=paper.title, state=State(paper.state).label)
        if paper.state in _STILL_DRAFTS:
            return documents.redraft(document_id=paper.id, officer=officer, at=at, content=content)
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
        issuing_agency=case.owner_agency if PAPERS[kind].signed_by == SignedBy.MAKER else issuer,
        kind=kind,
        content=content,
        title=f"{PAPERS[kind].title_vi} – {case.code}",
        target=Target(TARGET, case.id),
        recipients=recipients,
        place=case.place,
        sharing=Sharing(case.sharing),
        supersedes_id=old.id if old else None,
        supersession=supersession if old else None,
    )
