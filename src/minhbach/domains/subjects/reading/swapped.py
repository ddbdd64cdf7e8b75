"""Columns whose values are plainly what another column is for: two that changed places."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from minhbach.domains.subjects.reading.columns import COLUMNS, ListColumn
from minhbach.domains.subjects.reading.faults import Fault
from minhbach.engine.identifiers import IdentifierUnreadable, read_cell
from minhbach.engine.identifiers.kind import is_figure
from minhbach.foundation.untrusted import Row

_MANY, _MOST = 2, 0.8  # so many values, and such a share of them, tell what a column holds


def find_swapped(
    columns: Mapping[int, ListColumn], headers: Sequence[str], row: int, body: Sequence[Row]
) -> dict[int, Fault]:
    """Return the columns whose values are plainly what another column is for, each with its fault."""
    found: dict[int, Fault] = {}
    for place, column in columns.items():
        if not column.kinds and column.code != "name":
            continue
        values = [one for each in body if place < len(each.cells) and (one := each.cells[place].strip())]
        other = _what_else(column, values)
        if other is not None:
            sentence = _(
                "cột này có vẻ chứa %(other)s (ví dụ “%(value)s”); hãy xem lại tên các cột, có thể bị đổi chỗ."
            )
            words = {"other": COLUMNS[other].label, "value": values[0][:40]}
            found[place] = Fault(row, headers[place], "swapped", sentence % words)
    return found


def _what_else(column: ListColumn, values: Sequence[str]) -> str | None:
    """Return the column for which the values are, where hardly one is for this."""
    if len(values) < _MANY:
        return None
    if column.kinds and sum(_reads(column, value) for value in values) > (1 - _MOST) * len(values):
        return None
    others = [COLUMNS[code] for code in ("phone", "tax_code", "email", "url") if code != column.code]
    if column.code == "name":
        # Names may be anything, figures and addresses of pages are none.
        figures = [value for value in values if is_figure(value) or "@" in value or "://" in value]
        if len(figures) < _MOST * len(values):
            return None
    for other in others:
        if sum(_reads(other, value) for value in values) >= _MOST * len(values):
            return other.code
    return None


def _reads(column: ListColumn, value: str) -> bool:
    try:
        read_cell(column.kinds, value)
    except IdentifierUnreadable as unreadable:
        return unreadable.values["fault"] == "bank_missing"
    return True
