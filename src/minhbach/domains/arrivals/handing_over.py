"""What of papers that arrived hangs on an officer: those the head gave him and he has not dealt with."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.agencies.models import Officer
from minhbach.domains.agencies.types import HandedKind, Hanging, TakesOver
from minhbach.domains.arrivals.models import Arrival
from minhbach.domains.arrivals.selectors import get_arrival
from minhbach.domains.arrivals.services import instruct
from minhbach.domains.arrivals.types import State


def held(person: Officer, _on: date) -> Iterator[Hanging]:
    rows = Arrival.objects.filter(assignee=person, state=State.ASSIGNED).order_by("due_on", "year", "number")
    for arrival in rows:
        yield Hanging(
            arrival.pk,
            _("Số đến %(number)s/%(year)s") % {"number": arrival.number, "year": arrival.year},
            arrival.abstract,
            arrival.due_on,
        )


def give(takes: TakesOver, arrival_id: UUID) -> None:
    """Let the head's word stand, with its day, for the receiver."""
    arrival = get_arrival(arrival_id)
    instruct(
        officer=takes.officer, at=takes.at, arrival=arrival, instruction=arrival.instruction,
        assignee=takes.receiver, due_on=arrival.due_on,
    )  # fmt: skip


HANDED = HandedKind(
    code="arrivals.arrival",
    label=_lazy("Văn bản đến"),
    held=held,
    give=give,
    url=lambda arrival_id: reverse("arrivals:arrival", args=[arrival_id]),
    place=40,
)
