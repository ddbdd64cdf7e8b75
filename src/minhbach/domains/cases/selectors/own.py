"""Which case is an officer's own work."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from minhbach.domains.agencies.models import Officer
from minhbach.domains.agencies.selectors import held_posts
from minhbach.domains.agencies.types import Role
from minhbach.domains.cases.models import Case, CaseAbove
from minhbach.domains.cases.selectors.above import deciding_for
from minhbach.domains.cases.types.codes import Step
from minhbach.foundation.clock import local_date


def own_case_about(officer: Officer, subject_ids: Collection[UUID], *, at: datetime) -> str:
    """Return the code of an open case about one of some subjects that an officer works on, heads, or is to decide."""
    headed = {post.agency_id for post in held_posts(officer, on=local_date(at)) if post.role == Role.HEAD}
    about = Case.objects.filter(case_subjects__subject_id__in=subject_ids).exclude(step=Step.CLOSED)
    asked = CaseAbove.objects.filter(agency_id__in=deciding_for(officer, on=local_date(at))).values("case_id")
    own = about.filter(Q(case_officers__officer=officer) | Q(owner_agency_id__in=headed) | Q(id__in=asked))
    return own.order_by("opened_on", "id").values_list("code", flat=True).first() or ""
