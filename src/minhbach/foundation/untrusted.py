"""The one door for the content of files that people send: read aside, within bounds, or refused with what to do.

    rows = read_rows(request.FILES["file"], name=…, most_rows=5_000)

What is only kept, and never opened, goes to `foundation.files` instead.
"""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any, NamedTuple

from django.utils.translation import gettext_lazy as _lazy

from minhbach.engine.refusals import EngineRefusal
from minhbach.foundation.files import disk_watched, write_aside
from minhbach.foundation.refusals import InvalidInput
from minhbach.foundation.unreadable import unreadable_sentence

MOST_COLUMNS = 200

log = logging.getLogger(__name__)


class FileNotRead(InvalidInput):
    code = "foundation.file.not_read"
    field = "file"
    sentence = _lazy("%(sentence)s")


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


def read_apart(reader: Callable[..., Any], path: Path, *more: Any) -> Any:
    """Return what a reader of the engine makes of a file, in a process that may take little.

    Raises: whatever the reader refuses; ReadingRefused where it took more than it may, or met what nobody anticipated.
    """
    from minhbach.engine.reading.bounded import ReaderBroken, read_bounded

    try:
        return read_bounded(reader, path, *more)
    except ReaderBroken as broken:
        log.warning("A reader met something nobody anticipated: %s", broken.values.get("detail"))
        raise
