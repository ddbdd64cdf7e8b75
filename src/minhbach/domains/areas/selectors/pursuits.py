"""Sellers behind accounts whom nobody has identified, and what was asked of whom about them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from minhbach.domains.agencies.models import Officer
from minhbach.domains.agencies.selectors import has_role
from minhbach.domains.areas.models import Pursuit
from minhbach.domains.areas.selectors.reading import of_seen, one_of
from minhbach.domains.cases.selectors import cases_of_subject
from minhbach.domains.documents.models import OfficialDocument
from minhbach.domains.documents.types import State
from minhbach.domains.enquiries.models import Enquiry
from minhbach.domains.enquiries.selectors import visible_enquiries
from minhbach.domains.screening.models import Lead
from minhbach.domains.screening.selectors import READERS
from minhbach.domains.subjects.models import Identifier, Statement
from minhbach.domains.subjects.selectors import visible_subjects
from minhbach.domains.subjects.types import SubjectKind
from minhbach.foundation.clock import local_date
from minhbach.foundation.scope import current_access

MOST_OF_EACH = 10


@dataclass(frozen=True)
class Asked:
    """What was done to find out who somebody is, as far as the reader may see: questions, issued papers, leads."""

    enquiries: list[Enquiry]
    papers: list[OfficialDocument]
    leads: list[Lead]


def unknown_sellers() -> QuerySet[Any]:
    """List the sellers in reach who are not identified, with who of the reader's units looks for them and how far."""
    own = Pursuit.objects.filter(
        subject=OuterRef("pk"), ended_on__isnull=True, owner_agency_id__in=current_access().agency_ids
    ).order_by("created_at", "id")
    rows: QuerySet[Any] = (
        visible_subjects()
        .filter(kind=SubjectKind.UNKNOWN)
        .annotate(
            pursuit=Subquery(own.values("pk")[:1]),
            pursuer=Subquery(own.values("officer__full_name")[:1]),
            pursuer_id=Subquery(own.values("officer_id")[:1]),
            next_step=Subquery(own.values("next_step")[:1]),
            next_on=Subquery(own.values("next_on")[:1]),
        )
        .order_by(F("created_at").desc(), "id")
    )
    return rows


def pursuits_of(subject_ids: list[UUID]) -> QuerySet[Any]:
    rows = of_seen(Pursuit).filter(subject_id__in=subject_ids).select_related("officer").prefetch_related("notes")
    return rows.order_by("-created_at", "-id")


def get_pursuit(pursuit_id: UUID) -> Pursuit:
    """Raises: AreaNotFound."""
    found: Pursuit = one_of(of_seen(Pursuit).select_related("officer"), pursuit_id)
    return found


def asked_about(officer: Officer, subject_ids: list[UUID], *, at: datetime) -> Asked:
    """Gather what was asked of whom about some subjects."""
    stated = Statement.objects.filter(subject_id__in=subject_ids, retracted_at__isnull=True).values("identifier_id")
    values = Q()
    for node in Identifier.objects.filter(pk__in=stated)[: 5 * MOST_OF_EACH]:
        values |= Q(kind=node.kind, canonical=node.canonical)
    enquiries = list(visible_enquiries().filter(values)[:MOST_OF_EACH]) if values else []
    case_ids = [case.id for one in subject_ids for case in cases_of_subject(one)]
    papers = OfficialDocument.objects.filter(
        target_type="cases.case", target_id__in=case_ids, state__in=(State.ISSUED, State.FILED)
    )
    may_read_leads = has_role(officer, *READERS, on=local_date(at))
    leads = Lead.objects.filter(subject_id__in=subject_ids).order_by("-first_seen_at", "id")
    return Asked(
        enquiries,
        list(papers.order_by("-created_at", "id")[:MOST_OF_EACH]),
        list(leads[:MOST_OF_EACH]) if may_read_leads else [],
    )
