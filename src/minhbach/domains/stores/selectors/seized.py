"""The goods that were seized in a case: what its decisions say, each line once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from django.utils.translation import gettext as _

from minhbach.domains.cases.matters.matter import granted_before, say_paper
from minhbach.domains.cases.matters.ownerless import OWNERLESS, GoodsConfiscated, is_claimed
from minhbach.domains.cases.matters.seizure import SEIZURE, GoodsReturned, ReturnProposed, Seized
from minhbach.domains.cases.models import Case, GoodsLine
from minhbach.domains.cases.selectors import case_state
from minhbach.domains.stores.types import WHOLE


@dataclass(frozen=True)
class SeizedLine:
    """One line of goods under seizure, by its lasting id. NUMBER is its place among the seized goods of the case.

    LET_GO is what a decision returned: it may have been given back without ever being in a store.
    Units: in `unit`; goods whose quantity nobody wrote down count as one.
    """

    number: int
    line_id: str
    name: str
    unit: str
    quantity: Decimal
    decision: str
    let_go: Decimal = Decimal(0)


def seized_lines(case: Case) -> list[SeizedLine]:
    """List what was seized by the decisions in force of a case, in the order of its seizures and their lists.

    Goods of nobody follow: they are held without a decision until one confiscates them.
    """
    state = case_state(case)
    matters = [one for one in state.matters.values() if one.kind == SEIZURE and one.last(Seized) is not None]
    decisions = {}
    for matter in matters:
        decided = matter.last(Seized)
        decisions[matter.first.id] = say_paper(decided.fact.paper) if decided else ""
    returned = {entry.id for one in matters for entry in granted_before(one, ReturnProposed, GoodsReturned)}
    rows = GoodsLine.objects.filter(event_id__in=[*decisions, *returned]).order_by("number")
    by_event: dict[object, list[GoodsLine]] = {}
    for row in rows:
        by_event.setdefault(row.event_id, []).append(row)
    found: dict[str, SeizedLine] = {}
    for event_id, decision in decisions.items():
        for row in by_event.get(event_id, ()):
            known, quantity = found.get(str(row.line_id)), quantity_of(row)
            if known is None:
                line = SeizedLine(len(found) + 1, str(row.line_id), row.name, row.unit, quantity, decision)
                found[line.line_id] = line
            else:
                # Returned once and seized again, it is there a second time.
                found[known.line_id] = replace(known, quantity=known.quantity + quantity)
    for matter in (one for one in state.matters.values() if one.kind == OWNERLESS):
        taken = matter.last(GoodsConfiscated)
        for row in GoodsLine.objects.filter(event_id=matter.first.id).order_by("number"):
            # Whoever proved that they are his has them back, unless they were seized from him since.
            if str(row.line_id) not in found:
                quantity = quantity_of(row)
                found[str(row.line_id)] = SeizedLine(
                    len(found) + 1, str(row.line_id), row.name, row.unit, quantity,
                    say_paper(taken.fact.paper) if taken else _("tang vật vô chủ"),
                    let_go=quantity if is_claimed(matter) else Decimal(0),
                )  # fmt: skip
    for event_id in returned:
        for row in by_event.get(event_id, ()):
            if (known := found.get(str(row.line_id))) is not None:
                found[known.line_id] = replace(known, let_go=known.let_go + quantity_of(row))
    return list(found.values())


def quantity_of(row: GoodsLine) -> Decimal:
    return row.quantity if row.quantity is not None else WHOLE
