"""Looks that are themselves recorded: a document names people and their papers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import IO
from uuid import UUID

from django.db import transaction

from minhbach.domains.agencies.models import Officer
from minhbach.domains.documents.layout import Paper
from minhbach.domains.documents.models import DocumentFile, OfficialDocument
from minhbach.domains.documents.selectors import access_document, paper_of
from minhbach.foundation import audit, files
from minhbach.foundation.refusals import NotFound


@transaction.atomic
def look_at(*, document_id: UUID, officer: Officer, at: datetime) -> OfficialDocument:
    """Fetch a document for reading and audit the look.

    Raises: NotFound.
    """
    document = access_document(officer, document_id)
    audit.record(
        "documents.document.looked_at",
        officer_id=officer.id,
        at=at,
        target_type="documents.officialdocument",
        target_id=document.id,
    )
    return document


@transaction.atomic
def take_file(*, document_id: UUID, file_id: UUID, officer: Officer, at: datetime) -> tuple[DocumentFile, IO[bytes]]:
    """Open one of a document's files for downloading and audit it.

    Raises: NotFound, FileMissing.
    """
    document = access_document(officer, document_id)
    file: DocumentFile | None = document.files.filter(id=file_id).first()
    if file is None:
        raise NotFound
    audit.record(
        "documents.file.taken",
        officer_id=officer.id,
        at=at,
        target_type="documents.officialdocument",
        target_id=document.id,
        data={"sha256": file.sha256},
    )
    return file, files.open_stored(file.sha256)


@transaction.atomic
def take_copy(
    *, document_id: UUID, officer: Officer, at: datetime, draw: Callable[[Paper], bytes]
) -> tuple[OfficialDocument, bytes]:
    """Draw a document as it stands for reading, as what DRAW makes of a paper, and audit it.

    Raises: NotFound.
    """
    document = access_document(officer, document_id)
    audit.record(
        "documents.file.taken",
        officer_id=officer.id,
        at=at,
        target_type="documents.officialdocument",
        target_id=document.id,
        data={"state": document.state},
    )
    return document, draw(paper_of(document))
