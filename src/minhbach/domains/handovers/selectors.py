"""Reads."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from minhbach.domains.agencies.models import Officer
from minhbach.domains.agencies.selectors import held_posts, officers_by_name, units_below, with_descendant_ids
from minhbach.domains.agencies.types import Role
from minhbach.domains.handovers.models import Item, Minutes
from minhbach.domains.handovers.refusals import MinutesNotFound
from minhbach.domains.handovers.types import SETTLED, WITH_NOBODY, ItemState, MinutesState
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages.work import MOST_COUNTED, Asked, Kind, WorkItem
from minhbach.foundation.writing import write_capped

ON_DESK = 6


def visible_minutes() -> QuerySet[Any]:
    """List what the access in force reaches, newest first."""
    rows: QuerySet[Any] = Minutes.objects.select_related("owner_agency", "person", "opened_by", "ended_by")
    return rows.order_by("-created_at", "-id")


def with_figures(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Tell of each how many things are on it, and how many need nothing more."""
    settled = Count("items", filter=Q(items__state__in=SETTLED))
    found: QuerySet[Any] = rows.annotate(count=Count("items"), settled=settled)
    return found


def get_minutes(minutes_id: UUID) -> Minutes:
    """Raises: MinutesNotFound."""
    found: Minutes | None = visible_minutes().filter(pk=minutes_id).first()
    if found is None:
        raise MinutesNotFound
    return found


def find_minutes(text: str) -> QuerySet[Any]:
    return with_words(visible_minutes(), text)


def with_words(rows: QuerySet[Any], text: str) -> QuerySet[Any]:
    for word in text.split():
        rows = rows.filter(Q(person__full_name__icontains=word) | Q(reason__icontains=word))
    return rows


def items_of(minutes: Minutes) -> QuerySet[Any]:
    """List the things on minutes, kind by kind, what is due first ahead."""
    rows: QuerySet[Any] = Item.objects.filter(minutes=minutes).select_related("receiver")
    return rows.order_by("kind", "due_on", "words", "id")


def offered_to(officer: Officer, minutes: Minutes) -> QuerySet[Any]:
    """List what an officer is asked to take and has not answered."""
    return items_of(minutes).filter(receiver=officer, state=ItemState.OFFERED)


def people_to_leave(officer: Officer, *, on: date) -> QuerySet[Officer]:
    """List who may hand over to the officer as head: whoever has, or had, a post in the units he heads."""
    headed = units_below(_heads(officer, on=on))
    return officers_by_name().filter(posts__agency_id__in=headed).exclude(pk=officer.pk).distinct()


def receivers_for(minutes: Minutes, *, on: date) -> QuerySet[Officer]:
    """List who may take things of minutes: whoever works in the agency or a unit below it, but for who leaves."""
    homes = with_descendant_ids({minutes.owner_agency_id})
    held = Q(posts__agency_id__in=homes, posts__valid_from__lte=on)
    ended = Q(posts__valid_until__isnull=True) | Q(posts__valid_until__gt=on)
    return officers_by_name().filter(held & ended, is_active=True).exclude(pk=minutes.person_id).distinct()


def work_items(officer: Officer, *, at: datetime) -> Iterator[Asked]:
    """Ask for minutes on which the officer has to answer, and for those he leads on which things are with nobody."""
    on = local_date(at)
    told = {"id": "id", "name": "person__full_name", "leaves_on": "leaves_on", "count": "count"}
    answers = Count("items", filter=Q(items__receiver=officer, items__state=ItemState.OFFERED))
    open_ones = Minutes.objects.filter(state=MinutesState.OPEN).order_by("leaves_on", "id")
    yield Asked(open_ones.annotate(count=answers).filter(count__gt=0), told, ON_DESK, _say_offered)
    # Those of the units below are their own heads', but for what this one opened.
    headed = _heads(officer, on=on)
    if headed:
        alone = Count("items", filter=Q(items__state__in=WITH_NOBODY))
        led = open_ones.filter(Q(owner_agency_id__in=headed) | Q(opened_by=officer)).exclude(person=officer)
        yield Asked(led.annotate(count=alone).filter(count__gt=0), told, ON_DESK, _say_alone)


def _heads(officer: Officer, *, on: date) -> set[UUID]:
    return {post.agency_id for post in held_posts(officer, on=on) if post.role == Role.HEAD}


def _say_offered(rows: list[dict[str, Any]], others: int) -> Iterator[WorkItem]:
    words = _("%(count)s việc bàn giao chờ bạn trả lời")
    return _say(rows, others, words, lambda one: reverse("handovers:answer", args=[one["id"]]), _("Trả lời"))


def _say_alone(rows: list[dict[str, Any]], others: int) -> Iterator[WorkItem]:
    words = _("%(count)s việc bàn giao chưa có người nhận")
    return _say(rows, others, words, lambda one: reverse("handovers:minutes", args=[one["id"]]), _("Giao"))


def _say(rows: list[dict[str, Any]], others: int, words: str, url: Any, act: str) -> Iterator[WorkItem]:
    for one in rows:
        yield WorkItem(
            Kind.DECIDE,
            what=words % {"count": one["count"]},
            about=_("Bàn giao của %(person)s") % {"person": one["name"]},
            url=url(one),
            act=act,
            due_on=date.fromisoformat(one["leaves_on"]),
        )
    if others:
        yield WorkItem(
            Kind.DECIDE,
            what=_("%(count)s biên bản bàn giao khác") % {"count": write_capped(others, MOST_COUNTED)},
            about="",
            url=reverse("handovers:list"),
            act=_("Mở"),
            count=others,
        )
