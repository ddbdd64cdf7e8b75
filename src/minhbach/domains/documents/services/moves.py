"""One step of a document's way: locked, recorded, audited and told to whoever listens, all in one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from minhbach.domains.agencies.models import Delegation, Officer, Post
from minhbach.domains.agencies.selectors import posts_of
from minhbach.domains.documents import events
from minhbach.domains.documents.models import DocumentEvent, DocumentFile, OfficialDocument
from minhbach.domains.documents.refusals import WrongState
from minhbach.domains.documents.types import DocumentMoved, Kind, State
from minhbach.foundation import audit
from minhbach.foundation.clock import local_date
from minhbach.foundation.database.locks import lock
from minhbach.foundation.refusals import NotFound
from minhbach.foundation.requirements import Unmet


def locked(document_id: UUID) -> OfficialDocument:
    """Fetch a document for a step, and keep others from taking one until this one is done.

    Raises: NotFound when there is none within reach.
    """
    if not OfficialDocument.objects.filter(id=document_id).exists():
        raise NotFound
    document: OfficialDocument = lock(OfficialDocument.unscoped, id=document_id)
    return document


def require_state(document: OfficialDocument, *states: State) -> None:
    """Refuse a step that a document's state does not allow.

    Raises: WrongState.
    """
    if document.state not in states:
        raise WrongState(state=State(document.state).label)


def move(
    document: OfficialDocument,
    to: State,
    *,
    action: str,
    officer: Officer,
    at: datetime,
    post: Post | None = None,
    delegation: Delegation | None = None,
    file: DocumentFile | None = None,
    note: str = "",
    data: Mapping[str, Any] | None = None,
    confirmed: Iterable[Unmet] = (),
) -> None:
    """Save a document in its new state with the event, the audit row and the word to listeners.

    CONFIRMED is what the officer was asked about and goes on without.
    """
    before = State(document.state)
    document.state, document.changed_at = to, at
    document.save()
    remember(
        document,
        action=action,
        officer=officer,
        at=at,
        post=post,
        delegation=delegation,
        file=file,
        note=note,
        data=data,
        confirmed=confirmed,
    )
    if before != to:
        events.emit(
            DocumentMoved(
                document_id=document.id,
                kind=Kind(document.kind),
                state=to,
                previous_state=before,
                target_type=document.target_type,
                target_id=document.target_id,
                target_part=document.target_part,
                number_text=document.number_text,
                dated=document.dated,
                officer=officer,
                at=at,
            )
        )


def remember(
    document: OfficialDocument,
    *,
    action: str,
    officer: Officer,
    at: datetime,
    post: Post | None = None,
    delegation: Delegation | None = None,
    file: DocumentFile | None = None,
    note: str = "",
    data: Mapping[str, Any] | None = None,
    confirmed: Iterable[Unmet] = (),
) -> None:
    """Add an event to a document's way and audit it."""
    said = [{"code": one.code, "sentence": str(one.sentence)} for one in confirmed]
    codes = {"confirmed": [one["code"] for one in said]} if said else {}
    DocumentEvent.objects.create(
        document=document,
        action=action,
        state=document.state,
        officer=officer,
        post=post or _post_of(officer, document, at=at),
        delegation=delegation,
        file=file,
        note=note,
        confirmed=said,
        at=at,
    )
    digest = {"sha256": file.sha256} if file else {}
    audit.record(
        action,
        officer_id=officer.id,
        at=at,
        target_type="documents.officialdocument",
        target_id=document.id,
        data={"kind": document.kind, **digest, **codes, **(data or {})},
    )


def _post_of(officer: Officer, document: OfficialDocument, *, at: datetime) -> Post | None:
    """The post in which an officer acts: in the unit that drafts or the agency that issues, else the first one held."""
    held = list(posts_of(officer, on=local_date(at)))
    near = (document.owner_agency_id, document.issuing_agency_id)
    return next((post for post in held if post.agency_id in near), held[0] if held else None)
