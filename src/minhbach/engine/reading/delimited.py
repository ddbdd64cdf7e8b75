"""Text in columns, record by record: a quote that nobody closed ends with its line and swallows nothing."""

from __future__ import annotations

import csv
import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from minhbach.engine.text.cells import as_written

_RECORD_LINES = 5_000  # of one record; a description has hundreds


@dataclass(frozen=True)
class Record:
    """One row of a text: its cells, or the text that is none."""

    cells: list[str]
    fault: str | None = None  # quote_unclosed: the row is read all the same; row_unreadable
    text: str = ""


class _Lines:
    """The lines of a text, those of the present record kept, so that they can be given back."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = iter(lines)
        self._again: deque[str] = deque()
        self.taken: list[str] = []
        self.is_ended = False

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if len(self.taken) >= _RECORD_LINES:
            self.is_ended = True
            raise StopIteration
        try:
            line = self._again.popleft() if self._again else next(self._lines)
        except StopIteration:
            self.is_ended = True
            raise
        self.taken.append(line)
        return line

    def give_back(self, lines: list[str]) -> None:
        self._again.extendleft(reversed(lines))


def records(lines: Iterable[str], separator: str) -> Iterator[Record]:
    """Yield the records of a text whose lines keep their ends."""
    source = _Lines(lines)
    reader = csv.reader(source, delimiter=separator)
    while True:
        source.taken, source.is_ended = [], False
        error: str | None = None
        row: list[str] = []
        try:
            row = next(reader)
        except StopIteration:
            if not source.taken:
                return
        except csv.Error as problem:
            error = str(problem)
        taken = source.taken
        if error is None and len(taken) == 1 and not source.is_ended:
            yield Record([as_written(cell) for cell in row] if "'" in taken[0] else row)
            continue
        if error is None and _closed(separator).fullmatch("".join(taken)):
            yield Record([as_written(cell) for cell in row])
            continue
        source.give_back(taken[1:])
        reader = csv.reader(source, delimiter=separator)
        cells = None if error and len(taken) == 1 else _cells_of(taken[0], separator)
        if cells is None:
            yield Record([], "row_unreadable", error or "")
        else:
            yield Record([as_written(cell) for cell in cells], "quote_unclosed", taken[0].strip())


@cache
def _closed(separator: str) -> re.Pattern[str]:
    """Return what a record looks like in which every quote is closed before a separator or the end."""
    sign = re.escape(separator)
    cell = rf'(?:[ ]*"[^"]*(?:""[^"]*)*"[ ]*|(?!")[^{sign}\r\n]*)'
    return re.compile(rf"{cell}(?:{sign}{cell})*[\r\n]*")


@cache
def _cell(separator: str) -> re.Pattern[str]:
    sign = re.escape(separator)
    return re.compile(rf'"((?:[^"]|"")*)"(?={sign}|$)|([^{sign}]*)')


def _cells_of(line: str, separator: str) -> list[str] | None:
    """Return the cells of one line, in which a quote that is not closed is a letter."""
    line = line.rstrip("\r\n")
    if len(line) > csv.field_size_limit():
        return None
    cells: list[str] = []
    at = 0
    while True:
        found = _cell(separator).match(line, at)
        if found is None:
            return None
        cells.append(found[1].replace('""', '"') if found[1] is not None else found[2])
        at = found.end() + len(separator)
        if found.end() >= len(line):
            return cells
