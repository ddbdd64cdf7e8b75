"""The tables in an archive, unpacked beside each other within bounds."""

from __future__ import annotations

import hashlib
import zipfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from minhbach.engine.reading.containers import BLOCK, UNPACKED_BYTES, faults_refused
from minhbach.engine.reading.refusals import ReadingRefused

_PARTS = 10_000
_MOST_TABLES = 1_000
_ENDINGS = (".parquet", ".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls", ".jsonl", ".ndjson", ".json", ".htm", ".html")


@dataclass(frozen=True)
class Unpacked:
    """A file out of an archive."""

    name: str
    path: Path


def unpack(path: Path, folder: Path) -> tuple[list[Unpacked], list[str]]:
    """Unpack the tables of an archive into a folder; return them and the names of what is no table.

    Raises: ReadingRefused when it is broken, locked, empty, or unpacks to too much.
    """
    tables: list[Unpacked] = []
    others: list[str] = []
    left = UNPACKED_BYTES * 2
    folder.mkdir(parents=True, exist_ok=True)
    with faults_refused(path), zipfile.ZipFile(path) as archive:
        members = [one for one in archive.infolist() if not one.is_dir() and not _is_hidden(one.filename)]
        if len(members) > _PARTS:
            raise ReadingRefused(problem="unpacks_too_large", file=path.name, megabytes=left >> 20)
        if any(one.flag_bits & 1 for one in members):
            raise ReadingRefused(problem="locked", file=path.name)
        for one in members:
            if not one.filename.lower().endswith(_ENDINGS) or len(tables) >= _MOST_TABLES:
                others.append(one.filename)
                continue
            # By what it is called, and never where it says: a name is no way out of the folder.
            target = folder / (
                hashlib.sha256(one.filename.encode(errors="replace")).hexdigest()[:24]
                + PurePosixPath(one.filename).suffix
            )
            written = 0
            with archive.open(one) as source, target.open("wb") as file:
                while block := source.read(BLOCK):
                    written += len(block)
                    if written > left:
                        raise ReadingRefused(problem="unpacks_too_large", file=path.name, megabytes=left >> 20)
                    file.write(block)
            left -= written
            tables.append(Unpacked(one.filename, target))
    if not tables:
        raise ReadingRefused(problem="archive_empty", file=path.name)
    return tables, others


def space_for(path: Path, spool: Path) -> Path:
    """Return the folder for what is unpacked of a file."""
    return spool / hashlib.sha256(str(path).encode()).hexdigest()[:24]


def _is_hidden(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return any(part.startswith(("__MACOSX", "._", "~$")) or part in (".DS_Store", "Thumbs.db") for part in parts)
