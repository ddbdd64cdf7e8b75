"""What the office knows already of what a caller is telling: as he speaks, within the reach of who listens."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from minhbach.domains.intake.models import Report
from minhbach.domains.intake.selectors import visible_reports
from minhbach.domains.intake.types import OPEN
from minhbach.domains.subjects.models import Subject
from minhbach.domains.subjects.selectors import find_subjects
from minhbach.engine.identifiers import find_identities

SHOWN = 5
# So many letters of a word are enough to look for it.
FEWEST = 3
LONGEST = 200


def known_subjects(what: str, where: str) -> list[Subject]:
    """List who is known by a number or name that is being told, or trades where it is said to be."""
    found: dict[Any, Subject] = {}
    for text in _sought(what, where):
        for subject in find_subjects(text)[:SHOWN]:
            found.setdefault(subject.pk, subject)
        if len(found) >= SHOWN:
            break
    return list(found.values())[:SHOWN]


def open_reports(what: str, where: str) -> list[Report]:
    """List what is open already and speaks of the same place, number or link, the latest first."""
    asked = Q()
    for text in _sought(what, where):
        asked |= Q(where_said__icontains=text) | Q(what__icontains=text) | Q(link__icontains=text)
    if not asked:
        return []
    rows: QuerySet[Any] = visible_reports().filter(asked, stage__in=OPEN)
    return list(rows[:SHOWN])


def _sought(what: str, where: str) -> list[str]:
    """List what is worth looking for: the numbers and links that stand there, then the place as it is said."""
    values = [what[one.start : one.end] for one in find_identities(what)]
    place = " ".join(where.split())[:LONGEST]
    return [text for text in dict.fromkeys([*values[:SHOWN], place]) if len(text) >= FEWEST]
