"""A short list that people send whole, as a file or pasted: columns by their headings, all rows or none.

    COLUMNS = NamedColumns.read(Path(__file__).parent / "data/slip_columns.toml")
    rows = read_list(content, name=…, most_rows=300, columns=COLUMNS, needed=("number",), longest={…}, take=…)

The table names each column with a code, a label and whatever else lists turn out to call it, as search keys.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import IO, Self, TypeVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from minhbach.engine.text.keys import search_key
from minhbach.foundation.pages.formats import read_day
from minhbach.foundation.refusals import InvalidInput, RowProblem
from minhbach.foundation.untrusted import read_rows

_MOST_FAULTS_SHOWN = 100
T = TypeVar("T")


class ListEmpty(InvalidInput):
    code = "foundation.list.empty"
    field = "file"
    sentence = _lazy("Danh sách không có dòng nào. Hãy dán danh sách hoặc chọn tệp.")


class ListColumnsMissing(InvalidInput):
    code = "foundation.list.columns_missing"
    field = "file"
    sentence = _lazy("Danh sách thiếu cột: %(missing)s. Các cột đọc được: %(columns)s.")


class ListFaulty(InvalidInput):
    code = "foundation.list.faulty"
    field = "file"
    sentence = _lazy("%(count)s dòng có lỗi; chưa ghi dòng nào. Hãy sửa rồi gửi lại cả danh sách.")


@dataclass(frozen=True)
class NamedColumns:
    """The columns a list may have: what each is called on a page, and by which heading it is known."""

    labels: Mapping[str, str]
    by_heading: Mapping[str, str]

    @classmethod
    def read(cls, path: Path) -> Self:
        rows = tomllib.loads(path.read_text(encoding="utf-8"))["column"]
        return cls(
            {row["code"]: row["label"] for row in rows},
            {name: row["code"] for row in rows for name in (search_key(row["label"]), *row["names"])},
        )

    def code_of(self, heading: str) -> str:
        """Return the code of a heading, "" where nobody knows it."""
        return self.by_heading.get(search_key(heading), "")


def read_list(
    content: bytes | IO[bytes],
    *,
    name: str,
    most_rows: int,
    columns: NamedColumns,
    needed: Collection[str],
    longest: Mapping[str, int],
    take: Callable[[dict[str, str]], T | str],
) -> list[T]:
    """Read every row that says something, or name those at fault: TAKE makes of its cells a thing, or a sentence.

    Raises: FileNotRead, ListEmpty, ListColumnsMissing, ListFaulty.
    """
    if isinstance(content, bytes) and not content.strip():
        raise ListEmpty
    rows = read_rows(content, name=name, most_rows=most_rows + 1)
    if not rows:
        raise ListEmpty
    codes = [columns.code_of(cell) for cell in rows[0].cells]
    if missing := [columns.labels[code] for code in needed if code not in codes]:
        raise ListColumnsMissing(missing=", ".join(missing), columns=", ".join(filter(None, rows[0].cells)) or "–")
    found: list[T] = []
    problems: list[RowProblem] = []
    for number, cells in rows[1:]:
        said: dict[str, str] = {}
        for code, cell in zip(codes, cells, strict=False):
            if code and cell.strip():
                said.setdefault(code, cell.strip())
        if not said:
            continue
        taken = _fault(said, columns.labels, needed, longest) or take(said)
        if isinstance(taken, str):
            problems.append(RowProblem(number, taken))
        else:
            found.append(taken)
    if problems:
        raise ListFaulty(count=len(problems), rows=problems[:_MOST_FAULTS_SHOWN])
    if not found:
        raise ListEmpty
    return found


def read_past_day(text: str, *, on: date) -> date | str:
    """Return a day that has come by ON, or the sentence that says it is none."""
    day = read_day(text[:10])
    if day is None or day > on:
        return _("không đọc được ngày, hoặc ngày chưa tới: “%(day)s”.") % {"day": text[:20]}
    return day


def _fault(
    said: Mapping[str, str], labels: Mapping[str, str], needed: Collection[str], longest: Mapping[str, int]
) -> str:
    for code in needed:
        if not said.get(code):
            return _("thiếu “%(column)s”.") % {"column": labels[code]}
    for code, most in longest.items():
        if len(said.get(code, "")) > most:
            return _("“%(column)s” dài quá %(most)s chữ.") % {"column": labels[code], "most": most}
    return ""
