"""What a head asked before an inspection without notice, and a case by its code."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from minhbach.domains.agencies.models import Agency, Duty, Officer
from minhbach.domains.agencies.selectors import duties_on, has_role
from minhbach.domains.agencies.types import Role
from minhbach.domains.cases.models import Case
from minhbach.domains.cases.types.codes import Step
from minhbach.domains.inspections.selectors import last_look
from minhbach.foundation.clock import local_date

# While an inspection is proposed and ordered.
LOOKS_AT = (Step.PROPOSAL, Step.INSPECTION_ORDER)


@dataclass(frozen=True)
class Around:
    """Whether a head may ask who else is at work, and the last answer: when, which agencies, whom to call there."""

    asked_at: datetime | None
    others: tuple[tuple[Agency, tuple[Duty, ...]], ...]


def around_of(officer: Officer, case: Case, *, at: datetime) -> Around | None:
    """Return what a head may read before ordering an inspection; None for anybody else, and at any other step."""
    on = local_date(at)
    if case.step not in LOOKS_AT or not has_role(officer, Role.HEAD, on=on, agency=case.owner_agency):
        return None
    look = last_look(officer, case.pk)
    agencies = list(Agency.objects.filter(pk__in=look.agencies or []).order_by("sort_key")) if look else []
    duties = duties_on([one.pk for one in agencies], on) if agencies else []
    others = tuple((one, tuple(duty for duty in duties if duty.agency_id == one.pk)) for one in agencies)
    return Around(look.created_at if look else None, others)


def case_by_code(code: str) -> UUID | None:
    """Return a case in reach by its code."""
    found: UUID | None = Case.objects.filter(code=code).values_list("pk", flat=True).first()
    return found


def code_of(case_id: UUID) -> str:
    """Return the code of a case; of one out of reach nothing."""
    return str(Case.objects.filter(pk=case_id).values_list("code", flat=True).first() or "")
