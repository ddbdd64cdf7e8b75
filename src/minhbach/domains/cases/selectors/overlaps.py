"""Other files on the same subject: seen before anybody is inspected twice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import QuerySet

from minhbach.domains.cases.models import Case, CaseSubject
from minhbach.domains.cases.types.codes import Outcome, Step

# An inspection this recent is worth knowing of before another is ordered. The tables of law hold no such period.
RECENT_DAYS = 365


@dataclass(frozen=True)
class Overlap:
    """Another case on the same subject: open, or closed lately."""

    case: Case
    subject_id: UUID
    is_open: bool

    @property
    def label(self) -> str:
        return f"{self.case.code} ({self.case.owner_agency.short_name})"


def overlaps_of(case: Case, *, on: date) -> list[Overlap]:
    """List the other open cases, within the reach in force, on the subjects of a case."""
    return [overlap for overlap in related_cases(case, on=on) if overlap.is_open]


def related_cases(case: Case, *, on: date) -> list[Overlap]:
    """List the other cases on the subjects of a case: open ones, and those of the last year."""
    subject_ids = list(CaseSubject.objects.filter(case=case).values_list("subject_id", flat=True))
    return cases_on_subjects(subject_ids, on=on, but=case)


def cases_of_subject(subject_id: UUID) -> QuerySet[Case]:
    """List every case in reach on a subject, newest first."""
    links = CaseSubject.objects.filter(subject_id=subject_id).values("case_id")
    cases: QuerySet[Case] = Case.objects.filter(id__in=links).select_related("owner_agency")
    return cases.order_by("-opened_on", "id")


def cases_on_subjects(subject_ids: list[UUID], *, on: date, but: Case | None = None) -> list[Overlap]:
    """List open and recent cases on some subjects, open ones first. What is out of reach is not hinted at."""
    if not subject_ids:
        return []
    links = (
        CaseSubject.objects.filter(subject_id__in=subject_ids, case__in=Case.objects.all())
        .exclude(case__step=Step.CLOSED, case__entered_on__lt=on - timedelta(days=RECENT_DAYS))
        .exclude(case__outcome=Outcome.TRANSFERRED)
        .select_related("case__owner_agency")
        .order_by("-case__opened_on", "case_id")
    )
    if but is not None:
        links = links.exclude(case_id=but.id)
    seen: dict[UUID, Overlap] = {}
    for link in links:
        is_open = link.case.step != Step.CLOSED
        seen.setdefault(link.case_id, Overlap(link.case, link.subject_id, is_open))
    return sorted(seen.values(), key=lambda overlap: not overlap.is_open)
