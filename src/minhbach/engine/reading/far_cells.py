"""A sheet without the cells that lie far from its table, and the first rows of one, each as a small workbook.

Real sheets have a stray blank in XFD1048576. The table is what stands under its first rows: what lies to the right of
them is left out, rows without a word are left out, and the rest is written close together for the reader.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from minhbach.engine.reading.containers import BLOCK, SHEET_CELLS, Sheet, blocks
from minhbach.engine.reading.refusals import ReadingRefused

COLUMNS = 1_000
"""How many columns a table may have."""
KEPT_DIGITS = 15
"""How many digits of a number a spreadsheet keeps."""

_HEAD_ROWS, _HEAD_LINES = 20, 200  # a table's width is that of its first rows, which stand together
_ROW_BYTES = 64 << 20
_STRINGS = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
_ROW = re.compile(rb"<(?:\w+:)?row\b([^>]*)>")
_CELL = re.compile(rb"<(?:\w+:)?c(?=[\s>/])([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)", re.DOTALL)
_REFERENCE = re.compile(rb"""\br\s*=\s*["']([A-Z]{1,3})([0-9]{1,7})["']""")
_NUMBER = re.compile(rb"""\br\s*=\s*["']([0-9]{1,7})["']""")
_SHARED = re.compile(rb"""\bt\s*=\s*["']s["']""")
_OTHER_TYPE = re.compile(rb"""\bt\s*=\s*["'](?!n["'])""")  # words, truths, errors
_VALUE = re.compile(rb"<(?:\w+:)?v\b[^>]*>(.*?)</(?:\w+:)?v>", re.DOTALL)
_TEXT = re.compile(rb"<(?:\w+:)?(?:v|t)\b[^>]*[^/]>\s*[^\s<]|<(?:\w+:)?(?:v|t)>\s*[^\s<]")
_ROW_END = re.compile(rb"</(?:\w+:)?row>|<(?:\w+:)?row\b[^>]*/>")
_STRING_END = re.compile(rb"</(?:\w+:)?si>|<(?:\w+:)?si/>")


@dataclass(frozen=True)
class Cell:
    """One cell that holds something; ``attributes`` and ``content`` as they stand in the sheet."""

    column: int  # from 0
    attributes: bytes
    content: bytes

    @property
    def string(self) -> int | None:
        """Which shared string it holds, where it holds one."""
        value = _VALUE.search(self.content) if _SHARED.search(self.attributes) else None
        return int(value[1]) if value and value[1].strip().isdigit() else None


def head_of(path: Path, sheet: Sheet, rows: int, out: Path) -> None:
    """Write the first rows of a sheet as a workbook: the sheet as it stands to there, or its table without far cells.

    Raises: ReadingRefused.
    """
    if sheet.is_far:
        _write(path, sheet, islice(_table(path, sheet), rows), out)
        return
    with zipfile.ZipFile(path) as archive, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as target:
        begun = _begun(archive, sheet.part, rows)
        target.writestr(sheet.part, begun)
        if sheet.strings:
            last = max((cell.string for cell in _cells(begun) if cell.string is not None), default=0)
            strings = b"".join(islice(_strings(archive, sheet.strings), last + 1)) or _STRINGS
            target.writestr(sheet.strings, strings + _end_of(strings, b"sst"))
        _write_frame(archive, sheet, target)


def narrowed(path: Path, sheet: Sheet, out: Path) -> list[int]:
    """Write the table of a sheet without its far cells as a workbook, and return the numbers of its rows.

    Raises: ReadingRefused when the table itself is too wide or too large.
    """
    return _write(path, sheet, _table(path, sheet), out)


def number_columns(archive: zipfile.ZipFile, sheet: Sheet) -> frozenset[int]:
    """Return the columns where a number of more digits stands than a spreadsheet keeps: its last ones are lost."""
    found: set[int] = set()
    with archive.open(sheet.part) as file:
        content = file.read()
    for cell in _cells(content):
        value = None if _OTHER_TYPE.search(cell.attributes) else _VALUE.search(cell.content)
        if value and _is_too_long(value[1].strip()):
            found.add(cell.column)
    return frozenset(found)


def _is_too_long(value: bytes) -> bool:
    try:
        return bool(abs(float(value)) >= 10**KEPT_DIGITS)
    except ValueError:
        return False


def column_name(column: int) -> str:
    """Name a column as the spreadsheet does: A for 0, XFD for the last."""
    name = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        name = chr(ord("A") + letter) + name
    return name


def _table(path: Path, sheet: Sheet) -> Iterator[tuple[int, list[Cell]]]:
    """Yield the rows of the table, each as wide as its first rows are."""
    width = first = 0
    for number, cells in islice(_filled_rows(path, sheet), _HEAD_ROWS):
        first = first or number
        if number > first + _HEAD_LINES:
            break
        width = max(width, *(cell.column + 1 for cell in cells))
        if width > COLUMNS:
            far = next(cell for cell in cells if cell.column >= COLUMNS)
            raise ReadingRefused(
                problem="too_many_columns", file=path.name, limit=COLUMNS, columns=[column_name(far.column)]
            )
    taken = 0
    for number, cells in _filled_rows(path, sheet):
        if near := [cell for cell in cells if cell.column < width]:
            taken += width
            if taken > SHEET_CELLS:
                raise ReadingRefused(problem="too_many_cells", file=path.name, limit=SHEET_CELLS)
            yield number, near


def _begun(archive: zipfile.ZipFile, part: str, rows: int) -> bytes:
    """Return a sheet as it stands, to the end of so many rows."""
    held = b""
    for block in blocks(archive, part):
        held += block
        ends = list(islice(_ROW_END.finditer(held), rows))
        if len(ends) == rows:
            kept = held[: ends[-1].end()]
            return kept + _end_of(kept, b"sheetData") + _end_of(kept, b"worksheet")
        if len(held) > _ROW_BYTES:
            raise ReadingRefused(problem="cell_too_long", file=part, megabytes=_ROW_BYTES >> 20)
    return held


def _end_of(begun: bytes, name: bytes) -> bytes:
    """Return the end of an element that was begun, under the prefix that it has."""
    prefix = re.search(rb"<(\w+:)?%s\b" % name, begun)
    is_ended = begun.rstrip().endswith(name + b">")
    return b"" if prefix is None or is_ended else b"</%s%s>" % (prefix[1] or b"", name)


def _filled_rows(path: Path, sheet: Sheet) -> Iterator[tuple[int, list[Cell]]]:
    """Yield the rows in which something stands, with the cells in which it does."""
    with zipfile.ZipFile(path) as archive:
        blank = _blank_strings(archive, sheet) if sheet.is_far else frozenset()
        last = 0
        for row in _rows(archive, sheet.part, path):
            opened = _ROW.search(row)
            if opened is None:
                continue
            last = int(named[1]) if (named := _NUMBER.search(opened[1])) else last + 1
            cells = [cell for cell in _cells(row[opened.end() :]) if _is_filled(cell, blank)]
            if cells:
                yield last, cells


def _rows(archive: zipfile.ZipFile, part: str, path: Path) -> Iterator[bytes]:
    held = b""
    for block in blocks(archive, part):
        held += block
        start = 0
        for found in _ROW_END.finditer(held):
            yield held[start : found.end()]
            start = found.end()
        held = held[start:]
        if len(held) > _ROW_BYTES:
            raise ReadingRefused(problem="cell_too_long", file=path.name, megabytes=_ROW_BYTES >> 20)


def _cells(row: bytes) -> Iterator[Cell]:
    column = 0
    for found in _CELL.finditer(row):
        if named := _REFERENCE.search(found[1]):
            column = 0
            for letter in named[1]:
                column = column * 26 + letter - 64
            column -= 1
        if found[2]:
            yield Cell(column, found[1], found[2])
        column += 1


def _is_filled(cell: Cell, blank: Collection[int]) -> bool:
    string = cell.string
    return string not in blank if string is not None else _TEXT.search(cell.content) is not None


def _blank_strings(archive: zipfile.ZipFile, sheet: Sheet) -> frozenset[int]:
    return frozenset(
        number for number, content in enumerate(_strings(archive, sheet.strings)) if not _TEXT.search(content)
    )


def _strings(archive: zipfile.ZipFile, part: str | None) -> Iterator[bytes]:
    held = b""
    for block in blocks(archive, part) if part else ():
        held += block
        start = 0
        for found in _STRING_END.finditer(held):
            yield held[start : found.end()]
            start = found.end()
        held = held[start:]
        if len(held) > _ROW_BYTES:
            raise ReadingRefused(problem="cell_too_long", file=part, megabytes=_ROW_BYTES >> 20)


def _write(path: Path, sheet: Sheet, rows: Iterator[tuple[int, list[Cell]]], out: Path) -> list[int]:
    """Write rows close together, with the strings they hold and the rest of the workbook as it is."""
    numbers: list[int] = []
    places: dict[int, int] = {}  # of the strings that are held
    with zipfile.ZipFile(path) as archive, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as target:
        with target.open(sheet.part, "w", force_zip64=True) as file:
            file.write(b'<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="')
            file.write(b'http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>')
            for number, cells in rows:
                numbers.append(number)
                written = b"".join(_cell(cell, len(numbers), places) for cell in cells)
                file.write(b'<row r="%d">%s</row>' % (len(numbers), written))
            file.write(b"</sheetData></worksheet>")
        if sheet.strings:
            _write_strings(archive, sheet.strings, places, target)
        _write_frame(archive, sheet, target)
    return numbers


def _write_frame(archive: zipfile.ZipFile, sheet: Sheet, target: zipfile.ZipFile) -> None:
    for one in archive.infolist():
        if one.filename not in (sheet.part, sheet.strings) and _is_of_the_frame(one):
            target.writestr(one.filename, archive.read(one))


def _cell(cell: Cell, row: int, places: dict[int, int]) -> bytes:
    attributes = _REFERENCE.sub(b"", cell.attributes)
    content = re.sub(rb"<(/?)\w+:", rb"<\1", cell.content)
    string = cell.string
    if string is not None:
        content = b"<v>%d</v>" % places.setdefault(string, len(places))
    return b'<c r="%s%d"%s>%s</c>' % (column_name(cell.column).encode(), row, attributes, content)


def _write_strings(archive: zipfile.ZipFile, part: str, places: dict[int, int], target: zipfile.ZipFile) -> None:
    wanted = dict(places)
    kept: list[bytes] = [b"<si><t/></si>"] * len(places)
    for number, content in enumerate(_strings(archive, part)):
        if number in wanted:
            kept[wanted.pop(number)] = content[content.index(b"<", _start_of(content)) :]
        if not wanted:
            break
    with target.open(part, "w", force_zip64=True) as file:
        file.write(_STRINGS)
        for content in kept:
            file.write(re.sub(rb"<(/?)\w+:", rb"<\1", content))
        file.write(b"</sst>")


def _start_of(content: bytes) -> int:
    """Return where a string begins: before the first stands the head of the part."""
    found = re.search(rb"<(?:\w+:)?si\b", content)
    return found.start() if found else 0


def _is_of_the_frame(one: zipfile.ZipInfo) -> bool:
    """Say whether a part is needed to open the workbook: not other sheets, pictures or drawings."""
    name = one.filename.lower()
    is_frame = name.endswith((".xml", ".rels")) and "/worksheets/" not in name and "/drawings/" not in name
    return is_frame and one.file_size <= BLOCK * 16
