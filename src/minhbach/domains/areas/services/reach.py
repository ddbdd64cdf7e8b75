"""How far what is kept of a subject is seen: no further than the subject itself, and with it when that is narrowed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from minhbach.domains.agencies.models import Agency, Officer
from minhbach.domains.areas.models import Keeping, Licence, OfSubject, Plan, Pursuit, Visit
from minhbach.domains.subjects.models import Subject
from minhbach.domains.subjects.services import rescope_story, tell_story
from minhbach.foundation import audit
from minhbach.foundation.scope import ScopedModel, Sharing

KEPT: tuple[type[OfSubject], ...] = (Keeping, Visit, Licence, Plan, Pursuit)


def owned(subject: Subject, agency: Agency, *, at: datetime, place: Any = None) -> dict[str, Any]:
    """Return whose a new row about a subject is, where it lies and who sees it."""
    return {
        "subject": subject,
        "owner_agency": agency,
        "place": place or subject.place,
        "sharing": _level(subject, agency.pk),
        "created_at": at,
    }


def follow_subject(record: ScopedModel) -> None:
    """Let what its own agency keeps of a subject be seen no further than the subject, once that is narrowed."""
    if not isinstance(record, Subject):
        return
    level = _level(record, record.owner_agency_id)
    for table in KEPT:
        for row in table.unscoped.filter(subject=record, owner_agency_id=record.owner_agency_id).exclude(sharing=level):
            row.sharing = level
            row.save(update_fields=["sharing"])
            rescope_story(row)


def tell(
    code: str, row: OfSubject, *, officer: Officer, at: datetime, story: str = "", data: dict[str, Any] | None = None
) -> None:
    """Write an act into the log, and into the story of its subject where STORY names a kind of entry."""
    if story:
        tell_story(subject=row.subject, at=at, kind=f"areas.{story}", target=row, officer=officer)
    audit.record(code, officer_id=officer.id, at=at, target_type=row._meta.label_lower, target_id=row.pk, data=data)


def _level(subject: Subject, agency_id: Any) -> Sharing:
    own = Sharing(subject.sharing)
    # What is open to the whole network tells nothing of how an area is kept.
    return own if subject.owner_agency_id == agency_id and own != Sharing.NETWORK else Sharing.AREA
