"""Goods of a case: lines with a lasting id, a version of each under every event that wrote them down."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import F, Max, QuerySet, Value, When

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


def lines_of_lists(event_ids: Sequence[UUID]) -> QuerySet[Any]:
    """Return the goods of several lists, each line once, as the first list that names it has it, numbered through."""
    ids = list(dict.fromkeys(event_ids))
    rows: QuerySet[Any] = GoodsLine.objects.filter(event_id__in=ids)
    if len(ids) > 1:
        by_list = _by_list({one: index for index, one in enumerate(ids)})
        rows = GoodsLine.objects.filter(
            id__in=rows.alias(nth=by_list).order_by("line_id", "nth", "number").distinct("line_id").values("id")
        )
    longest = dict(
        GoodsLine.objects.filter(event_id__in=ids).order_by().values_list("event_id").annotate(last=Max("number"))
    )
    before, offsets = 0, {}
    for one in ids:
        offsets[one] = before
        before += longest.get(one, 0)
    numbered: QuerySet[Any] = rows.annotate(place=F("number") + _by_list(offsets) if offsets else F("number"))
    return numbered


def placed(lines: QuerySet[Any]) -> QuerySet[Any]:
    """Return lines with the PLACE by which a person picks them: their number, unless several lists stand as one."""
    return lines if "place" in lines.query.annotations else lines.annotate(place=F("number"))


def _by_list(values: dict[UUID, int]) -> models.Case:
    whens = [When(event_id=event_id, then=Value(value)) for event_id, value in values.items()]
    return models.Case(*whens, default=Value(0), output_field=models.IntegerField())
