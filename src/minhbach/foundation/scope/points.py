"""Rows by their ids: row-level security is asked of each of them, not of all that its reader sees.

Of a list written out the planner knows the length. Beyond some dozens it holds it cheaper to gather all rows in reach
by their index besides and to keep what is in both: tens of thousands of entries for a hundred rows. An array that is
there only once the question runs has ten in the planner's eyes, in every release; so rows are gone to by their key, at
any size of the record, unless the reader sees hardly more than is asked for. One parameter in place of hundreds also
costs driver and parser less.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar
from uuid import UUID

from django.db import models
from django.db.models.expressions import RawSQL

Rows = TypeVar("Rows", bound="models.QuerySet[Any]")
# What stands behind a column in a query of our own; its parameter is a list of ids.
ONE_OF = "= any (array(select unnest(%s::uuid[])))"


def written(ids: Iterable[UUID]) -> str:
    """Write ids as the text of an array, for a parameter that is cast to one."""
    return f"{{{','.join([one.hex for one in ids])}}}"


class _OneOf(models.Func):
    """Whether a column holds one of some ids, as ONE_OF asks it."""

    # Its second expression comes in brackets of its own.
    template, arg_joiner = "%(expressions)s)", " = any (array"
    output_field = models.BooleanField()


def among(rows: Rows, ids: Iterable[UUID | str], *, by: str = "pk") -> Rows:
    """Keep of a list the rows with some ids, or those that hang BY a column on one of them."""
    # Written as text here: as a list the driver would look up how to write each.
    written = "{" + ",".join(map(str, ids)) + "}"
    return rows.filter(_OneOf(models.F(by), RawSQL("select unnest(%s::uuid[])", [written])))
