"""The faults of a list of any length: once for each kind with its first rows, and row by row in a sheet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from minhbach.domains.subjects.reading.faults import Fault
from minhbach.domains.subjects.reading.listed import ListedMerchant
from minhbach.foundation.pages import Column
from minhbach.foundation.pages.workbook import workbook
from minhbach.foundation.untrusted import faults_of_rows

SHOWN_ROWS = 10
# A sheet of Excel has 1,048,576 rows, the header among them.
_MOST_ROWS = 1_048_575


class GatheredFaults:
    """Gathers what cannot be taken, and what is kept otherwise than it was written, as rows are read."""

    def __init__(self) -> None:
        self._rows: list[tuple[str, Fault]] = []
        self._kinds: dict[tuple[bool, str, str], dict[str, Any]] = {}

    def add(self, rows: Iterable[ListedMerchant]) -> None:
        """Add what is wrong in rows that were read."""
        for row in rows:
            for fault in row.faults:
                self._add(row.called, fault, is_remark=False)
            for remark in row.remarks:
                self._add(row.called, remark, is_remark=True)

    def add_unreadable(self, bad: Sequence[tuple[int, str, str]]) -> None:
        """Add rows that the file itself could not give."""
        for (number, reason, _value), told in zip(bad, faults_of_rows(bad), strict=True):
            self._add(told.called, Fault(number, told.column, reason, told.sentence, told.value), is_remark=False)

    def kinds(self) -> list[dict[str, Any]]:
        """List the kinds, what is not taken first, then the most frequent."""
        return sorted(
            self._kinds.values(), key=lambda kind: (kind["is_remark"], -kind["count"], kind["column"], kind["code"])
        )

    def workbook(self) -> bytes | None:
        """Lay everything out as a sheet; None where there is nothing."""
        if not self._rows:
            return None
        columns = [
            Column("row", _("Dòng"), lambda row: row[0]),
            Column("column", _("Cột"), lambda row: row[1].column),
            Column("problem", _("Lỗi và cách sửa"), lambda row: row[1].sentence),
            Column("value", _("Nội dung trong ô"), lambda row: row[1].value),
        ]
        content, _count = workbook(_("Dòng có lỗi"), columns, self._rows[:_MOST_ROWS])
        return content

    def _add(self, called: str, fault: Fault, *, is_remark: bool) -> None:
        self._rows.append((called, fault))
        kind = self._kinds.setdefault(
            (is_remark, fault.column, fault.code),
            {
                "column": fault.column,
                "code": fault.code,
                "sentence": fault.sentence[:500],
                "is_remark": is_remark,
                "count": 0,
                "rows": [],
            },
        )
        kind["count"] += 1
        if len(kind["rows"]) < SHOWN_ROWS:
            kind["rows"].append(called)
