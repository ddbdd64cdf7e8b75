"""The counted rows of a case, kept in step with its events: what no longer holds is closed, what is new is added."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields
from typing import Any

from django.db import transaction

from minhbach.domains.cases.counting import Known, Row, history_of, known_at, rows_of
from minhbach.domains.cases.models import Case, CountedRow
from minhbach.domains.cases.types.codes import Counted
from minhbach.domains.cases.types.state import CaseState, Entry

_FIELDS = tuple(one.name for one in fields(Row))


def keep_count(case: Case, entries: Sequence[Entry[Any]], state: CaseState) -> None:
    """Write down what the last of the entries changes in what is counted of a case. STATE is theirs."""
    at = known_at(entries)
    standing = {row_of(kept): kept for kept in CountedRow.objects.filter(case=case, known_until=None)}
    wanted = rows_of(case, state)
    gone = [kept for row, kept in standing.items() if row not in wanted]
    # What came and went within one moment was never known.
    if never := [kept.pk for kept in gone if kept.known_from == at]:
        CountedRow.objects.filter(pk__in=never).delete()
    if closed := [kept.pk for kept in gone if kept.known_from != at]:
        CountedRow.objects.filter(pk__in=closed).update(known_until=at)
    _add(case, (Known(row, at, None) for row in wanted if row not in standing))


@transaction.atomic
def count_anew(case: Case, entries: Sequence[Entry[Any]]) -> None:
    """Write all rows of a case from its entries, each with the time for which it stood."""
    CountedRow.objects.filter(case=case).delete()
    _add(case, history_of(case, entries))


def known_rows(case: Case) -> list[Known]:
    """Read the rows of a case as they are kept."""
    return [Known(row_of(kept), kept.known_from, kept.known_until) for kept in CountedRow.objects.filter(case=case)]


def row_of(kept: CountedRow) -> Row:
    """Read one kept row."""
    values = {name: getattr(kept, name) for name in _FIELDS}
    lists = {name: tuple(values[name]) for name in ("classes", "series", "joint_agency_ids")}
    return Row(**(values | lists | {"kind": Counted(kept.kind)}))


def _add(case: Case, rows: Iterable[Known]) -> None:
    CountedRow.objects.bulk_create(
        CountedRow(
            case=case,
            known_from=known.since,
            known_until=known.until,
            **{name: getattr(known.row, name) for name in _FIELDS},
        )
        for known in sorted(rows, key=lambda known: (known.since, known.row.kind, known.row.day))
    )
