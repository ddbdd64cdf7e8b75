"""What of leads hangs on an officer: those he verifies."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.agencies.models import Officer, Post
from minhbach.domains.agencies.types import HandedKind, Hanging, TakesOver
from minhbach.domains.screening.models import Lead
from minhbach.domains.screening.policies import VERIFIERS
from minhbach.domains.screening.refusals import AssigneeElsewhere
from minhbach.domains.screening.selectors import access_lead
from minhbach.domains.screening.selectors.assignees import Assignee
from minhbach.domains.screening.services.assigning import assign_lead
from minhbach.domains.screening.types import LeadState
from minhbach.foundation.clock import local_date


def held(person: Officer, _on: date) -> Iterator[Hanging]:
    rows = Lead.objects.filter(taken_by=person, state=LeadState.TAKEN).order_by("due_on", "-score", "id")
    for lead in rows:
        yield Hanging(lead.pk, lead.title, lead.platform, lead.due_on)


def give(takes: TakesOver, lead_id: UUID) -> None:
    """Give a lead to the receiver, by the day it has: in the unit it was given to, else in his own."""
    lead = access_lead(takes.officer, lead_id, at=takes.at)
    posts = Post.objects.on(local_date(takes.at)).filter(officer=takes.receiver, role__in=VERIFIERS)
    units = [post.agency for post in posts.select_related("agency").order_by("valid_from", "id")]
    if not units:
        raise AssigneeElsewhere(name=takes.receiver.full_name, unit=lead.owner_agency.short_name)
    unit = next((one for one in units if one.pk == lead.assigned_unit_id), units[0])
    assign_lead(officer=takes.officer, at=takes.at, lead=lead, to=Assignee(unit, takes.receiver), due_on=lead.due_on)


HANDED = HandedKind(
    code="screening.lead",
    label=_lazy("Tin dấu hiệu đang thẩm tra"),
    held=held,
    give=give,
    url=lambda lead_id: reverse("screening:lead", args=[lead_id]),
    place=20,
)
