"""Reads, each within the reach of whoever asks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _

from minhbach.domains.agencies.models import Officer
from minhbach.domains.subjects.selectors import whole_value
from minhbach.domains.watching.models import Alert, Patrol, WatchEntry, WatchFile, WatchList
from minhbach.domains.watching.refusals import AlertNotFound, FileNotFound, PatrolNotFound, WatchListNotFound
from minhbach.domains.watching.types import AlertState, met_kinds
from minhbach.engine.text.keys import search_key
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages.work import MOST_COUNTED, Asked, Kind, WorkItem
from minhbach.foundation.writing import write_capped

ON_DESK = 5


def visible_lists() -> QuerySet[Any]:
    """List what the access in force reaches, the latest first."""
    entries = WatchEntry.objects.filter(watch_list=OuterRef("pk"), ended_at__isnull=True).order_by()
    # Of each list on the page alone: a join would count those of all.
    counted = entries.values("watch_list").annotate(count=Count("pk")).values("count")
    rows: QuerySet[Any] = WatchList.objects.select_related("owner_agency", "keeper").annotate(
        entry_count=Coalesce(Subquery(counted), 0)
    )
    return rows.order_by("-created_at", "-id")


def get_list(list_id: UUID) -> WatchList:
    """Raises: WatchListNotFound."""
    found: WatchList | None = WatchList.objects.select_related("owner_agency", "keeper").filter(pk=list_id).first()
    if found is None:
        raise WatchListNotFound
    return found


def entries_of(watch_list: WatchList) -> QuerySet[Any]:
    """List what a list watches for, the latest first."""
    rows: QuerySet[Any] = WatchEntry.objects.filter(watch_list=watch_list, ended_at__isnull=True)
    return rows.select_related("subject", "added_by").order_by("-added_at", "-id")


def with_words(rows: QuerySet[Any], text: str) -> QuerySet[Any]:
    """Keep the entries in which some words stand, or whose subject is called so."""
    key = search_key(text)
    return rows.filter(Q(key__contains=key) | Q(subject__name__icontains=text) | Q(reason__icontains=text))


def get_entry(watch_list: WatchList, entry_id: UUID) -> WatchEntry:
    """Raises: WatchListNotFound."""
    rows = WatchEntry.objects.filter(watch_list=watch_list, pk=entry_id)
    found: WatchEntry | None = rows.select_related("watch_list__owner_agency", "subject").first()
    if found is None:
        raise WatchListNotFound
    return found


def own_alerts() -> QuerySet[Any]:
    """List what the lists of whoever asks have met, the latest first: the database gives him no other's."""
    rows: QuerySet[Any] = Alert.objects.filter(is_out_of_reach=False)
    rows = rows.select_related("entry__watch_list", "entry__subject")
    return rows.order_by("-created_at", "-id")


def get_alert(alert_id: UUID) -> Alert:
    """Raises: AlertNotFound."""
    found: Alert | None = own_alerts().filter(pk=alert_id).first()
    if found is None:
        raise AlertNotFound
    return found


def where_met(alert: Alert) -> tuple[str, str]:
    """Return what kind of thing was met, and its page."""
    kind = met_kinds().get(alert.met_type)
    return (str(kind.words), kind.url(alert.met_id)) if kind else (alert.met_type, "")


def visible_patrols() -> QuerySet[Any]:
    """List what patrols found, the latest day first."""
    rows: QuerySet[Any] = Patrol.objects.select_related("owner_agency", "place", "recorded_by")
    return rows.order_by("-on", "-id")


def get_patrol(patrol_id: UUID) -> Patrol:
    """Raises: PatrolNotFound."""
    found: Patrol | None = visible_patrols().filter(pk=patrol_id).first()
    if found is None:
        raise PatrolNotFound
    return found


def lists_kept_by(officer: Officer, *, at: datetime) -> QuerySet[Any]:
    """List the open lists that an officer keeps."""
    rows: QuerySet[Any] = WatchList.objects.filter(keeper=officer, closed_at__isnull=True)
    return rows.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=local_date(at))).order_by("title", "id")


def files_of(watch_list: WatchList) -> list[WatchFile]:
    """List the files a list was sent, the latest first."""
    rows = WatchFile.objects.filter(watch_list=watch_list).select_related("recorded_by")
    return list(rows.order_by("-created_at", "-id"))


def get_file(watch_list: WatchList, sent_id: UUID) -> WatchFile:
    """Raises: FileNotFound."""
    rows = WatchFile.objects.filter(watch_list=watch_list, pk=sent_id)
    found: WatchFile | None = rows.select_related("watch_list__owner_agency", "recorded_by").first()
    if found is None:
        raise FileNotFound
    return found


def old_met(watch_list: WatchList, officer: Officer) -> int:
    """Count what stood in the record before a list watched for it and its keeper has not read."""
    waiting = own_alerts().filter(entry__watch_list=watch_list, keeper=officer, stood_before=True, state=AlertState.NEW)
    return waiting.order_by().values("pk")[: MOST_COUNTED + 1].count()


def work_items(officer: Officer, *, at: datetime) -> Iterator[Asked]:
    """Ask for what the lists that an officer keeps have met and he has not settled.

    What stood in the record before it was watched for is told once for each list, however much it is.
    """
    told = {"id": "id", "met_type": "met_type", "subject": "entry__subject__name", "title": "entry__watch_list__title",
            "kind": "entry__identifier_kind", "key": "entry__key", "value": "entry__value"}  # fmt: skip
    waiting = own_alerts().filter(keeper=officer, state=AlertState.NEW)
    yield Asked(waiting.filter(stood_before=False), told, ON_DESK, _say_alerts)
    old = waiting.filter(stood_before=True, entry__watch_list=OuterRef("pk")).order_by()
    counted = old.values("entry__watch_list").annotate(count=Count("pk")).values("count")
    lists = WatchList.objects.filter(keeper=officer).annotate(old=Coalesce(Subquery(counted), 0)).filter(old__gt=0)
    yield Asked(lists.order_by("title", "id"), {"id": "id", "title": "title", "old": "old"}, ON_DESK, _say_old)


def _say_old(lists: list[dict[str, Any]], _others: int) -> Iterator[WorkItem]:
    for one in lists:
        yield WorkItem(
            Kind.LEAD,
            what=_("Danh sách theo dõi vừa lập gặp %(count)s hồ sơ có từ trước")
            % {"count": write_capped(one["old"], MOST_COUNTED)},
            about=one["title"],
            url=f"{reverse('watching:alerts')}?{urlencode({'list': one['id'], 'old': 'yes'})}",
            act=_("Xem"),
            is_new=True,
            count=one["old"],
        )


def _say_alerts(alerts: list[dict[str, Any]], others: int) -> Iterator[WorkItem]:
    kinds = met_kinds()
    for alert in alerts:
        met = alert["met_type"]
        shown = alert["subject"] or (whole_value(alert["kind"], alert["key"]) if alert["kind"] else alert["value"])
        yield WorkItem(
            Kind.LEAD,
            what=_("Danh sách theo dõi gặp %(what)s") % {"what": kinds[met].words if met in kinds else met},
            about=f"{shown} · {alert['title']}",
            url=reverse("watching:alert", args=[alert["id"]]),
            act=_("Xem"),
            is_new=True,
        )
    if others:
        words = _("%(count)s cảnh báo khác") % {"count": write_capped(others, MOST_COUNTED)}
        yield WorkItem(Kind.LEAD, words, "", reverse("watching:alerts"), _("Xem"), count=others, is_new=True)
