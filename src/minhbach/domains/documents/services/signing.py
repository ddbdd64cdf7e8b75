""" "Ký": the recorded act of a post's holder over the hash of a frozen file. It is no digital signature."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction

from minhbach.domains.agencies.models import Delegation, Officer, Post
from minhbach.domains.documents.envelopes import envelope_of, signature_by_maker, symbol_on
from minhbach.domains.documents.models import DocumentFile, OfficialDocument
from minhbach.domains.documents.policies import SigningRight, making_post, signing_right
from minhbach.domains.documents.refusals import FileChanged, NotTheSigner, SignerWithoutRight
from minhbach.domains.documents.requirements import require_ready
from minhbach.domains.documents.services.freezing import freeze_for_signing, signed_file
from minhbach.domains.documents.services.moves import locked, move, require_state
from minhbach.domains.documents.services.numbering import give_number
from minhbach.domains.documents.types import SignedBy, State
from minhbach.foundation import files
from minhbach.foundation.clock import local_date
from minhbach.foundation.requirements import Unmet
from minhbach.foundation.writing import write_day


@transaction.atomic
def sign(
    *,
    document_id: UUID,
    officer: Officer,
    at: datetime,
    expected_sha256: str | None = None,
    confirmed: Collection[str] = (),
) -> OfficialDocument:
    """Record that a post's holder signs a document's frozen file.

    A paper drawn up on the spot (minutes, records, proposals) is frozen and signed by its maker in one step.
    `expected_sha256` is the file the signer has read; another one refuses. CONFIRMED names what it is signed without.

    Raises: NotFound, WrongState, NotTheSigner, SignerWithoutRight, RoleMissing, FileChanged, FileDamaged,
        RequirementsUnmet, NotConfirmed.
    """
    document = locked(document_id)
    if document.form.signed_by == SignedBy.MAKER and document.state in (State.DRAFT, State.RETURNED):
        post, file, asked = _freeze_as_maker(document, officer, at=at, confirmed=confirmed)
        delegation: Delegation | None = None
    else:
        require_state(document, State.SUBMITTED)
        right = require_signer(document, officer, at=at)
        post, delegation, file = right.post, right.delegation, signed_file(document)
        if expected_sha256 and expected_sha256 != file.sha256:
            raise FileChanged
        files.verify(file.sha256)
        asked = require_ready(document, State.SIGNED, at=at, confirmed=confirmed)
    document.signed_at = at
    move(
        document,
        State.SIGNED,
        action="documents.document.signed",
        officer=officer,
        at=at,
        post=post,
        delegation=delegation,
        file=file,
        data={
            "post": str(post.id),
            "delegation": str(delegation.id) if delegation else None,
            "content_digest": file.content_digest,
        },
        confirmed=asked,
    )
    return document


@transaction.atomic
def sign_and_number(
    *, document_id: UUID, officer: Officer, at: datetime, confirmed: Collection[str] = ()
) -> OfficialDocument:
    """Sign a paper drawn up on the spot and give it its number, by its maker, whose unit keeps its register.

    Raises: as sign and give_number; then neither is done.
    """
    sign(document_id=document_id, officer=officer, at=at, confirmed=confirmed)
    return give_number(document_id=document_id, officer=officer, at=at)


def require_signer(document: OfficialDocument, officer: Officer, *, at: datetime) -> SigningRight:
    """Refuse unless the officer holds the post asked to sign, and that post may sign today.

    Raises: NotTheSigner, SignerWithoutRight when the right or the delegation has ended, or is another than was cited.
    """
    post = document.signer_post
    if post is None or post.officer_id != officer.id:
        holder = f"{post.title_vi} {post.officer.full_name}" if post else "–"
        raise NotTheSigner(signer=holder)
    day = local_date(at)
    right = signing_right(post, document.issuing_agency, document.kind, on=day)
    cited = document.delegation_id
    if right is None or (right.delegation.id if right.delegation else None) != cited:
        raise SignerWithoutRight(title=post.title_vi, day=write_day(day), agency=document.issuing_agency.name)
    return right


def _freeze_as_maker(
    document: OfficialDocument, officer: Officer, *, at: datetime, confirmed: Collection[str]
) -> tuple[Post, DocumentFile, tuple[Unmet, ...]]:
    post = making_post(officer, document.owner_agency, at=at)
    document.signer_post, document.symbol = post, symbol_on(document, local_date(at))
    asked = require_ready(document, State.SIGNED, at=at, confirmed=confirmed)
    envelope = envelope_of(
        document.issuing_agency, document.symbol, signature=signature_by_maker(post), recipients=document.recipients
    )
    return post, freeze_for_signing(document, envelope, officer=officer, at=at), asked
