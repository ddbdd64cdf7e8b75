"""Who sent a report, where he said so."""

from __future__ import annotations

from minhbach.domains.agencies.models import Officer
from minhbach.domains.intake.models import Person, Report
from minhbach.foundation.audit import looks

HIDDEN = "•••"
SHOWN = 2


def person_of(report: Report) -> Person | None:
    """Return who sent a report: sealed, plain or blanked; None where nobody said."""
    found: Person | None = Person.objects.filter(receipt=report.receipt).first()
    return found


def is_whole_to(report: Report, officer: Officer) -> bool:
    """Say whether an officer is shown a plain name whole: his own work, or a purpose given in this sitting."""
    return report.assignee_id == officer.pk or looks.purpose_of(report.pk) is not None


def masked(value: str) -> str:
    """Return a value as whoever has given no purpose sees it."""
    return f"{value[:SHOWN]}{HIDDEN}" if value else ""
