"""Who sits at a line: he hands over what stands open, the next one signs that he took it over."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from minhbach.domains.agencies.models import Officer
from minhbach.domains.hotline.models import Line, Stint
from minhbach.domains.hotline.policies import require_own
from minhbach.domains.hotline.refusals import AlreadyOnDuty, LineClosed, NotOnDuty
from minhbach.domains.hotline.selectors.stints import left_open_at
from minhbach.foundation import audit
from minhbach.foundation.database.locks import hold

TARGET = "hotline.line"


@transaction.atomic
def hand_over(*, officer: Officer, at: datetime, line: Line, note: str = "") -> Stint:
    """Say that a stint ends, with what stands open kept as it is now; it lasts until somebody takes it over.

    Raises: RoleMissing, OfAnotherAgency, NotOnDuty.
    """
    require_own(officer, line, at=at)
    line = hold(line)
    stint: Stint | None = line.stints.filter(ended_at__isnull=True).first()
    if stint is None or stint.officer_id != officer.id or stint.handed_at is not None:
        raise NotOnDuty
    stint.handed_at, stint.left_open, stint.note = at, left_open_at(line), note.strip()[:1_000]
    stint.save(update_fields=["handed_at", "left_open", "note"])
    _record("hotline.stint.handed_over", officer, line, at)
    return stint


@transaction.atomic
def take_over(*, officer: Officer, at: datetime, line: Line) -> Stint:
    """Sit down at a line and sign for what stands open; also where whoever sat there could not hand it over.

    Raises: RoleMissing, OfAnotherAgency, LineClosed, AlreadyOnDuty.
    """
    require_own(officer, line, at=at)
    line = hold(line)
    if line.closed_at is not None:
        raise LineClosed
    before: Stint | None = line.stints.filter(ended_at__isnull=True).first()
    if before is not None:
        if before.officer_id == officer.id and before.handed_at is None:
            raise AlreadyOnDuty
        if before.handed_at is None:
            before.left_open = left_open_at(line)
        before.ended_at = at
        before.save(update_fields=["ended_at", "left_open"])
    begun: Stint = Stint.objects.create(line=line, officer=officer, began_at=at, took_over_from=before)
    _record("hotline.stint.taken_over", officer, line, at)
    return begun


def _record(action: str, officer: Officer, line: Line, at: datetime) -> None:
    audit.record(action, officer_id=officer.id, at=at, target_type=TARGET, target_id=line.id)
