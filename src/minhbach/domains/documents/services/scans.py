"""The scan of the sealed paper: the original of an official document."""

from __future__ import annotations

import hashlib
from datetime import datetime
from uuid import UUID

from django.db import transaction

from minhbach.domains.agencies.models import Officer
from minhbach.domains.documents.models import DocumentFile, RegisterLine
from minhbach.domains.documents.policies import require_clerk
from minhbach.domains.documents.refusals import ScanEmpty, ScanTooLarge, ScanUnreadable
from minhbach.domains.documents.services.freezing import keep
from minhbach.domains.documents.services.moves import locked, remember, require_state
from minhbach.domains.documents.types import FileKind, State

LIMIT_MB = 20

# Told by their first bytes, never by the name or the type the browser claims.
SIGNATURES = (
    (b"%PDF-", "application/pdf", "pdf"),
    (b"\xff\xd8\xff", "image/jpeg", "jpg"),
    (b"\x89PNG\r\n\x1a\n", "image/png", "png"),
)


@transaction.atomic
def attach_scan(*, document_id: UUID, officer: Officer, at: datetime, content: bytes) -> DocumentFile:
    """Keep the scan of the sealed paper. The same scan again changes nothing; another is added beside it.

    Raises: NotFound, RoleMissing, WrongState, ScanEmpty, ScanTooLarge, ScanUnreadable.
    """
    document = locked(document_id)
    require_clerk(officer, document, at=at)
    require_state(document, State.SIGNED, State.NUMBERED, State.ISSUED, State.FILED, State.SUPERSEDED)
    media_type, extension = recognise_scan(content)
    same = document.files.filter(kind=FileKind.SCAN, sha256=hashlib.sha256(content).hexdigest()).first()
    if same is not None:
        return same
    file = keep(document, content, FileKind.SCAN, media_type=media_type, extension=extension, officer=officer, at=at)
    RegisterLine.objects.filter(document=document, is_scan_owed=True).update(is_scan_owed=False)
    remember(document, action="documents.scan.attached", officer=officer, at=at, file=file)
    return file


def recognise_scan(content: bytes) -> tuple[str, str]:
    """Tell what a scan is by its first bytes: its media type and the end of its name.

    Raises: ScanEmpty, ScanTooLarge, ScanUnreadable.
    """
    if not content:
        raise ScanEmpty
    if len(content) > LIMIT_MB * 1024 * 1024:
        raise ScanTooLarge(limit=LIMIT_MB)
    for start, media_type, extension in SIGNATURES:
        if content.startswith(start):
            return media_type, extension
    raise ScanUnreadable
