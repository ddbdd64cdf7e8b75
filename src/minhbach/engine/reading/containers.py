"""What an XLSX holds before it is read: measured while it is unpacked, not by what it says of itself.

A few kilobytes can unpack to gigabytes, and one stray cell in the last corner of a sheet makes a reader lay out
seventeen billion cells. Both are seen here in a pass that holds a megabyte at a time.
"""

from __future__ import annotations

import errno
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html import unescape
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


_MERGED = re.compile(
    rb"""<(?:\w+:)?mergeCell\b[^>]*?\bref\s*=\s*["']([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})["']"""
)
_OVERLAP = 200  # bytes of a block that are looked at again with the next
_MERGES = 100_000


@dataclass(frozen=True)
class Sheet:
    """One sheet of a workbook and what was measured of it."""

    part: str
    strings: str | None
    rows: int  # the highest row that is named
    is_far: bool  # laid out as a rectangle it may be too large, so its far cells must be cut off
    name: str = ""
    merged: tuple[tuple[int, int, int], ...] = ()  # column from 0, first row, last row of what is merged downwards


def measure(path: Path) -> Sheet:
    """Measure the first sheet of a workbook.

    Raises: ReadingRefused when it is no workbook, is broken, or unpacks to too much.
    """
    return measure_all(path, most=1)[0]


def measure_all(path: Path, most: int | None = None) -> list[Sheet]:
    """Unpack the sheets and their strings once, keeping nothing, in the order of the workbook.

    Raises: ReadingRefused when it is no workbook, is broken, or unpacks to too much.
    """
    with faults_refused(path), zipfile.ZipFile(path) as archive:
        return _measure(archive, path, most)


@contextmanager
def faults_refused(path: Path) -> Iterator[None]:
    """Refuse a container that breaks while it is unpacked.

    Raises: ReadingRefused.
    """
    try:
        yield
    except _FAULTS as error:
        if getattr(error, "errno", None) in (errno.ENOSPC, errno.EDQUOT):
            raise
        raise ReadingRefused(problem="xlsx_broken", file=path.name, detail=str(error)[:500]) from error


def _measure(archive: zipfile.ZipFile, path: Path, most: int | None) -> list[Sheet]:
    names = archive.namelist()
    if len(names) > _PARTS:
        raise ReadingRefused(problem="unpacks_too_large", file=path.name, megabytes=UNPACKED_BYTES >> 20)
    if any(one.flag_bits & 1 for one in archive.infolist()):
        raise ReadingRefused(problem="locked", file=path.name)
    parts = {name.replace("\\", "/").lstrip("/").lower(): name for name in names}
    if "xl/workbook.xml" not in parts:
        raise ReadingRefused(problem="not_a_table", file=path.name)
    strings = parts.get("xl/sharedstrings.xml")
    left = UNPACKED_BYTES - (_unpacked(archive, strings, path, UNPACKED_BYTES) if strings else 0)
    sheets: list[Sheet] = []
    for name, part in _sheet_parts(archive, parts, path)[:most]:
        sheets.append(_measured(archive, path, name, part, strings, left))
    return sheets


def _unpacked(archive: zipfile.ZipFile, part: str, path: Path, most: int) -> int:
    """Return how large a part is when it is unpacked."""
    return sum(len(block) for block in _within(archive, part, path, most))


def _within(archive: zipfile.ZipFile, part: str, path: Path, most: int) -> Iterator[bytes]:
    """Yield a part, a block at a time.

    Raises: ReadingRefused when it, or one cell of it, is too large.
    """
    left, without_end = most, 0
    for block in blocks(archive, part):
        left -= len(block)
        without_end = 0 if b"<" in block else without_end + len(block)
        if left < 0:
            raise ReadingRefused(problem="unpacks_too_large", file=path.name, megabytes=UNPACKED_BYTES >> 20)
        if without_end > CELL_BYTES:
            raise ReadingRefused(problem="cell_too_long", file=path.name, megabytes=CELL_BYTES >> 20)
        yield block


def _measured(archive: zipfile.ZipFile, path: Path, name: str, part: str, strings: str | None, left: int) -> Sheet:
    rows, wide = 0, len(_BEYOND)
    merged: dict[tuple[int, int, int], None] = {}
    end = b""
    for block in _within(archive, part, path, left):
        wide = next((place for place, beyond in enumerate(_BEYOND[:wide]) if beyond.search(block)), wide)
        named = _ROW_NUMBER.search(block, max(block.rfind(b"<row"), block.rfind(b":row"), 1) - 1)
        rows = max(rows, int(named[1]) if named else 0)
        if b"ergeCell" in block or b"ergeCell" in end:
            for found in _MERGED.finditer(end + block):
                if int(found[4]) > int(found[2]) and len(merged) < _MERGES:
                    merged[column_number(found[1]), int(found[2]), int(found[4])] = None
        end = block[-_OVERLAP:]
    return Sheet(part, strings, rows, rows * _WIDTHS[wide] > SHEET_CELLS, name, tuple(merged))


def column_number(letters: bytes) -> int:
    """Return the place of a column from its letters: 0 for A."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def blocks(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """Yield a part, a block at a time."""
    with archive.open(part) as file:
        while block := file.read(BLOCK):
            yield block


def _sheet_parts(archive: zipfile.ZipFile, parts: dict[str, str], path: Path) -> list[tuple[str, str]]:
    """Return the name and the part of each sheet, in the order of the workbook; charts are none."""
    workbook = _small(archive, parts["xl/workbook.xml"])
    sheets = re.findall(r"<(?:\w+:)?sheet\b([^>]*)>", workbook)
    if not sheets:
        raise ReadingRefused(problem="no_sheet", file=path.name)
    rels = _small(archive, parts.get("xl/_rels/workbook.xml.rels", ""))
    targets: dict[str, str] = {}
    for found in re.findall(r"<(?:\w+:)?Relationship\b([^>]*)>", rels):
        relation = dict(_ATTRIBUTE.findall(found))
        targets.setdefault(relation.get("Id", ""), relation.get("Target", ""))
    named: list[tuple[str, str]] = []
    for sheet in sheets:
        attributes = dict(_ATTRIBUTE.findall(sheet))
        number = next((value for name, value in attributes.items() if name.endswith(":id")), "")
        target = targets.get(number, "")
        place = target.lstrip("/") if target.startswith("/") else posixpath.join("xl", target)
        part = parts.get(posixpath.normpath(place.replace("\\", "/")).lower())
        if part is not None and "chartsheets" not in part.lower():
            named.append((unescape(attributes.get("name", "")), part))
    if not named:
        raise ReadingRefused(problem="xlsx_broken", file=path.name, detail="no part for a sheet")
    return named


def _small(archive: zipfile.ZipFile, name: str) -> str:
    if not name:
        return ""
    file: IO[bytes]
    with archive.open(name) as file:
        return file.read(_SMALL_PART).decode("utf-8", errors="replace")
