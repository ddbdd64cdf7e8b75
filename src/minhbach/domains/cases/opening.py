"""A case that is opened to another agency opens whom it is about; closed again, it closes no more than it opened."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from minhbach.domains.agencies.models import Agency
from minhbach.domains.cases.models import Case, CaseEvent, CaseSubject
from minhbach.foundation.scope.access import current_access
from minhbach.foundation.scope.models import Share, share_with, stop_sharing_with


def open_case(case: Case, agency: Agency, *, officer_id: UUID, at: datetime) -> None:
    """Open a case and whom it is about; what another agency owns is that one's to open."""
    share_with(case, agency, officer_id=officer_id, at=at)
    open_people(case, [agency], officer_id=officer_id, at=at)


def open_people(case: Case, agencies: Collection[Agency], *, officer_id: UUID | None, at: datetime) -> None:
    """Open whom a case is about, now, to agencies that it is open to."""
    own = current_access().agency_ids
    for link in CaseSubject.objects.filter(case=case).select_related("subject"):
        if link.subject.owner_agency_id in own:
            for agency in agencies:
                share_with(link.subject, agency, officer_id=officer_id, at=at)


def close_case(case: Case, agency: Agency) -> None:
    """Close a case, and of its people whom an entry of a case opened and no other case opens to the same agency."""
    stop_sharing_with(case, agency)
    for link in CaseSubject.objects.filter(case=case).select_related("subject"):
        if not _is_open_otherwise(case, link, agency):
            stop_sharing_with(link.subject, agency)


def _is_open_otherwise(case: Case, link: CaseSubject, agency: Agency) -> bool:
    # Of any case: the one that opened a person first may have been closed before this one.
    moments = CaseEvent.objects.filter(case__case_subjects__subject_id=link.subject_id).values("recorded_at")
    opened_by_cases = Share.objects.filter(record_id=link.subject_id, agency=agency, shared_at__in=moments)
    others = CaseSubject.objects.filter(subject_id=link.subject_id).exclude(case=case).values("case_id")
    return not opened_by_cases.exists() or Share.objects.filter(record_id__in=others, agency=agency).exists()
