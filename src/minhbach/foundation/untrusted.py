"""The one door for the content of files that people send: read aside, within bounds, or refused with what to do.

    rows = read_rows(request.FILES["file"], name=…, most_rows=5_000)

What is only kept, and never opened, goes to `foundation.files` instead.
"""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path
from typing import IO, Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from minhbach.engine.refusals import EngineRefusal
from minhbach.engine.telling.unreadable import unreadable_sentence
from minhbach.foundation.files import disk_watched, write_aside
from minhbach.foundation.refusals import InvalidInput

MOST_COLUMNS = 200

log = logging.getLogger(__name__)


class FileNotRead(InvalidInput):
    code = "foundation.file.not_read"
    field = "file"
    sentence = _lazy("%(sentence)s")


class RowFault(NamedTuple):
    """One thing wrong in a row of a list that is kept: what the row is called, its column, how to mend it."""

    called: str
    column: str
    sentence: str
    value: str = ""


class Row(NamedTuple):
    """A row in which something stands, with its number as the person sees it."""

    number: int
    cells: list[str]


def read_rows(content: bytes | IO[bytes], *, name: str, most_rows: int, most_columns: int = MOST_COLUMNS) -> list[Row]:
    """Read a table of words, XLSX or CSV, in any encoding or font.

    Raises: FileNotRead.
    """
    # Here, not above: the readers load compiled code that no other page needs.
    from minhbach.engine.reading.tables import read_table

    with tempfile.TemporaryDirectory(prefix="minhbach-upload-") as folder, disk_watched():
        path = Path(folder) / "tep"
        write_aside(content, path)
        try:
            found = read_apart(read_table, path, most_rows, most_columns)
        except EngineRefusal as refusal:
            raise FileNotRead(sentence=unreadable_sentence({**refusal.values, "file": name})) from None
    return [Row(number, cells) for number, cells in found]


def faults_of_rows(bad: Iterable[tuple[int, str, str]]) -> list[RowFault]:
    """Tell of rows that a file could not give, as `lay_rows_out` names them."""
    sentence = _("không đọc được dòng này: thừa ô hoặc thiếu dấu ngoặc kép.")
    return [RowFault(str(number), _("Cả dòng"), sentence, value) for number, _why, value in bad]


def look_at_rows(path: Path, *, rows: int, how: Mapping[str, Any], known: Collection[str], name: str) -> dict[str, Any]:
    """Tell columns and first rows of a table of any size; its columns are called as KNOWN (search keys) says.

    Raises: FileNotRead.
    """
    from minhbach.engine.reading.rows import look

    return dict(_said_of(name, look, path, rows, dict(how), list(known)))


def lay_rows_out(
    path: Path, folder: Path, *, part_rows: int, how: Mapping[str, Any], known: Collection[str], name: str
) -> dict[str, Any]:
    """Lay a table of any size out in FOLDER, for engine.reading.rows.read_part: heights of the parts, rows not read.

    Raises: FileNotRead.
    """
    from minhbach.engine.reading.bounded import Limits
    from minhbach.engine.reading.rows import lay_out

    limits = Limits(memory=3 << 30, cpu=900, wall=1800, written=4 << 30)
    return dict(_said_of(name, lay_out, path, str(folder), part_rows, dict(how), list(known), limits=limits))


def _said_of(name: str, reader: Callable[..., Any], path: Path, *more: Any, limits: Any = None) -> Any:
    try:
        return read_apart(reader, path, *more, limits=limits)
    except EngineRefusal as refusal:
        raise FileNotRead(sentence=unreadable_sentence({**refusal.values, "file": name})) from None


def read_apart(reader: Callable[..., Any], path: Path, *more: Any, limits: Any = None) -> Any:
    """Return what a reader of the engine makes of a file, in a process that may take little.

    Raises: whatever the reader refuses; ReadingRefused where it took more than it may, or met what nobody anticipated.
    """
    from minhbach.engine.reading.bounded import ReaderBroken, read_bounded

    try:
        return read_bounded(reader, path, *more, limits=limits)
    except ReaderBroken as broken:
        log.warning("A reader met something nobody anticipated: %s", broken.values.get("detail"))
        raise
