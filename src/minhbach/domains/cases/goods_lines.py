"""Goods of a case: lines with a lasting id, a version of each under every event that wrote them down."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from minhbach.domains.cases.goods import SHOWN
from minhbach.domains.cases.goods_codes import code_of
from minhbach.domains.cases.models import Case, GoodsLine
from minhbach.domains.cases.types.state import Entry
from minhbach.domains.cases.types.values import Goods
from minhbach.foundation.ids import new_id

AT_ONCE = 2000


def keep_goods(case: Case, entry: Entry[Any], entries: Sequence[Entry[Any]] = ()) -> None:
    """Write the goods of an entry, if it has any, under its event. A correction keeps the ids of the same goods."""
    goods: Sequence[Goods] = getattr(entry.fact, "goods", ())
    if not goods or not isinstance(goods, tuple):
        return
    if entry.replaces is not None:
        goods = with_ids_of(goods, goods_of(entry.replaces))
    GoodsLine.objects.bulk_create(
        [
            GoodsLine(
                case=case,
                event_id=entry.id,
                line_id=one.line_id or new_id(),
                number=number,
                name=one.name,
                brand_origin=one.brand_origin,
                unit=one.unit,
                quantity=one.quantity,
                unit_price_vnd=one.unit_price_vnd,
                value_vnd=one.value_vnd,
                gtin=code.gtin if (code := code_of(one.brand_origin, one.name)) else "",
            )
            for number, one in enumerate(goods, start=1)
        ],
        batch_size=AT_ONCE,
    )


def goods_of(event_id: UUID | None) -> tuple[Goods, ...]:
    """Return the goods that an event wrote down, in its order."""
    if event_id is None:
        return ()
    return read_lines(GoodsLine.objects.filter(event_id=event_id).order_by("number"))


def first_goods_of(event_id: UUID) -> tuple[Goods, ...]:
    """Return the first goods of a list, as many as a page shows before it is asked for the rest."""
    return read_lines(GoodsLine.objects.filter(event_id=event_id).order_by("number")[:SHOWN])


def read_lines(rows: Iterable[GoodsLine]) -> tuple[Goods, ...]:
    """Return rows as the goods they write down."""
    return tuple(
        Goods(
            name=row.name,
            brand_origin=row.brand_origin,
            unit=row.unit,
            # The scale of the column is not part of what was written.
            quantity=row.quantity.normalize() if row.quantity is not None else None,
            unit_price_vnd=row.unit_price_vnd,
            value_vnd=row.value_vnd,
            line_id=str(row.line_id),
        )
        for row in rows
    )


def with_ids_of(goods: Sequence[Goods], earlier: Sequence[Goods]) -> list[Goods]:
    """Give goods the ids of the same goods in an earlier version: by name, make and unit, in order."""
    known: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for one in earlier:
        known[one.name, one.brand_origin, one.unit].append(one.line_id)
    found = []
    for one in goods:
        ids = known[one.name, one.brand_origin, one.unit]
        found.append(replace(one, line_id=ids.pop(0) if ids and not one.line_id else one.line_id))
    return found
