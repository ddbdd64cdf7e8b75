"""JSON as people export it: an object a line, an array of objects, one within an answer; a level of nesting opened."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from minhbach.engine.reading.containers import CELL_BYTES
from minhbach.engine.reading.mapping import guess_mapping
from minhbach.engine.text.clean import clean

_NAMED_BY = 1_000  # rows whose names are the columns
_DEPTH = 4  # under which the listings of an answer lie
_BLOCK = 1 << 20
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{}]', re.DOTALL)
_BETWEEN = re.compile(r"[\s,]*")
_DECODER = json.JSONDecoder()


@dataclass(frozen=True)
class JsonLayout:
    """Where the objects of a file lie."""

    names: tuple[str, ...]
    start: int | None = None  # letters before the first object of an array or a row of objects; None: one a line


@dataclass(frozen=True)
class Element:
    """One object, or what stands in its place."""

    number: int
    row: Mapping[str, Any] | None
    text: str = ""


def look_at_json(path: Path, sample: str, encoding: str) -> JsonLayout | None:
    """Tell how the objects of a file lie; None where it holds no JSON."""
    text = sample.lstrip("\ufeff \r\n\t")
    before = len(sample) - len(text)
    if re.match(r"\[\s*\{", text):
        return _array(sample, before + 1)
    if not text.startswith("{"):
        return JsonLayout((), before) if _is_other_json(text) else None
    lines = [line for line in lines_of(text) if line.strip()]
    rows = [row for line in lines[:_NAMED_BY] if (row := _object(line)) is not None]
    if rows and not (len(lines) == 1 and _arrays(sample)):
        return JsonLayout(names_of(rows))
    starts = _arrays(sample)
    if starts:
        return _array(sample, max(starts, key=lambda start: (_worth(sample, start), -start)))
    if lines and lines[0].strip() == "{":  # objects over several lines, one after the other
        return _array(sample, before)
    with path.open(encoding=encoding, errors="replace") as file:  # the first row is longer than the sample
        first = _object(file.readline(CELL_BYTES).lstrip("\ufeff"))
    return JsonLayout(names_of([first] if first else []))


def lines_of(text: str) -> list[str]:
    """Return the lines of a text as a file that is read line by line has them: a vertical tab ends none."""
    return [line.rstrip("\n") for line in io.StringIO(text, newline=None)]


def elements(path: Path, encoding: str, start: int | None) -> Iterator[Element]:
    """Yield the objects of a file, a level of nesting opened, and in its place what is none."""
    with path.open(encoding=encoding, errors="replace") as file:
        if start is not None:
            file.read(start)
            yield from _of_array(file)
            return
        for number, line in enumerate(file, start=1):
            if line.strip():
                row = _object(line)
                yield Element(number, row, "" if row is not None else line[:1000].strip()[:200])


def _of_array(file: io.TextIOBase) -> Iterator[Element]:
    held, at, number = "", 0, 0
    while True:
        at = _BETWEEN.match(held, at).end()  # type: ignore[union-attr]
        if at < len(held) and held[at] in "]}":
            return
        try:
            value, at = _DECODER.raw_decode(held, at)
        except (ValueError, RecursionError):
            block = file.read(max(_BLOCK, len(held) - at))  # doubled, so that a long object is not read again and again
            held, at = held[at:] + block, 0
            if block and len(held) <= CELL_BYTES * 2:
                continue
            if held.strip():
                yield Element(number + 1, None, held[:200].strip())
            return
        number += 1
        yield Element(number, flat(value) if isinstance(value, dict) else None, str(value)[:200])


def flat(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return an object with the members of those in it under "name.member"."""
    opened: dict[str, Any] = {}
    for name, value in row.items():
        if isinstance(value, dict) and value:
            opened |= {f"{name}.{inner}": one for inner, one in value.items()}
        else:
            opened[name] = value
    return opened


def names_of(rows: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    """Return the names of objects that can be names of columns: none holds a control character or half of a pair."""
    names = dict.fromkeys(name for row in rows for name in row)
    return tuple(name for name in names if clean(name) == name)


def _is_other_json(text: str) -> bool:
    """Say whether a text is an array of something else than objects."""
    try:
        return text.startswith("[") and isinstance(json.loads(text), list)
    except (ValueError, RecursionError):
        return False


def _object(line: str) -> dict[str, Any] | None:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return flat(row) if isinstance(row, dict) else None


def _array(sample: str, start: int) -> JsonLayout:
    return JsonLayout(names_of(_first_rows(sample, start)), start)


def _first_rows(sample: str, start: int) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    while len(rows) < _NAMED_BY:
        start = _BETWEEN.match(sample, start).end()  # type: ignore[union-attr]
        try:
            value, start = _DECODER.raw_decode(sample, start)
        except (ValueError, RecursionError):
            break
        if isinstance(value, dict):
            rows.append(flat(value))
    return rows


def _arrays(sample: str) -> list[int]:
    """Return where, after its sign, each array of objects begins that does not lie too deep."""
    found: list[int] = []
    depth = 0
    for token in _TOKEN.finditer(sample):
        if token[0] in "]}":
            depth -= 1
        elif token[0] in "[{":
            depth += 1
            if token[0] == "[" and depth <= _DEPTH and re.match(r"\s*\{", sample[token.end() : token.end() + 1000]):
                found.append(token.end())
    return found[:100]


def _worth(sample: str, start: int) -> int:
    known = guess_mapping(names_of(_first_rows(sample, start)[:5]))
    return len(known) + 10 * ("title" in known)
