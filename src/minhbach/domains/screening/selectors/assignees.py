"""Reads: to whom a head or leader may give leads."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from minhbach.domains.agencies.models import Agency, Officer, Post
from minhbach.domains.agencies.selectors import units_below
from minhbach.domains.screening import policies

# Beyond so many posts a list to choose from is none: units are then offered without their people.
MOST_OFFERED = 400


@dataclass(frozen=True)
class Assignee:
    """A unit, or one officer of it."""

    unit: Agency
    person: Officer | None = None

    def __str__(self) -> str:
        return f"{self.person.full_name}, {self.unit.short_name}" if self.person else str(self.unit.short_name)

    @property
    def code(self) -> str:
        """What a form sends back; the web reads it again."""
        return f"{self.unit.pk}:{self.person.pk}" if self.person else str(self.unit.pk)


@dataclass(frozen=True)
class UnitOffered:
    """A unit with those of it who verify leads."""

    unit: Assignee
    people: tuple[Assignee, ...]


def assignees_for(posts: Iterable[Post], *, on: date) -> list[UnitOffered]:
    """List the units that some posts lead, with those who verify leads there."""
    led = {post.agency_id for post in posts if post.role in policies.ASSIGNERS}
    if not led:
        return []
    rows = (
        Post.objects.on(on)
        .filter(agency_id__in=units_below(led), role__in=policies.VERIFIERS, officer__is_active=True)
        .select_related("officer", "agency")
        .order_by("agency__sort_key", "agency_id", "officer__sort_key", "officer_id", "id")
    )
    held = list(rows[: MOST_OFFERED + 1])
    offered: dict[Agency, dict[Officer, Assignee]] = {}
    for post in held:
        people = offered.setdefault(post.agency, {})
        if len(held) <= MOST_OFFERED or post.agency_id in led:
            people.setdefault(post.officer, Assignee(post.agency, post.officer))
    return [UnitOffered(Assignee(unit), tuple(people.values())) for unit, people in offered.items()]
