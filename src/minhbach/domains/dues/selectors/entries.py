"""The two books of a case, with what its expertises cost, and their sums."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q, Sum

from minhbach.domains.cases.matters.expertise import ExpertiseCost
from minhbach.domains.cases.types import CaseState
from minhbach.domains.dues.models import Entry
from minhbach.domains.dues.types import Bearer, Book, EntryKind

CASH = tuple(kind for kind in EntryKind if kind.book is Book.CASH)


@dataclass(frozen=True)
class CaseMoney:
    """What a case cost by who bears it, its expertises in it, and what of the cash seized is still held.

    Units: đồng.
    """

    costs: tuple[Entry, ...]
    cash: tuple[Entry, ...]
    expertise_vnd: int
    by_bearer: tuple[tuple[str, int], ...]
    held_vnd: int

    @property
    def costs_vnd(self) -> int:
        return sum(amount for _words, amount in self.by_bearer)

    @property
    def is_empty(self) -> bool:
        return not (self.costs or self.cash or self.expertise_vnd)


def money_of(case_id: UUID, state: CaseState) -> CaseMoney:
    """Read the books of a case; lines that were taken back stay in them, and count for nothing."""
    entries = list(Entry.objects.select_related("entered_by").filter(case_id=case_id).order_by("on", "entered_at"))
    costs = [entry for entry in entries if EntryKind(entry.kind).book is Book.COST]
    borne: dict[str, int] = defaultdict(int)
    for entry in costs:
        if entry.withdrawn_at is None:
            borne[entry.bearer] += entry.amount_vnd
    expertise = [fact for matter in state.matters.values() if (fact := matter.last(ExpertiseCost)) is not None]
    for cost in expertise:
        borne[str(cost.fact.bearer)] += cost.fact.amount_vnd
    return CaseMoney(
        costs=tuple(costs),
        cash=tuple(entry for entry in entries if EntryKind(entry.kind).book is Book.CASH),
        expertise_vnd=sum(cost.fact.amount_vnd for cost in expertise),
        by_bearer=tuple((str(one.label), borne[one.value]) for one in Bearer if borne[one.value]),
        held_vnd=cash_held(case_id),
    )


def cash_held(case_id: UUID) -> int:
    """Say how much of the cash seized in a case lies in the holding account."""
    is_in = Q(kind=EntryKind.CASH_IN)
    sums: dict[str, Any] = Entry.objects.filter(case_id=case_id, withdrawn_at=None, kind__in=CASH).aggregate(
        put=Sum("amount_vnd", filter=is_in), out=Sum("amount_vnd", filter=~is_in)
    )
    return (sums["put"] or 0) - (sums["out"] or 0)
