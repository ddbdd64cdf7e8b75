"""What was taken along, what came back, and what of it waits for somebody."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast
from uuid import UUID

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from minhbach.domains.agencies.models import Officer
from minhbach.domains.agencies.selectors import held_posts
from minhbach.domains.agencies.types import Role
from minhbach.domains.cases.models import Case, CaseOfficer, FieldEntry, FieldKit
from minhbach.domains.cases.refusals import KitUnknown
from minhbach.domains.cases.types.field import LINES, OPEN_STATES, TAKEN_AT, FieldKind, FieldState
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages.work import MOST_COUNTED, Asked, Kind, WorkItem
from minhbach.foundation.refusals import NotFound
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from minhbach.foundation.templatetags.minhbach import number
from minhbach.foundation.writing import write_capped

# So many cases a desk names one by one; of the others it says how many.
ON_DESK = 15


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


def others_to_take(officer: Officer, case: Case) -> QuerySet[Case]:
    """List what else an officer has to inspect and may take along with a case."""
    rows = Case.objects.filter(case_officers__officer=officer, step__in=TAKEN_AT).exclude(pk=case.pk)
    return cast("QuerySet[Case]", rows.order_by("code"))


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
    """List what stands beside the file of a case: notes, what waits, and whatever somebody has dealt with."""
    rows = FieldEntry.objects.select_related("kit__officer", "settled_by").filter(case=case)
    return list(rows.exclude(state=FieldState.ENTERED, settled_at=None).order_by("made_at", "id"))


def unread_answers(officer: Officer, case: Case) -> int:
    """Count the entries of a case whose sender has not read what became of them."""
    count: int = unread_by(officer, FieldEntry.objects.filter(case=case)).count()
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
    told = {"case": "id", "code": "code", "title": "title", "agency": "owner_agency_id", "count": "entry_count"}
    yield Asked(_cases_of(waits, "received_at"), told, ON_DESK, _say_waiting)
    yield Asked(_cases_of(unread_by(officer, FieldEntry.objects.all()), "settled_at"), told, ON_DESK, _say_answered)


def _cases_of(entries: QuerySet[FieldEntry], since: str) -> QuerySet[Case]:
    """List the cases of some entries with how many there are of each, that with the oldest first."""
    of_case = entries.filter(case=OuterRef("pk")).order_by().values("case")
    rows = Case.objects.filter(pk__in=entries.order_by().values("case")).annotate(
        entry_count=Subquery(of_case.annotate(number=Count("pk")).values("number")),
        waits_since=Subquery(of_case.annotate(first=Min(since)).values("first")),
    )
    return cast("QuerySet[Case]", rows.order_by("waits_since", "id"))


def unread_by(officer: Officer, rows: QuerySet[FieldEntry]) -> QuerySet[FieldEntry]:
    """Keep what an officer sent himself, somebody has dealt with, and he has not read of."""
    return rows.filter(kit__officer=officer, settled_at__isnull=False, read_at=None)


def _say_waiting(rows: list[dict[str, Any]], others: int) -> Iterator[WorkItem]:
    for one in rows:
        yield WorkItem(
            Kind.DECIDE,
            what=_("Đối chiếu %(count)s mục ghi tại hiện trường") % {"count": number(one["count"])},
            about=_("%(code)s · %(title)s") % one,
            url=f"{reverse('cases:field_entries')}?q={one['code']}",
            act=_("Xem"),
            agency_id=UUID(one["agency"]),
            count=one["count"],
        )
    if others:
        words = _("Đối chiếu mục ghi tại hiện trường của %(count)s vụ việc khác")
        told = words % {"count": write_capped(others, MOST_COUNTED)}
        yield WorkItem(Kind.DECIDE, told, "", reverse("cases:field_entries"), _("Xem"), count=others)


def _say_answered(rows: list[dict[str, Any]], others: int) -> Iterator[WorkItem]:
    for one in rows:
        yield WorkItem(
            Kind.CASE,
            what=_("%(count)s mục bạn gửi từ hiện trường đã được giải quyết") % {"count": number(one["count"])},
            about=_("%(code)s · %(title)s") % one,
            url=f"{reverse('cases:evidence', args=[one['case']])}#hien-truong",
            act=_("Xem"),
            agency_id=UUID(one["agency"]),
            count=one["count"],
        )
    if others:
        words = _("Mục bạn gửi từ hiện trường của %(count)s vụ việc khác đã được giải quyết")
        told = words % {"count": write_capped(others, MOST_COUNTED)}
        yield WorkItem(Kind.CASE, told, "", f"{reverse('cases:field_entries')}?read=mine", _("Xem"), count=others)


def lines_named(minutes: FieldEntry) -> list[FieldEntry]:
    """List the lines that minutes name, as they came."""
    named = [str(one) for one in minutes.content.get("lines", []) if isinstance(one, str)]
    rows = FieldEntry.objects.filter(kit=minutes.kit_id, kind__in=LINES).order_by("made_at", "id")
    return [one for one in rows if str(one.pk) in named] if minutes.kind == FieldKind.MINUTES else []
