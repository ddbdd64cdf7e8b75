"""Who sees a row, as one number beside it: under a value, an index then leads to what its reader sees.

Row-level security looks at a row before it keeps it back. A phone that thousands carry all over the country would cost
thousands of looks to whoever sees a few of them. So a table that is asked by value carries a number for each set of
keys (`ReachField`, `NumberReach`); the sets stand once each in foundation_reach, seen by whoever is in them. Nothing is
kept back here: that is the policy's, and whoever sees much reads along as before.
"""

from __future__ import annotations

from typing import Any, TypeVar

from django.db import models
from django.db.models.expressions import RawSQL

from minhbach.foundation.scope.access import ALL_PLACES, EVERYTHING, current_access

Rows = TypeVar("Rows", bound="models.QuerySet[Any]")
# Whoever reads the country, or for more agencies than a province has of one force, is in so many sets that reading
# along a value soon meets what he sees. It decides how rows are found, never which.
MOST_AGENCIES = 400
_SETS = "any (array(select known.reach from foundation_reach known))"


class ReachField(models.GeneratedField):
    """The number of the set of those who see the row; the database works it out of `seen_by` as it writes it."""

    def __init__(self, **given: Any) -> None:
        said: dict[str, Any] = {
            "expression": RawSQL("hash_array_extended(seen_by, 0)", []),
            "output_field": models.BigIntegerField(),
            "db_persist": True,
        }
        super().__init__(**said | given)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, args, given = super().deconstruct()
        for one in ("expression", "output_field", "db_persist"):
            given.pop(one)
        return str(name), path, list(args), given


class _WithinReach(models.Func):
    """Whether a row's number is of a set that the reader is in: asked once for a question, not once for a row."""

    template = f"%(expressions)s = {_SETS}"
    output_field = models.BooleanField()


def by_reach(rows: Rows) -> Rows:
    """Find rows of a table that carries its reach as a number by that number, where their reader sees little."""
    return rows.filter(_WithinReach("reach")) if sees_little() else rows


def and_by_reach(alias: str) -> str:
    """Write the same as a further condition of a query."""
    return f" and {alias}.reach = {_SETS}" if sees_little() else ""


def sees_little() -> bool:
    """Say whether the reader in force sees so little of the nation that it pays to ask which sets he is in."""
    access = current_access()
    return not access.keys & {EVERYTHING, ALL_PLACES} and len(access.agency_ids) <= MOST_AGENCIES
