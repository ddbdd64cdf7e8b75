"""How a right stands on a day: from the dates it and its terms have, reckoned anew each time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from minhbach.domains.rights.models import Right, Term
from minhbach.domains.rights.types import Standing, State, TermKind


def last_day_of(right: Right, terms: Iterable[Term]) -> date | None:
    """Return the last day as the papers have it: the right's own, or the latest that a renewal gave."""
    renewed = [one.last_day for one in terms if one.counts and one.kind == TermKind.RENEWED and one.last_day]
    return max([*renewed, right.last_day]) if right.last_day and renewed else right.last_day


def standing_on(right: Right, terms: Iterable[Term], day: date) -> Standing:
    terms = list(terms)
    if right.state != State.CONFIRMED:
        return Standing(right.state)
    if day < right.granted_on:
        return Standing.NOT_YET
    if any(one.counts and one.kind == TermKind.ENDED and one.on <= day for one in terms):
        return Standing.ENDED
    last_day = last_day_of(right, terms)
    return Standing.EXPIRED if last_day is not None and last_day < day else Standing.IN_FORCE


def in_force_on(rights: QuerySet[Right], day: date) -> QuerySet[Right]:
    """Keep the rights in force on a day, as `standing_on` says it of one."""
    counting = Term.objects.filter(right=OuterRef("pk"), confirmed_at__isnull=False, dropped_at__isnull=True).order_by()
    ended = counting.filter(kind=TermKind.ENDED, on__lte=day)
    renewed = counting.filter(kind=TermKind.RENEWED).values("right").annotate(latest=Max("last_day")).values("latest")
    return rights.filter(~Exists(ended), state=State.CONFIRMED, granted_on__lte=day).alias(
        renewed_until=Coalesce(Subquery(renewed), F("last_day"))
    ).filter(Q(last_day__isnull=True) | Q(last_day__gte=day) | Q(renewed_until__gte=day))  # fmt: skip
