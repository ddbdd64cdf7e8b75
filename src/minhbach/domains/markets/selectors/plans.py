"""The plan of a market as of a day, and the life of a stall."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet

from minhbach.domains.markets.models import Market, Stall, Tenancy
from minhbach.domains.markets.types import Mark, PlanRowOf, PlanStall


def tenancies_on(market: Market, *, on: date) -> QuerySet[Any]:
    """List the stalls of a plan as they are on a day, in their order: each its tenancy that holds then."""
    rows: QuerySet[Any] = (
        Tenancy.objects.filter(market=market, starts_on__lte=on, is_taken_back=False)
        .filter(Q(ends_on__isnull=True) | Q(ends_on__gt=on))
        .select_related("stall", "subject")
        .order_by("stall__key")
    )
    return rows


def plan_on(market: Market, *, on: date, marks: Iterable[Mark] = ()) -> list[PlanRowOf]:
    """Lay the plan of a day out: rows (dãy) in order, the stalls of each, with what a round noted of them."""
    return stall_rows(tenancies_on(market, on=on), marks=marks)


def stall_rows(tenancies: Iterable[Tenancy], *, marks: Iterable[Mark] = ()) -> list[PlanRowOf]:
    """Gather stalls by their rows."""
    noted = {mark.stall_id: mark for mark in marks}
    rows: dict[str, PlanRowOf] = {}
    for one in tenancies:
        stall = PlanStall(
            stall_id=one.stall_id,
            row=one.stall.row,
            number=one.stall.number,
            goods=one.goods,
            is_leader=one.is_leader,
            subject_id=one.subject_id,
            tenant=one.subject.name if one.subject else "",
            since=one.starts_on,
            mark=noted.get(one.stall_id),
        )
        row = rows.setdefault(stall.row.casefold(), PlanRowOf(stall.row))
        row.stalls.append(stall)
        if stall.is_leader:
            row.leader = row.leader or stall.tenant
    return list(rows.values())


def history_of(stall: Stall) -> list[Tenancy]:
    """List who sold at a stall, latest first; what was taken back is not told."""
    rows = Tenancy.objects.filter(stall=stall, is_taken_back=False).select_related("subject", "began_by", "ended_by")
    # What began and ended on one day was a mistake mended.
    return list(rows.exclude(ends_on=F("starts_on")).order_by("-starts_on", "-id"))


def days_of_change(market: Market) -> list[date]:
    """List the days on which a plan changed, latest first."""
    rows = Tenancy.objects.filter(market=market, is_taken_back=False)
    began = set(rows.values_list("starts_on", flat=True).distinct())
    ended = set(rows.filter(ends_on__isnull=False).values_list("ends_on", flat=True).distinct())
    return sorted(began | {day for day in ended if day}, reverse=True)
