"""What was taken along, what came back, and what of it waits for somebody."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from minhbach.domains.agencies.models import Officer
from minhbach.domains.agencies.selectors import held_posts
from minhbach.domains.agencies.types import Role
from minhbach.domains.cases.models import Case, CaseOfficer, FieldEntry, FieldKit
from minhbach.domains.cases.refusals import KitUnknown
from minhbach.domains.cases.types.field import LINES, OPEN_STATES, FieldKind, FieldState
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages.work import Asked, Kind, WorkItem
from minhbach.foundation.refusals import NotFound
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM

ON_DESK = 50


@dataclass(frozen=True)
class Answer:
    """What became of an entry, as its sender's device is told."""

    id: UUID
    state: FieldState
    reason: str
    word: str


def own_kit(officer: Officer, kit_id: UUID) -> FieldKit:
    """Fetch what an officer took along himself, of a case that he sees.

    Raises: KitUnknown.
    """
    kit: FieldKit | None = (
        FieldKit.objects.select_related("case__owner_agency", "case__place").filter(pk=kit_id, officer=officer).first()
    )
    if kit is None:
        raise KitUnknown
    return kit


def answers_of(officer: Officer, kit_id: UUID) -> list[Answer]:
    """Return what became of all that an officer sent of a kit of his, whatever became of the case meanwhile."""
    with acting_as(SYSTEM):
        rows = FieldEntry.objects.filter(kit=kit_id, kit__officer=officer)
        found = list(rows.values_list("id", "state", "reason", "word"))
    return [Answer(id_, FieldState(state), reason, word) for id_, state, reason, word in found]


def entries_in_reach() -> QuerySet[FieldEntry]:
    """List what came from the field, the latest first."""
    rows = FieldEntry.objects.select_related("kit__officer", "case__owner_agency", "settled_by")
    return cast("QuerySet[FieldEntry]", rows.order_by("-received_at", "id"))


def waiting(rows: QuerySet[FieldEntry], *, today: date) -> QuerySet[FieldEntry]:
    """Keep what waits for somebody: what does not fit, and what the day it was taken along for left without minutes."""
    is_left = Q(state=FieldState.WAITING) | Q(kit__day__lt=today)
    return rows.filter(is_left, state__in=OPEN_STATES)


def field_entry(entry_id: UUID) -> FieldEntry:
    """Fetch an entry within reach.

    Raises: NotFound.
    """
    entry: FieldEntry | None = entries_in_reach().filter(pk=entry_id).first()
    if entry is None:
        raise NotFound
    return entry


def field_entries_of(case: Case) -> list[FieldEntry]:
    """List what stands beside the file of a case: notes, what waits, and what was not taken."""
    rows = FieldEntry.objects.select_related("kit__officer", "settled_by").filter(case=case)
    return list(rows.exclude(state=FieldState.ENTERED).order_by("made_at", "id"))


def unread_answers(officer: Officer, case: Case) -> int:
    """Count the entries of a case whose sender has not read what became of them."""
    count: int = _unread(officer).filter(case=case).count()
    return count


def work_of_field(officer: Officer, *, at: datetime) -> Iterator[Asked]:
    """Ask for what waits for the one who leads its case, or for the head where he sent it himself; and for answers."""
    on = local_date(at)
    headed = [post.agency_id for post in held_posts(officer, on=on) if post.role == Role.HEAD]
    leaders = CaseOfficer.objects.filter(case=OuterRef("case"), is_leader=True)
    another_leads = Exists(leaders.exclude(officer=OuterRef("kit__officer")))
    mine = Exists(leaders.filter(officer=officer))
    owned = Q(case__owner_agency__in=headed) | Q(case__owner_agency__parent__in=headed)
    of_me = Q(mine) | (owned & ~Q(another_leads)) if headed else Q(mine)
    waits = waiting(FieldEntry.objects.filter(of_me).exclude(kit__officer=officer), today=on)
    told = {"case": "case_id", "code": "case__code", "title": "case__title", "agency": "case__owner_agency_id"}
    yield Asked(waits.order_by("received_at", "id"), told, ON_DESK, _say_waiting)
    yield Asked(_unread(officer).order_by("settled_at", "id"), told, ON_DESK, _say_answered)


def _unread(officer: Officer) -> QuerySet[FieldEntry]:
    rows = FieldEntry.objects.filter(kit__officer=officer, settled_at__isnull=False, read_at=None)
    return cast("QuerySet[FieldEntry]", rows)


def _say_waiting(rows: list[dict[str, Any]], _others: int) -> Iterator[WorkItem]:
    for one, count in _by_case(rows):
        yield WorkItem(
            Kind.DECIDE,
            what=_("Đối chiếu %(count)s mục ghi tại hiện trường") % {"count": count},
            about=_("%(code)s · %(title)s") % one,
            url=f"{reverse('cases:field_entries')}?q={one['code']}",
            act=_("Xem"),
            agency_id=UUID(one["agency"]),
            count=count,
        )


def _say_answered(rows: list[dict[str, Any]], _others: int) -> Iterator[WorkItem]:
    for one, count in _by_case(rows):
        yield WorkItem(
            Kind.CASE,
            what=_("%(count)s mục bạn gửi từ hiện trường đã được giải quyết") % {"count": count},
            about=_("%(code)s · %(title)s") % one,
            url=f"{reverse('cases:evidence', args=[one['case']])}#hien-truong",
            act=_("Xem"),
            agency_id=UUID(one["agency"]),
            count=count,
        )


def _by_case(rows: list[dict[str, Any]]) -> list[tuple[dict[str, Any], int]]:
    counted: dict[str, tuple[dict[str, Any], int]] = {}
    for one in rows:
        counted[one["case"]] = (one, counted.get(one["case"], (one, 0))[1] + 1)
    return list(counted.values())


def lines_named(minutes: FieldEntry) -> list[FieldEntry]:
    """List the lines that minutes name, as they came."""
    named = [str(one) for one in minutes.content.get("lines", []) if isinstance(one, str)]
    rows = FieldEntry.objects.filter(kit=minutes.kit_id, kind__in=LINES).order_by("made_at", "id")
    return [one for one in rows if str(one.pk) in named] if minutes.kind == FieldKind.MINUTES else []
