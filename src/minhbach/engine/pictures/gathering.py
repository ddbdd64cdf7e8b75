"""The pictures of listings as they are handed over: a folder or a ZIP, and a table that says whose each is."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from minhbach.engine.pictures.decoding import MOST_BYTES
from minhbach.engine.reading.bounded import read_bounded
from minhbach.engine.reading.containers import BLOCK, faults_refused
from minhbach.engine.reading.refusals import ReadingRefused
from minhbach.engine.reading.tables import read_table
from minhbach.engine.text.keys import search_key

ENDINGS = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".bmp", ".jfif", ".avif", ".heic", ".pdf", ".svg", ".tif", ".tiff")
"""What is taken for a picture by its name, so that one that cannot be read is named and not passed over."""
MOST_PICTURES = 200_000
MOST_UNPACKED = 20 << 30
_NUMBERED = re.compile(r"(.+?)(?:[_\-. ]+\d{1,3}|\s*\(\d{1,3}\))")
_COLUMNS = {
    "file": ("file", "tep", "tep anh", "anh"),
    "listing_id": ("listing_id", "listing id", "ma tin", "id"),
    "platform": ("platform", "san"),
    "seller_id": ("seller_id", "seller id", "ma gian hang"),
    "seller_name": ("seller_name", "seller name", "gian hang", "ten gian hang"),
    "kind": ("kind", "loai"),
    "sign": ("sign", "dau hieu"),
    "mark": ("mark", "nhan hieu"),
    "seen_in": ("seen_in", "seen in", "thay o"),
    "source": ("source", "nguon"),
}
TOLD = tuple(_COLUMNS)[1:]
"""What is told of a picture beside its file."""


@dataclass(frozen=True)
class Found:
    """A picture by the name under which it was handed over."""

    name: str
    path: Path


def find_pictures(given: Path, spool: Path) -> list[Found]:
    """Return the pictures of a folder, of a ZIP (unpacked into SPOOL), or one alone, by name.

    Raises: ReadingRefused.
    """
    if given.is_dir():
        files = sorted(path for path in given.rglob("*") if path.is_file() and _is_picture(path.name))
        found = [Found(path.relative_to(given).as_posix(), path) for path in files]
    elif given.suffix.lower() == ".zip":
        found = _unpack(given, spool)
    else:
        found = [Found(given.name, given)]
    if not found:
        raise ReadingRefused(problem="no_pictures", file=given.name)
    if len(found) > MOST_PICTURES:
        raise ReadingRefused(problem="too_many_pictures", file=given.name, limit=MOST_PICTURES)
    return found


def _is_picture(name: str) -> bool:
    return name.lower().endswith(ENDINGS) and not PurePosixPath(name).name.startswith(".")


def _unpack(given: Path, spool: Path) -> list[Found]:
    """Unpack the pictures of an archive under numbers: a name is no way out of the folder."""
    found: list[Found] = []
    left = MOST_UNPACKED
    with faults_refused(given), zipfile.ZipFile(given) as archive:
        members = [one for one in archive.infolist() if not one.is_dir() and _is_picture(one.filename)]
        if any(one.flag_bits & 1 for one in members):
            raise ReadingRefused(problem="locked", file=given.name)
        if len(members) > MOST_PICTURES:
            raise ReadingRefused(problem="too_many_pictures", file=given.name, limit=MOST_PICTURES)
        for number, one in enumerate(sorted(members, key=lambda one: one.filename)):
            target = spool / f"{number}{PurePosixPath(one.filename).suffix.lower()}"
            written = 0
            with archive.open(one) as source, target.open("wb") as file:
                # One byte more than is taken, so that it is refused by name when it is decoded.
                while written <= MOST_BYTES and (block := source.read(BLOCK)):
                    written += len(block)
                    file.write(block)
            left -= written
            if left < 0:
                raise ReadingRefused(problem="unpacks_too_large", file=given.name, megabytes=MOST_UNPACKED >> 20)
            found.append(Found(one.filename, target))
    return found


def read_sheet(path: Path) -> dict[str, dict[str, str]]:
    """Read the table that says whose each picture is; by the picture's name.

    Raises: ReadingRefused, where it names no file.
    """
    rows: list[tuple[int, list[str]]] = read_bounded(read_table, path, MOST_PICTURES + 1, 50)
    heads = [search_key(cell) for cell in rows[0][1]] if rows else []
    places = {
        name: next((heads.index(key) for key in map(search_key, keys) if key in heads), None)
        for name, keys in _COLUMNS.items()
    }
    at = places["file"]
    if at is None:
        raise ReadingRefused(problem="no_file_column", file=path.name)
    told: dict[str, dict[str, str]] = {}
    for _number, cells in rows[1:]:
        row = {name: cells[place].strip() for name, place in places.items() if place is not None and place < len(cells)}
        if row.get("file"):
            told[row.pop("file")] = {name: value for name, value in row.items() if value}
    return told


def told_of(name: str, sheet: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """Say what is known of a picture: by the table, else by the folder it lies in or by its own name."""
    parts = PurePosixPath(name).parts
    for known in (name, parts[-1]):
        if known in sheet:
            return dict(sheet[known])
    if len(parts) > 1:
        return {"listing_id": parts[-2]} | ({"platform": parts[-3]} if len(parts) > 2 else {})
    stem = PurePosixPath(name).stem
    numbered = _NUMBERED.fullmatch(stem)
    return {"listing_id": numbered[1] if numbered else stem}


def unnamed(sheet: Mapping[str, object], found: Sequence[Found]) -> list[str]:
    """Return the files that a table names and nobody handed over."""
    names = {one.name for one in found} | {PurePosixPath(one.name).name for one in found}
    return [name for name in sheet if name not in names]
