"""The ends of a document's way: filed away, cancelled before issue, superseded after it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from minhbach.domains.agencies.models import Officer
from minhbach.domains.documents.models import OfficialDocument
from minhbach.domains.documents.policies import require_clerk
from minhbach.domains.documents.refusals import NotIssuedYet, ReasonMissing
from minhbach.domains.documents.services.moves import locked, move, require_state
from minhbach.domains.documents.services.submitting import require_own
from minhbach.domains.documents.types import State


@transaction.atomic
def file_away(*, document_id: UUID, officer: Officer, at: datetime, file_reference: str = "") -> OfficialDocument:
    """File an issued document away under a file's name or number.

    Raises: NotFound, RoleMissing, WrongState.
    """
    document = locked(document_id)
    require_clerk(officer, document, at=at)
    require_state(document, State.ISSUED)
    move(document, State.FILED, action="documents.document.filed", officer=officer, at=at, note=file_reference.strip())
    return document


@transaction.atomic
def cancel(*, document_id: UUID, officer: Officer, at: datetime, reason: str) -> OfficialDocument:
    """End a document that has not been issued. Its number, if it has one, stays taken and is not reused.

    Raises: NotFound, NotTheDrafter, WrongState, ReasonMissing.
    """
    document = locked(document_id)
    require_own(document, officer, at=at)
    require_state(document, State.DRAFT, State.RETURNED, State.SIGNED, State.NUMBERED)
    if not reason.strip():
        raise ReasonMissing
    move(
        document,
        State.CANCELLED,
        action="documents.document.cancelled",
        officer=officer,
        at=at,
        note=reason.strip(),
        data={"number": document.number_text},
    )
    return document


@transaction.atomic
def supersede(*, document_id: UUID, by: OfficialDocument, officer: Officer, at: datetime) -> OfficialDocument:
    """Mark an issued document as replaced or revoked by another that has itself been issued.

    Raises: NotFound, NotIssuedYet, WrongState.
    """
    document = locked(document_id)
    require_state(document, State.ISSUED, State.FILED)
    if by.state != State.ISSUED or by.supersedes_id != document.id:
        raise NotIssuedYet
    move(
        document,
        State.SUPERSEDED,
        action="documents.document.superseded",
        officer=officer,
        at=at,
        note=by.number_text,
        data={"by": str(by.id), "supersession": by.supersession},
    )
    return document
