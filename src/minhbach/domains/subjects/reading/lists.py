"""A whole list: its heading row found, its columns known or named, its rows read, its faults told together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from minhbach.domains.subjects.reading.columns import COLUMNS, ListColumn, columns_named
from minhbach.domains.subjects.reading.faults import Fault, told_by_kind
from minhbach.domains.subjects.reading.rows import RowReader
from minhbach.domains.subjects.refusals import ImportUnreadable
from minhbach.domains.subjects.types import MerchantFacts
from minhbach.engine.identifiers import KINDS, IdentifierUnreadable, read_cell
from minhbach.engine.identifiers.kind import is_figure
from minhbach.foundation.refusals import RowProblem
from minhbach.foundation.untrusted import Row, read_rows

LONGEST = 2_000
_READ = 5_000  # rows are counted here, and those without a merchant do not count
_TITLES = 15  # rows in which a title may stand before the headings
_MANY, _MOST = 2, 0.8  # so many values, and such a share of them, tell what a column holds


@dataclass(frozen=True)
class MerchantList:
    """A list as it was read: UNKNOWN headings are named before anything is kept, REMARKS after."""

    rows: Sequence[MerchantFacts]
    unknown: Sequence[str] = ()
    closed: Sequence[str] = ()
    remarks: Sequence[Fault] = ()


def read_list(content: bytes, *, on: date, name: str = "") -> MerchantList:
    """Read pasted or uploaded rows.

    Raises: ImportUnreadable with every fault there is; FileNotRead when it is no table.
    """
    rows = read_rows(content, name=name or _("danh sách"), most_rows=_READ) if content.strip() else []
    if not rows:
        raise ImportUnreadable(rows=[RowProblem(0, _("Danh sách không có dòng nào."))])
    at, columns = find_headings(rows)
    if not any(column.code == "name" for column in columns.values()):
        sentence = _("không có cột nào tên là “Tên”; phải có dòng tiêu đề trước các dòng dữ liệu")
        raise ImportUnreadable(rows=[RowProblem(rows[0].number, sentence)])
    headers, body = rows[at].cells, rows[at + 1 :]
    if len(body) > LONGEST:
        raise ImportUnreadable(rows=[RowProblem(0, _("Danh sách dài hơn 2.000 dòng; hãy chia nhỏ."))])
    kept = {place: column for place, column in columns.items() if not _is_closed(column)}
    swapped = find_swapped(kept, headers, rows[at].number, body)
    reader = RowReader({place: column for place, column in kept.items() if place not in swapped}, on=on)
    read = [one for one in (reader.read(row.number, row.cells) for row in body) if one is not None]
    faults = [*swapped.values(), *(fault for one in read for fault in one.faults)]
    if faults or not read:
        raise ImportUnreadable(rows=told_by_kind(faults) or [RowProblem(0, _("Danh sách không có dòng nào."))])
    return MerchantList(
        rows=[one.facts for one in read],
        unknown=[headers[place] for place in holding(headers, body) if place not in columns],
        closed=[headers[place] for place in holding(headers, body) if place in columns and place not in kept],
        remarks=[remark for one in read for remark in one.remarks],
    )


def find_headings(rows: Sequence[Row]) -> tuple[int, dict[int, ListColumn]]:
    """Return which of the first rows names the most columns, and the columns it names."""
    named = [columns_named(row.cells) for row in rows[:_TITLES]]
    best = max(range(len(named)), key=lambda at: (_names_merchants(named[at]), len(named[at]), -at))
    return best, named[best]


def _names_merchants(columns: Mapping[int, ListColumn]) -> bool:
    return any(column.code == "name" for column in columns.values())


def holding(headers: Sequence[str], body: Sequence[Row]) -> list[int]:
    """Return the places of the columns that have a heading and hold something."""
    return [
        place
        for place, header in enumerate(headers)
        if header.strip() and any(place < len(row.cells) and row.cells[place].strip() for row in body)
    ]


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


def _is_closed(column: ListColumn) -> bool:
    return any(KINDS[kind].is_closed for kind in column.kinds)
