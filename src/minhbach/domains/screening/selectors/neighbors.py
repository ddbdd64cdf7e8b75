"""Reads: what stands before and after a lead in the list that an officer came from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import OrderBy, Q, QuerySet

from minhbach.domains.screening.models import Lead


@dataclass(frozen=True)
class Neighbors:
    """The leads beside one, as {id, title}; empty at either end."""

    before: dict[str, Any] | None
    after: dict[str, Any] | None


def neighbors(rows: QuerySet[Lead], lead: Lead) -> Neighbors:
    """Find the leads beside LEAD in rows that are ordered by one column and then by id, whether it stands there or not.

    What the column lacks stands last.
    """
    column, is_descending = _order(rows.query.order_by[0])
    less, more = ("gt", "lt") if is_descending else ("lt", "gt")
    value, lacks = getattr(lead, column), Q(**{f"{column}__isnull": True})
    if value is None:
        before, after = Q(lacks, id__lt=lead.id) | ~lacks, Q(lacks, id__gt=lead.id)
    else:
        before, after = _beyond(column, value, less, Q(id__lt=lead.id)), _beyond(column, value, more, Q(id__gt=lead.id))
    listed: Any = rows.values("id", "title")
    is_last_with_value = value is not None and Lead._meta.get_field(column).null
    return Neighbors(
        before=listed.filter(before).reverse().first(),
        after=listed.filter(after).first() or (listed.filter(lacks).first() if is_last_with_value else None),
    )


def _order(first: Any) -> tuple[str, bool]:
    """Name the column that rows are ordered by, and say whether the greatest comes first."""
    if isinstance(first, OrderBy):
        ordered: Any = first.expression
        return str(ordered.name), first.descending
    return str(first).removeprefix("-"), str(first).startswith("-")


def _beyond(column: str, value: Any, way: str, same: Q) -> Q:
    """Say what lies beyond a value in a column, or stands beside it with a further id."""
    # The first condition is said by what follows; with it an index begins where the lead stands.
    return Q(**{f"{column}__{way}e": value}) & (Q(**{f"{column}__{way}": value}) | Q(same, **{column: value}))
