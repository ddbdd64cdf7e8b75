"""Reads: the law in use, and the rows it is made of."""

from __future__ import annotations

from minhbach.domains.law.policies import keeps_law
from minhbach.domains.law.selectors.book import (
    Law,
    applicable_rules,
    clock,
    deadlines_for_event,
    fine_frame,
    form,
    frames_for_class,
    offices_of,
    open_law,
    powers_of,
    report_categories,
    rows_in_use,
    violation_class,
    violation_classes,
)
from minhbach.domains.law.selectors.rows import (
    RowState,
    find_rows,
    get_row,
    history_of,
    instruments,
    list_rows,
    row_url,
    state_of,
    switches_of,
    unchecked_rows,
    versions_of,
    years_with_holidays,
)
from minhbach.domains.law.wording import Line, lines_of

__all__ = [
    "Law",
    "Line",
    "RowState",
    "applicable_rules",
    "clock",
    "deadlines_for_event",
    "find_rows",
    "fine_frame",
    "form",
    "frames_for_class",
    "get_row",
    "history_of",
    "instruments",
    "keeps_law",
    "lines_of",
    "list_rows",
    "offices_of",
    "open_law",
    "powers_of",
    "report_categories",
    "row_url",
    "rows_in_use",
    "state_of",
    "switches_of",
    "unchecked_rows",
    "versions_of",
    "violation_class",
    "violation_classes",
    "years_with_holidays",
]
