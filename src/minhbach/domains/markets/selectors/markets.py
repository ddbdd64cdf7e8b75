"""Markets, what changed in their plans, and one stall."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from minhbach.domains.markets.models import Market, PlanChange, Stall, Tenancy
from minhbach.domains.markets.refusals import MarketNotFound
from minhbach.domains.subjects.models import Subject
from minhbach.engine.text.keys import search_key


def visible_markets(*, on: date) -> QuerySet[Any]:
    """List the markets in reach in Vietnamese order, each with how many stalls are sold at on a day."""
    sold = (
        Tenancy.objects.filter(market=OuterRef("pk"), subject__isnull=False, is_taken_back=False, starts_on__lte=on)
        .filter(Q(ends_on__isnull=True) | Q(ends_on__gt=on))
        .order_by()
        .values("market")
        .annotate(count=Count("pk"))
        .values("count")
    )
    rows: QuerySet[Any] = (
        Market.objects.select_related("owner_agency", "place", "board")
        .annotate(sold_at=Coalesce(Subquery(sold), 0))
        .order_by("sort_key", "id")
    )
    return rows


def get_market(market_id: UUID) -> Market:
    """Raises: MarketNotFound."""
    found: Market | None = Market.objects.select_related("owner_agency", "place", "board").filter(pk=market_id).first()
    if found is None:
        raise MarketNotFound
    return found


def with_words(rows: QuerySet[Any], text: str) -> QuerySet[Any]:
    """Keep the markets whose name holds what is typed, with or without accents."""
    return rows.filter(folded__contains=search_key(text))


def find_markets(text: str) -> QuerySet[Any]:
    """Find markets in reach by their names."""
    rows: QuerySet[Any] = Market.objects.select_related("place").order_by("sort_key", "id")
    return with_words(rows, text)


def visible_changes(market: Market) -> QuerySet[Any]:
    """List what changed in a plan, newest first."""
    rows: QuerySet[Any] = (
        PlanChange.objects.filter(market=market)
        .select_related("recorded_by", "owner_agency")
        .defer("lines", "faults")
        .order_by("-created_at", "-id")
    )
    return rows


def get_change(change_id: UUID) -> PlanChange:
    """Raises: MarketNotFound."""
    found: PlanChange | None = (
        PlanChange.objects.select_related("market__owner_agency", "recorded_by", "applied_by", "undone_by")
        .filter(pk=change_id)
        .first()
    )
    if found is None:
        raise MarketNotFound
    return found


def get_stall(stall_id: UUID) -> Stall:
    """Raises: MarketNotFound."""
    found: Stall | None = Stall.objects.select_related("market__owner_agency").filter(pk=stall_id).first()
    if found is None:
        raise MarketNotFound
    return found


def stalls_of_subject(subject: Subject, *, on: date) -> list[Tenancy]:
    """List where a merchant sells on a day, and those joined to him."""
    rows = (
        Tenancy.objects.filter(
            Q(subject=subject) | Q(subject__canonical=subject), starts_on__lte=on, is_taken_back=False
        )
        .filter(Q(ends_on__isnull=True) | Q(ends_on__gt=on))
        .select_related("market", "stall")
    )
    return list(rows.order_by("market__sort_key", "stall__key"))
