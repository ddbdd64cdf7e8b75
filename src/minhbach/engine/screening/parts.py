"""What a run has done so far, on disk: each finished part in a folder of its own, there whole or not at all.

A part is written aside and renamed. Whoever does the same part twice writes the same bytes, so it does
not matter which of the two stays.
"""

from __future__ import annotations

import errno
import json
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import polars as pl

from minhbach.engine.refusals import EngineRefusal

_RECORD = "part.json"


class DiskFull(EngineRefusal):
    """There is no room left where results are written."""

    code = "screening.disk_full"


@contextmanager
def disk_watched(folder: Path) -> Iterator[None]:
    """Turn a full disk into a refusal.

    Raises: DiskFull.
    """
    try:
        yield
    except (OSError, pl.exceptions.PolarsError) as error:
        number = getattr(error, "errno", None)
        if number in (errno.ENOSPC, errno.EDQUOT) or "os error 28" in str(error) or "No space left" in str(error):
            raise DiskFull(folder=str(folder)) from error
        raise


class Parts:
    """The finished parts of one run."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._records: dict[tuple[str, int], dict[str, Any]] = {}

    def place(self, stage: str, number: int) -> Path:
        """Return where a finished part lies."""
        return self.folder / stage / f"{number:06}"

    def record(self, stage: str, number: int) -> dict[str, Any] | None:
        """Return what a finished part says of itself, None while it is not finished."""
        known = self._records.get((stage, number))
        if known is None:
            try:
                known = json.loads((self.place(stage, number) / _RECORD).read_bytes())
            except FileNotFoundError:
                return None
            self._records[stage, number] = known
        return known

    def finished(self, stage: str) -> set[int]:
        """Return the numbers of a stage's finished parts."""
        folder = self.folder / stage
        return {int(place.name) for place in folder.iterdir() if place.name.isdigit()} if folder.exists() else set()

    @contextmanager
    def writing(self, stage: str, number: int, record: dict[str, Any]) -> Iterator[Path]:
        """Give a folder to write a part into; the part is finished when the block ends well.

        Raises: DiskFull.
        """
        place = self.place(stage, number)
        aside = place.with_name(f"{place.name}.{uuid4().hex}")
        with disk_watched(self.folder):
            aside.mkdir(parents=True)
            try:
                yield aside
                (aside / _RECORD).write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")
                try:
                    aside.rename(place)
                except OSError as error:
                    if error.errno not in (errno.ENOTEMPTY, errno.EEXIST):
                        raise
            finally:
                shutil.rmtree(aside, ignore_errors=True)

    def clear_unfinished(self) -> None:
        """Remove what a killed process left half-written. Only while no worker runs."""
        for aside in self.folder.glob("*/*.*"):
            if aside.is_dir():
                shutil.rmtree(aside, ignore_errors=True)


def write(path: Path, frame: pl.DataFrame) -> None:
    """Write a frame so that any rows of it can be read alone; nothing for a frame of no rows."""
    if frame.height:
        frame.rechunk().write_ipc(path, compression="uncompressed")


def read(path: Path, schema: Mapping[str, pl.DataType] | None = None) -> pl.DataFrame:
    """Read what ``write`` wrote."""
    return pl.read_ipc(path) if path.exists() else pl.DataFrame(schema=schema)


def read_rows(path: Path, start: int, length: int) -> pl.DataFrame:
    """Read some rows of what ``write`` wrote."""
    return pl.scan_ipc(path).slice(start, length).collect()
