"""Which goods a case has, and which of them are confiscated: what the acts about goods may name."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from minhbach.domains.cases.goods_lines import lines_of_lists
from minhbach.domains.cases.matters.ownerless import OWNERLESS, GoodsConfiscated
from minhbach.domains.cases.matters.seizure import SEIZURE, HandedOver, ReturnProposed, Seized
from minhbach.domains.cases.models import GoodsLine
from minhbach.domains.cases.types.state import CaseState, Matter

if TYPE_CHECKING:
    from django.db.models import QuerySet


def has_goods(state: CaseState) -> bool:
    """Whether the case has any list of goods."""
    return bool(_lists(state))


def goods_there(state: CaseState) -> QuerySet[GoodsLine]:
    """Return the goods of a case: those of the inventory, then what seizures and ownerless goods list besides."""
    return lines_of_lists(_lists(state))


def confiscated(state: CaseState) -> QuerySet[GoodsLine]:
    """Return the goods that a decision took: handed over to it by a seizure, or confiscated as nobody's."""
    return lines_of_lists([event_id for event_id, _day in confiscating(state)])


def confiscated_or_held(state: CaseState) -> QuerySet[GoodsLine]:
    """Return the confiscated goods, then those that a seizure in force still holds."""
    seizures = [one for one in _of(state, SEIZURE) if one.last(Seized) is not None]
    returned = [entry.id for one in seizures for entry in one.kept if isinstance(entry.fact, ReturnProposed)]
    rows = lines_of_lists([*(event_id for event_id, _day in confiscating(state)), *(one.first.id for one in seizures)])
    # Given back and seized again by a later decision, they are held again.
    again = [one.first.id for one in seizures if not one.is_ended]
    gone = GoodsLine.objects.filter(event_id__in=returned).exclude(
        line_id__in=GoodsLine.objects.filter(event_id__in=again).values("line_id")
    )
    return rows.exclude(line_id__in=gone.values("line_id"))


def confiscating(state: CaseState) -> list[tuple[UUID, date]]:
    """List the entries whose goods a decision took, each with the day on which it did."""
    handed = [
        (entry.id, entry.happened_on)
        for one in _of(state, SEIZURE)
        for entry in one.kept
        if isinstance(entry.fact, HandedOver)
    ]
    nobodys = [
        (one.first.id, decided.happened_on)
        for one in _of(state, OWNERLESS)
        if (decided := one.last(GoodsConfiscated)) is not None
    ]
    return [*handed, *nobodys]


def is_held_or_confiscated(state: CaseState) -> bool:
    """Whether there is anything that a plan of disposal could be about."""
    return bool(confiscating(state)) or any(one.last(Seized) is not None for one in _of(state, SEIZURE))


def _of(state: CaseState, kind: str) -> list[Matter]:
    return [one for one in state.matters.values() if one.kind == kind]


def _lists(state: CaseState) -> list[UUID]:
    inventory = [state.inspected.id] if state.inspected is not None and state.inspected.fact.goods_count else []
    return [*inventory, *(one.first.id for kind in (SEIZURE, OWNERLESS) for one in _of(state, kind))]
