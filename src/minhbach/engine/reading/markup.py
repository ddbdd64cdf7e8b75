"""Tables of HTML, and of the XML of old Excel, saved under .xls: rows of text, spans filled."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

from minhbach.engine.reading.refusals import ReadingRefused

_BEGINS = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<\?mso[^>]*>\s*)?(?:<!--.*?-->\s*)*"
    r"<(?:!doctype html|html|table|head|body|meta|style|div|(?:\w+:)?workbook)\b",
    re.IGNORECASE | re.DOTALL,
)
_BLOCK = 1 << 16
_ROW, _CELLS, _TABLES = ("tr", "row"), ("td", "th", "cell"), ("table", "worksheet")
_WIDEST, _TALLEST = 1_000, 100_000  # of one span
_MOST_BYTES = 200 << 20
_SILENT = ("script", "style", "title")


def is_markup(text: str) -> bool:
    """Say whether a text is HTML or the XML of a workbook."""
    return _BEGINS.match(text[:4_000].lstrip("\ufeff")) is not None


def markup_tables(path: Path, encoding: str) -> list[list[list[str]]]:
    """Return each table as rows; one that stands in another's cell is part of that.

    Raises: ReadingRefused.
    """
    if path.stat().st_size > _MOST_BYTES:
        raise ReadingRefused(problem="unpacks_too_large", file=path.name, megabytes=_MOST_BYTES >> 20)
    parser = _Tables()
    with path.open(encoding=encoding, errors="replace", newline=None) as file:
        while block := file.read(_BLOCK):
            parser.feed(block)
    parser.close()
    parser.end_table()
    return [table for table in parser.tables if table]


class _Tables(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[list[list[str]]] = []
        self._rows: list[list[str]] = []
        self._row: list[str] | None = None
        self._cell: list[str] | None = None
        self._span = (1, 1)
        self._below: dict[int, tuple[int, str]] = {}  # column: rows left, text
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        tag = tag.rpartition(":")[2]
        if tag in _SILENT:
            self._silent += 1
        elif tag in _TABLES and self._cell is None:
            self.end_table()
        elif tag in _ROW:
            self._end_row()
            self._row = []
        elif tag in _CELLS:
            self._end_cell()
            if self._row is None:
                self._row = []
            given = {name.rpartition(":")[2]: value or "" for name, value in attrs}
            index = given.get("index", "")
            while index.isdigit() and len(self._row) < min(int(index) - 1, _WIDEST):
                self._row.append(self._below.get(len(self._row), (0, ""))[1])
            self._cell = []
            wide = _number(given.get("colspan"), _WIDEST) + _number(given.get("mergeacross"), _WIDEST, none=0)
            tall = _number(given.get("rowspan"), _TALLEST) + _number(given.get("mergedown"), _TALLEST, none=0)
            self._span = (wide, tall)
        elif tag in ("br", "p", "div", "li") and self._cell:
            self._cell.append("\n")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag.rpartition(":")[2] in (*_CELLS, *_ROW, *_SILENT):
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        tag = tag.rpartition(":")[2]
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag in _CELLS:
            self._end_cell()
        elif tag in _ROW:
            self._end_row()
        elif tag in _TABLES:
            self.end_table()

    def handle_data(self, data: str) -> None:
        if self._cell is not None and not self._silent:
            self._cell.append(data)

    def end_table(self) -> None:
        self._end_row()
        if self._rows:
            self.tables.append(self._rows)
        self._rows, self._below = [], {}

    def _end_cell(self) -> None:
        if self._cell is None or self._row is None:
            return
        text = "\n".join(line for part in "".join(self._cell).split("\n") if (line := " ".join(part.split())))
        self._cell = None
        self._fill()
        wide, tall = self._span
        for place in range(min(wide, _WIDEST)):
            if tall > 1:
                self._below[len(self._row)] = (tall, text if place == 0 else "")
            self._row.append(text if place == 0 else "")

    def _end_row(self) -> None:
        self._end_cell()
        if self._row is None:
            return
        self._fill()
        if self._row:
            self._rows.append(self._row)
        self._below = {column: (rows - 1, text) for column, (rows, text) in self._below.items() if rows > 1}
        self._row = None

    def _fill(self) -> None:
        """Write what spans down from rows above; a span of the present row stands already."""
        if self._row is None:
            return
        while len(self._row) in self._below:
            self._row.append(self._below[len(self._row)][1])


def _number(text: str | None, most: int, none: int = 1) -> int:
    return min(int(text), most) if text and text.isdigit() else none
