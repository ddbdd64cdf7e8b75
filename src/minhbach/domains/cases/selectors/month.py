"""The month of a unit so far: cases opened, cases decided, fines."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet, Sum
from django.urls import reverse
from django.utils.translation import gettext as _

from minhbach.domains.agencies.models import Officer
from minhbach.domains.cases.models import Case, CountedRow
from minhbach.domains.cases.types.codes import Counted
from minhbach.foundation.clock import local_date
from minhbach.foundation.money import format_vnd
from minhbach.foundation.office import Figure
from minhbach.foundation.pages.work import MOST_COUNTED
from minhbach.foundation.periods import Days, month_to_date
from minhbach.foundation.scope.access import current_access
from minhbach.foundation.writing import write_capped


def month_figures(officer: Officer, *, at: datetime) -> Iterator[Figure]:
    """Say what the officer's units did this month, beside the same days of the month before; nothing while idle."""
    units = current_access().agency_ids
    now, before = month_to_date(local_date(at))
    opened = _opened(now, before) if units else {}
    decided = _decided(now, before) if units else {}
    cases = reverse("cases:list")
    if opened.get("now") or opened.get("before"):
        url = f"{cases}?from={now[0]}&to={now[1]}"
        yield Figure(_("Vụ việc mở mới"), _count(opened["now"]), _count(opened["before"]), url)
    if decided.get("now") or decided.get("before"):
        url = f"{cases}?decided_from={now[0]}&decided_to={now[1]}"
        yield Figure(_("Vụ việc ra quyết định xử phạt"), _count(decided["now"]), _count(decided["before"]), url)
        # Where more rows stand than were read, the sum is no less.
        more = "+" if decided["rows"] > MOST_COUNTED else ""
        fines = [f"{format_vnd(decided[name] or 0)}{more}" for name in ("fine_now", "fine_before")]
        yield Figure(_("Tiền phạt theo quyết định"), fines[0], fines[1], url)


def _count(count: int | None) -> str:
    return write_capped(count or 0, MOST_COUNTED)


def decided_between(first: date | None, last: date | None) -> QuerySet[CountedRow]:
    """List what was decided from one day, or up to and with another, in the units of whoever asks."""
    rows = CountedRow.objects.filter(
        owner_agency_id__in=current_access().agency_ids, kind=Counted.DECIDED, known_until=None
    )
    if first is not None:
        rows = rows.filter(day__gte=first)
    return rows if last is None else rows.filter(day__lte=last)


def _opened(now: Days, before: Days) -> dict[str, int]:
    rows = Case.objects.filter(
        owner_agency_id__in=current_access().agency_ids, opened_on__range=(before[0], now[1])
    ).order_by("-opened_on")[: 2 * MOST_COUNTED + 1]
    return rows.aggregate(
        now=Count("pk", filter=Q(opened_on__range=now)), before=Count("pk", filter=Q(opened_on__range=before))
    )


def _decided(now: Days, before: Days) -> dict[str, int]:
    rows = CountedRow.objects.filter(
        owner_agency_id__in=current_access().agency_ids,
        day__range=(before[0], now[1]),
        kind__in=(Counted.DECIDED, Counted.FINE),
        known_until=None,
    ).order_by()[: MOST_COUNTED + 1]
    of_now, of_before = Q(day__range=now), Q(day__range=before)
    decided, fine = Q(kind=Counted.DECIDED), Q(kind=Counted.FINE)
    return rows.aggregate(
        rows=Count("pk"),
        now=Sum("amount", filter=decided & of_now),
        before=Sum("amount", filter=decided & of_before),
        fine_now=Sum("amount", filter=fine & of_now),
        fine_before=Sum("amount", filter=fine & of_before),
    )
