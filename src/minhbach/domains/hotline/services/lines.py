"""Opening and closing a line."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from minhbach.domains.agencies.models import Officer
from minhbach.domains.hotline.models import Line
from minhbach.domains.hotline.policies import require_kept
from minhbach.domains.hotline.refusals import LineClosed, NumberTaken, NumberUnfit
from minhbach.domains.hotline.types import digits_of
from minhbach.domains.intake.models import Letterbox
from minhbach.foundation import audit
from minhbach.foundation.database.locks import hold, once
from minhbach.foundation.scope import Sharing

TARGET = "hotline.line"
SHORTEST, LONGEST = 3, 15


@transaction.atomic
def open_line(
    *, officer: Officer, at: datetime, number: str, name: str, letterbox: Letterbox, keeper: Officer | None = None
) -> Line:
    """Open a line whose calls go to a letterbox; a number is one line at a time.

    Raises: RoleMissing, OfAnotherAgency, NumberUnfit, NumberTaken.
    """
    require_kept(officer, letterbox, at=at)
    digits = digits_of(number)
    if not SHORTEST <= len(digits) <= LONGEST:
        raise NumberUnfit
    with once(NumberTaken()):
        opened: Line = Line.objects.create(
            number=" ".join(number.split()), digits=digits, name=" ".join(name.split()), keeper=keeper,
            letterbox=letterbox, opened_by=officer, owner_agency=letterbox.owner_agency, place=letterbox.place,
            sharing=Sharing.SILENT, created_at=at,
        )  # fmt: skip
    audit.record("hotline.line.opened", officer_id=officer.id, at=at, target_type=TARGET, target_id=opened.id)
    return opened


@transaction.atomic
def close_line(*, officer: Officer, at: datetime, line: Line) -> Line:
    """End a line; whoever sits at it is relieved, and its calls stay.

    Raises: RoleMissing, OfAnotherAgency, LineClosed.
    """
    require_kept(officer, line, at=at)
    line = hold(line)
    if line.closed_at is not None:
        raise LineClosed
    line.stints.filter(ended_at__isnull=True).update(ended_at=at)
    line.closed_at = at
    line.save(update_fields=["closed_at"])
    audit.record("hotline.line.closed", officer_id=officer.id, at=at, target_type=TARGET, target_id=line.id)
    return line
