"""Fetching a case for somebody, and what it was at a moment."""

from __future__ import annotations

from datetime import datetime
from typing import Any, cast
from uuid import UUID

from django.db.models import QuerySet

from minhbach.domains.agencies.models import Officer
from minhbach.domains.cases.codec import read_entry
from minhbach.domains.cases.models import Case, CaseAbove, CaseAgency, CaseEvent
from minhbach.domains.cases.refusals import CaseNotFound
from minhbach.domains.cases.replay import replay
from minhbach.domains.cases.types.state import CaseState, Entry
from minhbach.domains.documents.selectors import documents_of
from minhbach.domains.documents.types import Target


def visible_cases() -> QuerySet[Case]:
    """List the cases within the reach in force, with owner and place."""
    return cast("QuerySet[Case]", Case.objects.select_related("owner_agency", "place").order_by("-opened_on", "id"))


def access_case(officer: Officer, case_id: UUID) -> Case:
    """Fetch a case that the officer's reach covers.

    Raises: CaseNotFound, whether there is none or it is not theirs to see.
    """
    case: Case | None = Case.objects.select_related("owner_agency__parent", "place").filter(id=case_id).first()
    if case is None:
        raise CaseNotFound
    return case


def case_in_reach(case_id: UUID) -> Case:
    """Fetch a case within the reach in force.

    Raises: CaseNotFound.
    """
    case: Case | None = Case.objects.select_related("owner_agency", "place").filter(id=case_id).first()
    if case is None:
        raise CaseNotFound
    return case


def case_seen(case_id: UUID) -> Case | None:
    """Fetch a case where the reach in force covers it; a room below shows it, or only that there is one."""
    found: Case | None = Case.objects.filter(id=case_id).first()
    return found


def agencies_taking_part(case: Case) -> set[UUID]:
    """Return the agencies that take part in a case besides its owner: joined, issuing its papers, asked to decide."""
    issuing = documents_of(Target("cases.case", case.pk)).order_by().values_list("issuing_agency_id", flat=True)
    asked = CaseAbove.objects.filter(case=case).values_list("agency_id", flat=True)
    return {*CaseAgency.objects.filter(case=case).values_list("agency_id", flat=True), *issuing, *asked}


def entries_of(case: Case) -> list[Entry[Any]]:
    """Read every entry of a case, in order, those out of account too."""
    return [read_entry(event) for event in CaseEvent.objects.filter(case=case).order_by("sequence")]


def case_state(case: Case, as_of: datetime | None = None) -> CaseState:
    """Recompute what a case is, or what it was known to be at a moment."""
    return replay(entries_of(case), as_of=as_of)
