"""What of cases hangs on an officer: those he leads or works on, until they are closed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.agencies.models import Officer
from minhbach.domains.agencies.types import HandedKind, Hanging, TakesOver
from minhbach.domains.cases.acts.assign import Assigned
from minhbach.domains.cases.models import CaseOfficer
from minhbach.domains.cases.selectors import access_case, case_state
from minhbach.domains.cases.services import do
from minhbach.domains.cases.types import Step


def held(person: Officer, _on: date) -> Iterator[Hanging]:
    rows = CaseOfficer.objects.filter(officer=person).exclude(case__step=Step.CLOSED).select_related("case")
    for row in rows.order_by("case__due_on", "case__code"):
        case, role = row.case, _("phụ trách") if row.is_leader else _("cùng tham gia")
        yield Hanging(case.pk, f"{case.code} ({role})", case.title, case.due_on)


def give(takes: TakesOver, case_id: UUID) -> None:
    """Put the receiver in the place that the person had in a case."""
    case = access_case(takes.officer, case_id)
    state, old, new = case_state(case), str(takes.person.pk), str(takes.receiver.pk)
    leader = new if state.leader_id == old else state.leader_id or new
    others = tuple(new if one == old else one for one in state.officer_ids)
    do(officer=takes.officer, at=takes.at, case=case, fact=Assigned(leader_id=leader, officer_ids=others))


HANDED = HandedKind(
    code="cases.case",
    label=_lazy("Vụ việc"),
    held=held,
    give=give,
    url=lambda case_id: reverse("cases:case", args=[case_id]),
    place=10,
)
