"""Records that are handed to a force: what a reader sees of one depends on his reach, each time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse

from minhbach.domains.agencies.models import Officer
from minhbach.domains.cases.selectors import case_in_reach
from minhbach.domains.intake.selectors import get_report
from minhbach.domains.screening.selectors import access_lead
from minhbach.domains.taskforces.types import Given
from minhbach.foundation.refusals import NotAllowed, NotFound


@dataclass(frozen=True)
class Found:
    """A record as whoever sees it knows it."""

    words: str
    url: str


def find_given(given: Given | str, given_id: UUID, *, officer: Officer, at: datetime) -> Found:
    """Fetch a record for an officer who may see it.

    Raises: NotFound, NotAllowed.
    """
    match Given(given):
        case Given.CASE:
            case = case_in_reach(given_id)
            return Found(f"{case.code}: {case.title}", reverse("cases:case", args=[case.pk]))
        case Given.LEAD:
            lead = access_lead(officer, given_id, at=at)
            return Found(lead.title, reverse("screening:lead", args=[lead.pk]))
        case Given.REPORT:
            report = get_report(given_id)
            return Found(str(report), report.get_absolute_url())
        case Given.WORDS:
            raise NotFound


def see_given(given: Given | str, given_id: UUID | None, *, officer: Officer, at: datetime) -> Found | None:
    """Fetch it, or nothing where it is out of reach."""
    if given_id is None:
        return None
    try:
        return find_given(given, given_id, officer=officer, at=at)
    except (NotFound, NotAllowed):
        return None
