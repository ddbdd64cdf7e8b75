"""Put up for signing, taken back, returned."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from minhbach.domains.agencies.models import Officer, Post
from minhbach.domains.agencies.selectors import has_role, posts_of
from minhbach.domains.agencies.types import Role
from minhbach.domains.documents.envelopes import (
    envelope_of,
    letterhead_of,
    signature_by_drafter,
    signature_by_right,
    symbol_on,
)
from minhbach.domains.documents.layout import Envelope
from minhbach.domains.documents.models import OfficialDocument
from minhbach.domains.documents.papers.submission_slip import SubmissionSlipContent
from minhbach.domains.documents.policies import require_drafter, signing_right
from minhbach.domains.documents.refusals import NotTheDrafter, ReasonMissing, SignerWithoutRight
from minhbach.domains.documents.requirements import require_ready
from minhbach.domains.documents.services.freezing import freeze_for_signing, keep_drawn
from minhbach.domains.documents.services.moves import locked, move, require_state
from minhbach.domains.documents.services.signing import require_signer
from minhbach.domains.documents.types import FileKind, State
from minhbach.foundation.clock import local_date
from minhbach.foundation.refusals import NotFound
from minhbach.foundation.writing import write_day


@transaction.atomic
def submit(
    *,
    document_id: UUID,
    officer: Officer,
    at: datetime,
    signer_post_id: UUID,
    summary: Sequence[str] = (),
    attachments: Sequence[str] = (),
    proposal: str = "",
    confirmed: Collection[str] = (),
) -> OfficialDocument:
    """Freeze a draft, draw the file to be signed with its submission slip, and put both before a signer.

    CONFIRMED names what it is submitted without.

    Raises: NotFound, RoleMissing, WrongState, SignerWithoutRight, RequirementsUnmet, NotConfirmed.
    """
    document = locked(document_id)
    require_drafter(officer, document.owner_agency, at=at)
    require_state(document, State.DRAFT, State.RETURNED)
    day = local_date(at)
    post = Post.objects.filter(id=signer_post_id).select_related("agency", "officer").first()
    if post is None:
        raise NotFound
    right = signing_right(post, document.issuing_agency, document.kind, on=day)
    if right is None:
        raise SignerWithoutRight(title=post.title_vi, day=write_day(day), agency=document.issuing_agency.name)
    document.signer_post, document.delegation = post, right.delegation
    document.symbol = symbol_on(document, day)
    asked = require_ready(document, State.SUBMITTED, at=at, confirmed=confirmed)
    envelope = envelope_of(
        document.issuing_agency, document.symbol, signature=signature_by_right(right), recipients=document.recipients
    )
    file = freeze_for_signing(document, envelope, officer=officer, at=at)
    drafters = list(posts_of(officer, on=day))
    keep_drawn(
        document,
        SubmissionSlipContent(
            addressed_to=f"{post.title_vi}, {post.agency.name}",
            about=f"Về việc ký {document.title[0].lower()}{document.title[1:]}",
            summary=tuple(summary) or (document.title,),
            attachments=tuple(attachments),
            proposal=proposal or "Kính trình xem xét, ký ban hành",
        ),
        Envelope(
            letterhead=letterhead_of(document.owner_agency),
            dated=day,
            signature=signature_by_drafter(officer, drafters),
        ),
        FileKind.SLIP,
        officer=officer,
        at=at,
    )
    move(
        document,
        State.SUBMITTED,
        action="documents.document.submitted",
        officer=officer,
        at=at,
        file=file,
        note=proposal,
        data={"signer_post": str(post.id), "content_digest": file.content_digest},
        confirmed=asked,
    )
    return document


@transaction.atomic
def recall(*, document_id: UUID, officer: Officer, at: datetime, reason: str = "") -> OfficialDocument:
    """Take back a submitted document that is not signed yet, for its drafter or the head of the unit.

    Raises: NotFound, NotTheDrafter, WrongState.
    """
    document = locked(document_id)
    require_own(document, officer, at=at)
    require_state(document, State.SUBMITTED)
    document.signer_post = document.delegation = None
    move(document, State.DRAFT, action="documents.document.recalled", officer=officer, at=at, note=reason.strip())
    return document


@transaction.atomic
def return_for_changes(*, document_id: UUID, officer: Officer, at: datetime, reason: str) -> OfficialDocument:
    """Send a submitted document back to its drafter, with the reason.

    Raises: NotFound, WrongState, NotTheSigner, SignerWithoutRight, ReasonMissing.
    """
    document = locked(document_id)
    require_state(document, State.SUBMITTED)
    right = require_signer(document, officer, at=at)
    if not reason.strip():
        raise ReasonMissing
    document.signer_post = document.delegation = None
    move(
        document,
        State.RETURNED,
        action="documents.document.returned",
        officer=officer,
        at=at,
        post=right.post,
        note=reason.strip(),
    )
    return document


def require_own(document: OfficialDocument, officer: Officer, *, at: datetime) -> None:
    """Refuse unless the officer drafted the document or heads the unit that did.

    Raises: NotTheDrafter.
    """
    if document.drafted_by_id != officer.id and not has_role(
        officer, Role.HEAD, on=local_date(at), agency=document.owner_agency
    ):
        raise NotTheDrafter
