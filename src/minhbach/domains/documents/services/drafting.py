"""Drafts: filled from the record, changed until they are submitted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from minhbach.domains.agencies.models import Agency, Officer, Place
from minhbach.domains.agencies.policies import require_role
from minhbach.domains.agencies.types import Role
from minhbach.domains.documents.drawn_elsewhere import drawn_elsewhere
from minhbach.domains.documents.envelopes import symbol_of
from minhbach.domains.documents.layout import digest_of, freeze
from minhbach.domains.documents.models import OfficialDocument
from minhbach.domains.documents.papers import PAPERS, Content, Kind, thaw_content
from minhbach.domains.documents.policies import require_drafter
from minhbach.domains.documents.refusals import (
    AlreadyBeingCorrected,
    ContentOfAnotherKind,
    DrawnElsewhere,
    NotIssuedYet,
)
from minhbach.domains.documents.services.moves import locked, move, remember, require_state
from minhbach.domains.documents.types import State, Supersession, Target
from minhbach.engine.text.keys import search_key
from minhbach.foundation.clock import local_date
from minhbach.foundation.scope import Sharing, share_with


@transaction.atomic
def draft(
    *,
    officer: Officer,
    at: datetime,
    agency: Agency,
    kind: Kind,
    content: Content,
    title: str = "",
    target: Target | None = None,
    issuing_agency: Agency | None = None,
    recipients: Sequence[str] = (),
    place: Place | None = None,
    sharing: Sharing = Sharing.AREA,
    supersedes_id: UUID | None = None,
    supersession: Supersession | None = None,
) -> OfficialDocument:
    """Make a draft in AGENCY, to be signed and numbered by ISSUING_AGENCY (AGENCY itself if not given).

    With `supersedes_id` the new document, once issued, replaces or revokes an issued one.

    Raises: RoleMissing, ContentOfAnotherKind, DrawnElsewhere, NotIssuedYet, AlreadyBeingCorrected.
    """
    require_drafter(officer, agency, at=at)
    form = PAPERS[kind]
    _require_content(content, kind)
    issuer = issuing_agency or agency
    if supersedes_id is None:
        _require_drawn_here(agency, issuer, kind, at=at)
    old = _correctable(supersedes_id) if supersedes_id else None
    words = (title or form.title_vi).strip()[:300]
    document: OfficialDocument = OfficialDocument.unscoped.create(
        owner_agency=agency,
        issuing_agency=issuer,
        place=place,
        sharing=sharing,
        kind=kind,
        title=words,
        folded=search_key(words)[:400],
        target_type=target.target_type if target else "",
        target_id=target.target_id if target else None,
        target_part=target.part if target else "",
        content=freeze(content),
        recipients=list(recipients),
        drafted_by=officer,
        symbol=symbol_of(form, issuer, on=local_date(at)),
        supersedes=old,
        supersession=(supersession or Supersession.REPLACES) if old else "",
        created_at=at,
        changed_at=at,
    )
    if issuer.id != agency.id:
        # The issuing agency signs and numbers what a unit drafts, wherever that unit stands in the tree.
        share_with(document, issuer, officer_id=officer.id, at=at)
    remember(
        document,
        action="documents.document.drafted",
        officer=officer,
        at=at,
        data={"content_digest": digest_of(document.content), "supersedes": str(old.id) if old else None},
    )
    return document


@transaction.atomic
def redraft(
    *,
    document_id: UUID,
    officer: Officer,
    at: datetime,
    content: Content,
    title: str | None = None,
    recipients: Sequence[str] | None = None,
    issuing_agency: Agency | None = None,
) -> OfficialDocument:
    """Fill a draft anew, to be issued elsewhere where ISSUING_AGENCY is given. What is the same changes nothing.

    Raises: NotFound, RoleMissing, WrongState once submitted, ContentOfAnotherKind.
    """
    document = locked(document_id)
    require_drafter(officer, document.owner_agency, at=at)
    require_state(document, State.DRAFT, State.RETURNED)
    _require_content(content, Kind(document.kind))
    frozen = freeze(content)
    words = document.title if title is None else title.strip()[:300]
    to = document.recipients if recipients is None else list(recipients)
    if issuing_agency is not None and issuing_agency.id != document.issuing_agency_id:
        document.issuing_agency = issuing_agency
        document.symbol = symbol_of(PAPERS[document.kind], issuing_agency, on=local_date(at))
        share_with(document, issuing_agency, officer_id=officer.id, at=at)
    elif (frozen, words, to) == (document.content, document.title, document.recipients):
        return document
    document.content, document.title, document.recipients = frozen, words, to
    document.folded = search_key(words)[:400]
    move(
        document,
        State(document.state),
        action="documents.document.redrafted",
        officer=officer,
        at=at,
        data={"content_digest": digest_of(frozen)},
    )
    return document


@transaction.atomic
def draft_correction(
    *, document_id: UUID, officer: Officer, at: datetime, supersession: Supersession
) -> OfficialDocument:
    """Draft a new document from an issued one, to replace or revoke it once issued itself.

    Raises: NotFound, RoleMissing, NotIssuedYet, AlreadyBeingCorrected.
    """
    old = locked(document_id)
    return draft(
        officer=officer,
        at=at,
        agency=old.owner_agency,
        issuing_agency=old.issuing_agency,
        kind=Kind(old.kind),
        content=thaw_content(old.content),
        title=old.title,
        target=Target(old.target_type, old.target_id, old.target_part) if old.target_id else None,
        recipients=old.recipients,
        place=old.place,
        sharing=Sharing(old.sharing),
        supersedes_id=old.id,
        supersession=supersession,
    )


@transaction.atomic
def pass_draft_on(*, document_id: UUID, officer: Officer, at: datetime, receiver: Officer) -> OfficialDocument:
    """Let another write a draft on, who drafts in its agency, by whoever heads that.

    Raises: NotFound, RoleMissing, WrongState once submitted.
    """
    document = locked(document_id)
    require_role(officer, Role.HEAD, at=at, agency=document.owner_agency)
    require_drafter(receiver, document.owner_agency, at=at)
    require_state(document, State.DRAFT, State.RETURNED)
    if document.drafted_by_id == receiver.pk:
        return document
    before, document.drafted_by = document.drafted_by_id, receiver
    move(
        document,
        State(document.state),
        action="documents.document.passed_on",
        officer=officer,
        at=at,
        data={"from": str(before), "to": str(receiver.pk)},
    )
    return document


def _require_content(content: Content, kind: Kind) -> None:
    if not isinstance(content, PAPERS[kind].content):
        raise ContentOfAnotherKind(kind=kind.label)


def _correctable(document_id: UUID) -> OfficialDocument:
    old = locked(document_id)
    if old.state not in (State.ISSUED, State.FILED):
        raise NotIssuedYet
    under_way = old.successors.exclude(state=State.CANCELLED).first()
    if under_way is not None:
        raise AlreadyBeingCorrected(title=under_way.title)
    return old


def _require_drawn_here(agency: Agency, issuer: Agency, kind: Kind, *, at: datetime) -> None:
    """Refuse a paper that a unit draws in another system; one that a body of another kind issues is drawn here.

    Raises: DrawnElsewhere.
    """
    if issuer.force == agency.force and kind in drawn_elsewhere(agency, on=local_date(at)):
        raise DrawnElsewhere(paper=PAPERS[kind].title_vi, agency=agency.short_name)
