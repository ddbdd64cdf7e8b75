"""The unit as its head sees it at seven: who has what late, what is due next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import FilteredRelation, Q
from django.urls import reverse

from minhbach.domains.agencies.models import Officer
from minhbach.domains.agencies.selectors import held_posts, units_below
from minhbach.domains.agencies.types import Role
from minhbach.domains.cases.models import Case
from minhbach.domains.cases.types.codes import Step
from minhbach.foundation.pages.work import Card
from minhbach.foundation.scope.access import current_access
from minhbach.foundation.writing import write_capped

# Clocks looked at, the earliest first: more than a province has running, and no more than a page can count.
MOST_WATCHED = 1_000
# Who is named above the desk; all stand in the table below it.
OFFICERS_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Watched:
    """A case of the unit on which a clock runs, and who leads it."""

    case_id: UUID
    code: str
    title: str
    step: str
    due_on: date
    clock_row: str
    agency_id: UUID
    agency_name: str
    agency_sort_key: str
    officer_id: UUID | None
    officer_name: str | None


def watch(officer: Officer, *, on: date) -> list[Watched]:
    """List the running clocks of the units an officer is head of, the earliest first."""
    posts = held_posts(officer, on=on)
    headed = {post.agency_id for post in posts if post.role == Role.HEAD}
    if not headed:
        return []
    # Who is head wherever a post is held is head of all within reach: it was worked out for the request.
    is_all = headed == {post.agency_id for post in posts}
    units = current_access().agency_ids if is_all else units_below(headed)
    rows = (
        Case.objects.filter(owner_agency_id__in=units, due_on__isnull=False)
        .exclude(step=Step.CLOSED)
        .annotate(leader=FilteredRelation("case_officers", condition=Q(case_officers__is_leader=True)))
        .order_by("due_on", "id")
        .values_list(
            "id", "code", "title", "step", "due_on", "clock_row", "owner_agency_id", "owner_agency__short_name",
            "owner_agency__sort_key", "leader__officer_id", "leader__officer__full_name",
        )
    )  # fmt: skip
    return [Watched(*row) for row in rows[: MOST_WATCHED + 1]]


@dataclass
class Load:
    """What one officer, or one unit, has running: late, due soon, and the next day on which something is due."""

    name: str
    query: str
    late: int = 0
    soon: int = 0
    next_on: date | None = None
    officers: dict[str, Load] = field(default_factory=dict)

    def add(self, due_on: date, *, today: date, soon: date) -> None:
        self.late += due_on < today
        self.soon += today <= due_on <= soon
        if due_on >= today and (self.next_on is None or due_on < self.next_on):
            self.next_on = due_on

    @property
    def is_pressed(self) -> bool:
        return bool(self.late or self.soon)

    @property
    def late_text(self) -> str:
        return write_capped(self.late, MOST_WATCHED)

    @property
    def soon_text(self) -> str:
        return write_capped(self.soon, MOST_WATCHED)

    @property
    def url(self) -> str:
        return f"{reverse('cases:list')}?{self.query}&sort=due"

    @property
    def late_url(self) -> str:
        return f"{self.url}&clock=late"

    @property
    def soon_url(self) -> str:
        return f"{self.url}&clock=soon"


def unit_cards(watched: Iterable[Watched], *, today: date, soon: date) -> list[Card]:
    """Lay the running clocks out by unit and officer, those who are late first; above all who they are, in one line."""
    units: dict[UUID, Load] = {}
    for one in sorted(watched, key=lambda one: one.agency_sort_key):
        unit = units.setdefault(one.agency_id, Load(one.agency_name, f"agency={one.agency_id}"))
        whose = str(one.officer_id or "none")
        query = f"officer={whose}&agency={one.agency_id}"
        person = unit.officers.setdefault(whose, Load(one.officer_name or "", query))
        for load in (unit, person):
            load.add(one.due_on, today=today, soon=soon)
    shown = _shown(list(units.values()))
    cards = [Card("cases/desk_unit.html", shown, place=20)]
    if pressed := [one for row in shown["units"] for one in row["officers"]]:
        first = sorted(pressed, key=lambda one: (-one.late, -one.soon, one.name))
        shown = {"officers": first[:OFFICERS_SHOWN], "others": len(first[OFFICERS_SHOWN:])}
        cards.append(Card("cases/desk_pressed.html", shown, place=20, is_first=True))
    return cards


def _shown(units: list[Load]) -> Mapping[str, Any]:
    pressed = [
        {"unit": unit, "officers": sorted(people, key=lambda one: (-one.late, -one.soon, one.name))}
        for unit in units
        if (people := [one for one in unit.officers.values() if one.is_pressed])
    ]
    calm = [one for unit in units for one in unit.officers.values() if not one.is_pressed and one.name]
    return {
        "units": pressed,
        "calm": sorted(calm, key=lambda one: one.next_on or date.max),
        "late": write_capped(sum(unit.late for unit in units), MOST_WATCHED),
        "soon": write_capped(sum(unit.soon for unit in units), MOST_WATCHED),
    }
