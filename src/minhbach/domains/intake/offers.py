"""What rooms above put on the page of a report."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from uuid import UUID

from django.utils.functional import Promise

from minhbach.foundation.office import offered


@dataclass(frozen=True)
class ReportAct:
    """What may be done about a report in a room above, offered to those who hold ROLES."""

    label: str | Promise
    icon: str
    roles: frozenset[str]
    url: Callable[[UUID], str]


@dataclass(frozen=True)
class CaseDoor:
    """Where the case that was opened from a report stands; STAGE is empty for whoever does not see it."""

    url: Callable[[UUID], str]
    stage: Callable[[UUID], str]


def report_acts(roles: Collection[str]) -> list[ReportAct]:
    return [act for act in offered(ReportAct) if act.roles & set(roles)]


def case_door() -> CaseDoor | None:
    return next(iter(offered(CaseDoor)), None)
