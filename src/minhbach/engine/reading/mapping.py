"""Which column of an export is which column of LISTINGS."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from statistics import median_low

from minhbach.engine.text.clean import clean
from minhbach.engine.text.keys import search_key


@cache
def _content() -> dict[str, dict[str, list[str]]]:
    content: dict[str, dict[str, list[str]]] = tomllib.loads(
        (Path(__file__).parent / "columns.toml").read_text(encoding="utf-8")
    )
    return content


@cache
def _names() -> dict[str, tuple[str, int]]:
    """Return, for each known name, the column it means and how plain a name for it that is."""
    names: dict[str, tuple[str, int]] = {}
    for column, known in _content()["names"].items():
        for rank, name in enumerate(known):
            names.setdefault(_key(name), (column, rank))
    return names


@cache
def words_for_no_price() -> frozenset[str]:
    """Return what stands in a price column where no price is given."""
    return frozenset(search_key(word) for word in _content()["prices"]["not_given"])


def _key(name: str) -> str:
    return search_key(re.sub(r"\(.*?\)", " ", name).replace("_", " ")) or search_key(name)


def guess_mapping(columns: Sequence[str]) -> dict[str, str]:
    """Return the likeliest column of the input for each column of LISTINGS that it has."""
    best: dict[str, tuple[int, str]] = {}
    for name in columns:
        known = _names().get(_key(name))
        if known is None:
            continue
        column, rank = known
        if column not in best or rank < best[column][0]:
            best[column] = (rank, name)
    return {column: name for column, (_, name) in best.items()}


def best_header(rows: Sequence[Sequence[str]], asked: Sequence[str] = ()) -> tuple[tuple[str, ...], int]:
    """Return the row that reads most like a header, and its place.

    Merged cells leave blanks: a blank takes the name of the row above, where that has one, else a
    number. Titles over the table map to nothing and lose. The first row with every name asked for wins.
    """
    chosen, place, most = None, 0, -1
    for index, row in enumerate(rows):
        mapped = len(guess_mapping([cell.strip() for cell in row]))
        filled = sum(bool(cell.strip()) for cell in row)
        worth = mapped * 100 + (filled if index == 0 or mapped else 0)
        if asked and set(asked) <= {clean(cell).strip() for cell in row}:
            chosen, place = row, index
            break
        if filled and worth > most:
            chosen, place, most = row, index, worth
    if chosen is None:
        return (), 0
    above = rows[place - 1] if place else [""] * len(chosen)
    # One row with a cell too many does not make the table wider; most rows do.
    width = max(len(chosen), median_low([len(row) for row in rows]))
    names: list[str] = []
    for index in range(width):
        name = clean(chosen[index]).strip() if index < len(chosen) else ""
        if not name and index < len(above):
            name = clean(above[index]).strip()
        name = name or f"#{index + 1}"
        while name in names:
            name += "'"
        names.append(name)
    while (
        names
        and names[-1].startswith("#")
        and all(len(row) < len(names) or not row[len(names) - 1].strip() for row in rows)
    ):
        names.pop()
    return tuple(names), place


def check_mapping(mapping: Mapping[str, str], columns: Sequence[str]) -> list[str]:
    """Return the names in a mapping that the input does not have."""
    return [name for name in mapping.values() if name not in columns]
