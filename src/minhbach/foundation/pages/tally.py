"""How many rows there are of each choice, counted no further than anybody reads: exact for an office, "1.000+" beyond.

Counting all is what makes a page of a nation slow; a figure over the cap says that it is one ("at least").
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from minhbach.foundation.writing import write_number

CAP = 1_000


@dataclass(frozen=True)
class Tally:
    """Counts by choice; those in AT_LEAST are no less than what they say."""

    counts: Mapping[str, int]
    at_least: frozenset[str] = frozenset()

    def write(self, choice: str) -> str:
        return write_number(self.counts.get(choice, 0)) + ("+" if choice in self.at_least else "")


def tally(rows: QuerySet[Any], field: str, choices: Iterable[str]) -> Tally:
    """Count ROWS by the value of a column, each choice up to the cap, in one query.

    An index that begins with the column (and the condition of ROWS) lets each count stop after the cap.
    """
    choices = tuple(choices)
    if not choices:
        return Tally({})
    parts: list[str] = []
    values: list[Any] = []
    for choice in choices:
        compiled = rows.order_by().filter(**{field: choice}).values("pk")[: CAP + 1].query.sql_with_params()
        parts.append(f"(select count(*) from ({compiled[0]}) counted)")
        values += compiled[1]
    with connection.cursor() as cursor:
        cursor.execute(f"select {', '.join(parts)}", values)
        found = dict(zip(choices, cursor.fetchone(), strict=True))
    return Tally(
        {choice: min(count, CAP) for choice, count in found.items()},
        frozenset(choice for choice, count in found.items() if count > CAP),
    )
