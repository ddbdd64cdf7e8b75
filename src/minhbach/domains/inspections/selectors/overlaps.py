"""Overlaps of plans: of one plan, of one's agencies, and how many there were."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from minhbach.domains.agencies.models import Duty, Officer
from minhbach.domains.agencies.selectors import duties_on, held_posts
from minhbach.domains.inspections.models import Overlap, Plan, PlanItem, Word
from minhbach.domains.inspections.policies import APPROVERS, SPEAKERS
from minhbach.domains.inspections.refusals import OverlapNotFound
from minhbach.domains.inspections.types import TOLD, OverlapState
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages.work import MOST_COUNTED, Asked, Kind, WorkItem
from minhbach.foundation.writing import write_capped

ON_DESK = 10


@dataclass(frozen=True)
class OverlapLine:
    """An overlap with what its reader may see of the other's item, and whom to call there."""

    overlap: Overlap
    other: PlanItem | None
    duties: tuple[Duty, ...]


def visible_overlaps() -> QuerySet[Any]:
    """List the overlaps of one's agencies that both sides know of, the latest first."""
    rows: QuerySet[Any] = Overlap.objects.filter(state__in=TOLD).select_related("owner_agency", "other_agency")
    return rows.order_by("-created_at", "-id")


def get_overlap(overlap_id: UUID) -> Overlap:
    """Raises: OverlapNotFound."""
    rows = Overlap.objects.select_related("owner_agency", "other_agency")
    found: Overlap | None = rows.filter(pk=overlap_id, state__in=TOLD).first()
    if found is None:
        raise OverlapNotFound
    return found


def overlaps_of(plan: Plan, *, on: date) -> Mapping[UUID, list[OverlapLine]]:
    """Return the overlaps of a plan by its items."""
    rows = list(Overlap.objects.filter(plan=plan).select_related("other_agency").order_by("created_at", "id"))
    found: dict[UUID, list[OverlapLine]] = defaultdict(list)
    for line in lines_of(rows, on=on):
        found[line.overlap.item_id].append(line)
    return found


def lines_of(rows: Collection[Overlap], *, on: date) -> list[OverlapLine]:
    """Add to overlaps what their reader may see of the other's plan, and who is on duty there."""
    if not rows:
        return []
    others = PlanItem.objects.select_related("plan", "unit", "subject").in_bulk([row.other_item_id for row in rows])
    duties: dict[UUID, list[Duty]] = defaultdict(list)
    for duty in duties_on({row.other_agency_id for row in rows}, on):
        duties[duty.agency_id].append(duty)
    return [OverlapLine(row, others.get(row.other_item_id), tuple(duties[row.other_agency_id])) for row in rows]


@dataclass(frozen=True)
class OverlapShown:
    """One overlap: both items, each where its reader may see it, who is on duty on either side, what was said."""

    item: PlanItem | None
    other: PlanItem | None
    duties: tuple[Duty, ...]
    words: tuple[Word, ...]


def overlap_shown(overlap: Overlap, *, on: date) -> OverlapShown:
    """Gather what the page of an overlap shows."""
    items = PlanItem.objects.select_related("plan", "unit", "leader", "subject")
    found = items.in_bulk([overlap.item_id, overlap.other_item_id])
    said = Word.objects.filter(overlap=overlap).select_related("officer", "agency").order_by("at", "id")
    return OverlapShown(
        found.get(overlap.item_id),
        found.get(overlap.other_item_id),
        tuple(duties_on([overlap.owner_agency_id, overlap.other_agency_id], on)),
        tuple(said),
    )


def figures(agency_ids: Collection[UUID], *, on: date) -> dict[OverlapState, int]:
    """Count the overlaps of some agencies' plans by what each had come to by the end of a day: of the latest ones."""
    last = Word.objects.filter(overlap=OuterRef("pk"), at__date__lte=on).exclude(state="").order_by("-at", "-id")
    rows = Overlap.objects.filter(Q(owner_agency_id__in=agency_ids) | Q(other_agency_id__in=agency_ids))
    states = rows.annotate(then=Subquery(last.values("state")[:1])).values_list("then", flat=True)
    latest = states.order_by("-created_at", "id")[: MOST_COUNTED + 1]
    return {OverlapState(state): count for state, count in Counter(latest).items() if state}


def work_items(officer: Officer, *, at: datetime) -> Iterator[Asked]:
    """Ask for the overlaps about which one's unit is asked, and those of its plans that another objects to."""
    posts = held_posts(officer, on=local_date(at))
    speaking = {post.agency_id for post in posts if post.role in SPEAKERS}
    if not speaking:
        return
    asked = Q(state=OverlapState.WAITING, other_agency_id__in=speaking, due_on__gte=local_date(at))
    deciding = {post.agency_id for post in posts if post.role in APPROVERS}
    objected = Q(state=OverlapState.OBJECTED) & (
        Q(other_agency_id__in=speaking) | Q(owner_agency_id__in=speaking | deciding)
    )
    told = {"id": "id", "state": "state", "due_on": "due_on", "owner": "owner_agency_id", "other": "other_agency_id",
            "owner_name": "owner_agency__short_name", "other_name": "other_agency__short_name"}  # fmt: skip
    rows = Overlap.objects.filter(asked | objected).order_by("due_on", "id")
    yield Asked(rows, told, ON_DESK, partial(_say, speaking))


def _say(speaking: Collection[UUID], overlaps: list[dict[str, Any]], others: int) -> Iterator[WorkItem]:
    for overlap in overlaps:
        is_asked = overlap["state"] == OverlapState.WAITING
        yield WorkItem(
            Kind.DECIDE,
            what=_("Trả lời về kế hoạch trùng đối tượng") if is_asked else _("Trao đổi về kế hoạch bị phản đối"),
            about=overlap["owner_name"] if UUID(overlap["other"]) in speaking else overlap["other_name"],
            url=reverse("inspections:overlap", args=[overlap["id"]]),
            act=_("Trả lời") if is_asked else _("Mở"),
            due_on=date.fromisoformat(overlap["due_on"]) if is_asked else None,
            agency_id=UUID(overlap["other"]) if is_asked else None,
        )
    if others:
        words = _("%(count)s chỗ trùng khác") % {"count": write_capped(others, MOST_COUNTED)}
        yield WorkItem(Kind.DECIDE, words, "", reverse("inspections:overlaps"), _("Xem"), count=others)
