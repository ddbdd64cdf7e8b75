"""The counted rows of a case, kept in step with its events: what no longer holds is closed, what is new is added."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any

from django.db import transaction

from minhbach.domains.cases.codec import read_entry
from minhbach.domains.cases.counting import CountCheck, Known, Row, history_of, known_at, rows_of
from minhbach.domains.cases.models import Case, CaseEvent, CountedRow
from minhbach.domains.cases.types.codes import Counted
from minhbach.domains.cases.types.state import CaseState, Entry
from minhbach.foundation import audit

TARGET = "cases.counts"
CHECKED = f"{TARGET}.checked"
# Cases counted anew each night.
SAMPLE = 200
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


@transaction.atomic
def check_counts(*, at: datetime, sample: int = SAMPLE) -> CountCheck:
    """Count a sample of cases anew from their events, compare with the rows kept, and record what differs.

    Nothing is mended here: a difference is a fault of the program, to be looked into first.
    """
    differing = []
    cases = list(Case.objects.select_related("owner_agency").order_by("?")[:sample])
    for case in cases:
        events = CaseEvent.objects.filter(case=case).order_by("sequence")
        if Counter(known_rows(case)) != Counter(history_of(case, [read_entry(event) for event in events])):
            differing.append(case)
    check = CountCheck(at, len(cases), tuple(sorted(str(case.id) for case in differing)))
    audit.record(
        CHECKED,
        officer_id=None,
        at=at,
        target_type=TARGET,
        target_id="sample",
        data={"checked": check.checked, "differing": list(check.differing)},
    )
    return check
