"""What an XLSX holds before it is read: measured while it is unpacked, not by what it says of itself.

A few kilobytes can unpack to gigabytes, and one stray cell in the last corner of a sheet makes a reader lay out
seventeen billion cells. Both are seen here in a pass that holds a megabyte at a time.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from minhbach.engine.reading.refusals import ReadingRefused

UNPACKED_BYTES = 512 << 20  # of the sheet and its strings together: an export of 178,647 listings has 340 MB
CELL_BYTES = 20 << 20
SHEET_CELLS = 20_000_000  # as a rectangle laid out by the reader
_PARTS = 10_000
_SMALL_PART = 8 << 20  # the workbook's own description
BLOCK = 1 << 20
# How wide a sheet is, told by the cells it names: beyond AZ, beyond Z, beyond J, or no wider than that.
_BEYOND = tuple(
    re.compile(rb"""\br\s*=\s*["'](?:%s)[0-9]""" % columns)
    for columns in (rb"[A-Z]{3}|[B-Z][A-Z]", rb"[A-Z]{2,3}", rb"[A-Z]{2,3}|[K-Z]")
)
_WIDTHS = (1 << 14, 52, 26, 10)
_ROW_NUMBER = re.compile(rb"""<(?:\w+:)?row\b[^>]*?\br\s*=\s*["']([0-9]{1,7})["']""")
_ATTRIBUTE = re.compile(r"""([\w:]+)\s*=\s*["']([^"']*)["']""")
_FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError)


@dataclass(frozen=True)
class Sheet:
    """The first sheet of a workbook and what was measured of it."""

    part: str
    strings: str | None
    rows: int  # the highest row that is named
    is_far: bool  # laid out as a rectangle it may be too large, so its far cells must be cut off


def measure(path: Path) -> Sheet:
    """Unpack the first sheet and its strings once, keeping nothing.

    Raises: ReadingRefused when it is no workbook, is broken, or unpacks to too much.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            return _measure(archive, path)
    except _FAULTS as error:
        raise ReadingRefused(problem="xlsx_broken", file=path.name, detail=str(error)) from error


def _measure(archive: zipfile.ZipFile, path: Path) -> Sheet:
    names = archive.namelist()
    if len(names) > _PARTS:
        raise ReadingRefused(problem="unpacks_too_large", file=path.name, megabytes=UNPACKED_BYTES >> 20)
    if any(one.flag_bits & 1 for one in archive.infolist()):
        raise ReadingRefused(problem="locked", file=path.name)
    parts = {name.replace("\\", "/").lstrip("/").lower(): name for name in names}
    if "xl/workbook.xml" not in parts:
        raise ReadingRefused(problem="not_a_table", file=path.name)
    part = _first_sheet(archive, parts, path)
    strings = parts.get("xl/sharedstrings.xml")
    left, rows, wide = UNPACKED_BYTES, 0, len(_BEYOND)
    for name in (part, strings) if strings else (part,):
        without_end = 0
        for block in blocks(archive, name):
            left -= len(block)
            without_end = 0 if b"<" in block else without_end + len(block)
            if left < 0:
                raise ReadingRefused(problem="unpacks_too_large", file=path.name, megabytes=UNPACKED_BYTES >> 20)
            if without_end > CELL_BYTES:
                raise ReadingRefused(problem="cell_too_long", file=path.name, megabytes=CELL_BYTES >> 20)
            if name == part:
                wide = next((place for place, beyond in enumerate(_BEYOND[:wide]) if beyond.search(block)), wide)
                named = _ROW_NUMBER.search(block, max(block.rfind(b"<row"), block.rfind(b":row"), 1) - 1)
                rows = max(rows, int(named[1]) if named else 0)
    return Sheet(part, strings, rows, is_far=rows * _WIDTHS[wide] > SHEET_CELLS)


def blocks(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """Yield a part, a block at a time."""
    with archive.open(part) as file:
        while block := file.read(BLOCK):
            yield block


def _first_sheet(archive: zipfile.ZipFile, parts: dict[str, str], path: Path) -> str:
    """Return the part that holds the first sheet, as the workbook names it."""
    workbook = _small(archive, parts["xl/workbook.xml"])
    sheet = re.search(r"<(?:\w+:)?sheet\b([^>]*)>", workbook)
    if sheet is None:
        raise ReadingRefused(problem="no_sheet", file=path.name)
    number = next((value for name, value in _ATTRIBUTE.findall(sheet[1]) if name.endswith(":id")), None)
    rels = _small(archive, parts.get("xl/_rels/workbook.xml.rels", ""))
    for found in re.findall(r"<(?:\w+:)?Relationship\b([^>]*)>", rels):
        relation = dict(_ATTRIBUTE.findall(found))
        if relation.get("Id") == number:
            target = relation.get("Target", "")
            place = target.lstrip("/") if target.startswith("/") else posixpath.join("xl", target)
            part = parts.get(posixpath.normpath(place.replace("\\", "/")).lower())
            if part is not None:
                return part
    raise ReadingRefused(problem="xlsx_broken", file=path.name, detail="no part for the first sheet")


def _small(archive: zipfile.ZipFile, name: str) -> str:
    if not name:
        return ""
    file: IO[bytes]
    with archive.open(name) as file:
        return file.read(_SMALL_PART).decode("utf-8", errors="replace")
