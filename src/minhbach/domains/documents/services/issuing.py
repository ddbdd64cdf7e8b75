"""Issue: from here on a document can only be followed by another."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from minhbach.domains.agencies.models import Officer
from minhbach.domains.documents.models import OfficialDocument
from minhbach.domains.documents.policies import require_clerk
from minhbach.domains.documents.requirements import require_scan
from minhbach.domains.documents.services.ending import supersede
from minhbach.domains.documents.services.lines import write_register_line
from minhbach.domains.documents.services.moves import locked, move, require_state
from minhbach.domains.documents.services.numbering import give_number
from minhbach.domains.documents.types import FileKind, State
from minhbach.foundation.clock import local_date


@transaction.atomic
def issue(
    *,
    document_id: UUID,
    officer: Officer,
    at: datetime,
    confirmed: Collection[str] = (),
    copies: int | None = None,
    file_copy: str = "",
    note: str = "",
) -> OfficialDocument:
    """Issue a numbered document; one that it replaces or revokes is marked so in the same breath.

    CONFIRMED says whether it may go without a scan of the sealed paper, which is then owed; the rest stands in the
    register.

    Raises: NotFound, RoleMissing, WrongState, NotConfirmed.
    """
    document = locked(document_id)
    require_clerk(officer, document, at=at)
    require_state(document, State.NUMBERED)
    asked = require_scan(document, at=at, confirmed=confirmed)
    file = document.files.filter(kind=FileKind.NUMBERED).latest("version")
    move(document, State.ISSUED, action="documents.document.issued", officer=officer, at=at, file=file, confirmed=asked)
    line = write_register_line(
        document_id=document_id,
        officer=officer,
        at=at,
        copies=copies,
        file_copy=file_copy,
        sent_on=local_date(at),
        note=note,
    )
    line.is_scan_owed = not document.files.filter(kind=FileKind.SCAN).exists()
    line.save(update_fields=["is_scan_owed"])
    if document.supersedes_id is not None:
        supersede(document_id=document.supersedes_id, by=document, officer=officer, at=at)
    return document


@transaction.atomic
def number_and_issue(
    *,
    document_id: UUID,
    officer: Officer,
    at: datetime,
    dated: date | None = None,
    number: int | None = None,
    symbol: str = "",
    confirmed: Collection[str] = (),
    copies: int | None = None,
    file_copy: str = "",
    note: str = "",
) -> OfficialDocument:
    """Number a signed document and issue it, in one act: where the sealed copy is scanned afterwards.

    Raises: as give_number and issue; then neither is done.
    """
    give_number(document_id=document_id, officer=officer, at=at, dated=dated, number=number, symbol=symbol)
    return issue(
        document_id=document_id,
        officer=officer,
        at=at,
        confirmed=confirmed,
        copies=copies,
        file_copy=file_copy,
        note=note,
    )
