"""The line of a paper in the register of outgoing papers: what the paper itself does not say."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from minhbach.domains.agencies.models import Officer
from minhbach.domains.documents.models import NUMBERED_STATES, RegisterLine
from minhbach.domains.documents.policies import require_clerk
from minhbach.domains.documents.services.moves import locked, require_state
from minhbach.domains.documents.types import State
from minhbach.foundation import audit


@transaction.atomic
def write_register_line(
    *,
    document_id: UUID,
    officer: Officer,
    at: datetime,
    copies: int | None = None,
    file_copy: str = "",
    sent_on: date | None = None,
    received_by: str = "",
    note: str = "",
) -> RegisterLine:
    """Write down how many copies a numbered paper has, who keeps the file copy, when and to whom it was sent.

    Raises: NotFound, RoleMissing, WrongState.
    """
    document = locked(document_id)
    require_clerk(officer, document, at=at)
    require_state(document, *(State(state) for state in NUMBERED_STATES))
    line: RegisterLine = RegisterLine.objects.update_or_create(
        document=document,
        defaults={
            "copies": copies,
            "file_copy": file_copy.strip(),
            "sent_on": sent_on,
            "received_by": received_by.strip(),
            "note": note.strip(),
            "written_by": officer,
            "written_at": at,
        },
    )[0]
    audit.record(
        "documents.register.line_written",
        officer_id=officer.id,
        at=at,
        target_type="documents.officialdocument",
        target_id=document.id,
        data={"copies": copies, "sent_on": sent_on.isoformat() if sent_on else None},
    )
    return line
