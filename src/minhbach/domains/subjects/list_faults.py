"""What could not be read of a list: once for each kind with its rows, and row by row for whoever mends the file."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from minhbach.domains.subjects.identities import sentence_of
from minhbach.domains.subjects.list_columns import FIELDS
from minhbach.domains.subjects.list_rows import ListRow
from minhbach.foundation.pages import Column
from minhbach.foundation.pages.workbook import workbook

SHOWN_ROWS = 10
# A sheet of Excel has 1,048,576 rows, the header among them.
_MOST_ROWS = 1_048_575
_UNREADABLE = "row"


class Faults:
    """Gathers faults as rows are read."""

    def __init__(self) -> None:
        self.count = 0
        self._rows: list[tuple[str, str, str, str]] = []
        self._kinds: dict[tuple[str, str], dict[str, Any]] = {}

    def add(self, rows: Iterable[ListRow]) -> None:
        """Add the faults of rows that were read."""
        for row in rows:
            for fault in row.faults:
                self._add(row.called, fault.column, fault.code, fault.value)

    def add_unreadable(self, bad: Iterable[tuple[int, str, str]]) -> None:
        """Add rows that the file itself could not give."""
        for number, _reason, value in bad:
            if number:
                self._add(str(number), _UNREADABLE, "unreadable", value)

    def kinds(self) -> list[dict[str, Any]]:
        """List the kinds, most frequent first: column, code, how many, a value and the first rows."""
        return sorted(self._kinds.values(), key=lambda kind: (-kind["count"], kind["column"], kind["code"]))

    def workbook(self) -> bytes:
        """Lay every fault out as a sheet."""
        columns = [
            Column("row", _("Dòng"), lambda row: row[0]),
            Column("column", _("Cột"), lambda row: column_words(row[1])),
            Column("problem", _("Lỗi và cách sửa"), lambda row: fault_words(row[1], row[2], row[3])),
            Column("value", _("Nội dung trong ô"), lambda row: row[3]),
        ]
        content, _count = workbook(_("Dòng có lỗi"), columns, self._rows[:_MOST_ROWS])
        return content

    def _add(self, called: str, column: str, code: str, value: str) -> None:
        self.count += 1
        self._rows.append((called, column, code, value))
        kind = self._kinds.setdefault(
            (column, code), {"column": column, "code": code, "count": 0, "value": value[:100], "rows": []}
        )
        kind["count"] += 1
        if len(kind["rows"]) < SHOWN_ROWS:
            kind["rows"].append(called)


def column_words(column: str) -> str:
    """Return what a column is called on the page."""
    return _("cả dòng") if column == _UNREADABLE else str(FIELDS[column])


def fault_words(column: str, code: str, value: str) -> str:
    """Say what is wrong in a cell and how to mend it."""
    if column == _UNREADABLE:
        return _("không đọc được dòng này: thừa ô hoặc thiếu dấu ngoặc kép")
    if column == "name":
        return _("thiếu tên")
    if column == "kind":
        return _("không có loại này")
    if column == "place":
        return _(
            "không có xã, phường hiện nay nào tên như vậy, hoặc có nhiều nơi trùng tên; hãy ghi thêm tên tỉnh sau dấu "
            "phẩy"
        )
    kind, _dot, fault = code.partition(".")
    return sentence_of(kind, fault, value)
