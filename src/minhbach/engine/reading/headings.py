"""The first rows of a table: which is the header, whether there is one, and what only says how to fill it in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median_low

from minhbach.engine.reading.guessing import shape_of
from minhbach.engine.reading.mapping import guess_mapping, words_of_instructions
from minhbach.engine.text.clean import clean
from minhbach.engine.text.keys import search_key

NUMBERED = "Cột {number}"
"""What a column is called where the table has no headings."""

_UNDER = 6  # rows under a header that may be instructions
_COMPARED = 6  # rows by which a header is told from data
_TYPED = ("address", "picture", "amount", "number", "date", "phone")
_MACHINE_NAME = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)+(?:\|.*)?")


@dataclass(frozen=True)
class Header:
    """The header of a table."""

    names: tuple[str, ...]
    row: int  # from 1, as the person sees it; 0 where the table has none
    left: tuple[int, ...] = ()  # rows under it that are instructions


def find_header(
    rows: Sequence[Sequence[str]], *, asked: Sequence[str] = (), has_header: bool | None = None
) -> Header | None:
    """Find the row that reads most like a header; None where nothing stands.

    Merged cells leave blanks: a blank takes the name of the row above, where that has one, else a number. Titles over
    the table map to nothing and lose. The first row with every name asked for wins. Where no row is one, and the first
    holds addresses, figures or dates as those below it do, the table has no header.
    """
    chosen, most = None, 0
    for index, row in enumerate(rows):
        filled = sum(bool(cell.strip()) for cell in row)
        if asked and set(asked) <= {clean(cell).strip() for cell in row}:
            chosen = index
            break
        mapped = len(guess_mapping([cell.strip() for cell in row]))
        worth = mapped * 100 + (filled if index == 0 or mapped else 0)
        if filled and (chosen is None or worth > most):
            chosen, most = index, worth
    if chosen is None:
        return None
    if has_header is False or (has_header is None and not asked and most < 100 and _is_data(rows)):
        width = max(len(row) for row in rows)
        return Header(tuple(NUMBERED.format(number=number) for number in range(1, width + 1)), 0)
    left = tuple(
        index + 1
        for index, row in enumerate(rows[chosen + 1 : chosen + 1 + _UNDER], chosen + 1)
        if not asked and _is_instruction(row, rows[chosen])
    )
    return Header(_named(rows, chosen), chosen + 1, left)


def _named(rows: Sequence[Sequence[str]], place: int) -> tuple[str, ...]:
    chosen = rows[place]
    above = rows[place - 1] if place else [""] * len(chosen)
    # One row with a cell too many does not make the table wider; most rows do.
    width = max(len(chosen), median_low([len(row) for row in rows]))
    names: list[str] = []
    for index in range(width):
        name = clean(chosen[index]).strip(" \t\r\n\u00a0\ufeff") if index < len(chosen) else ""
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
    return tuple(names)


def _is_data(rows: Sequence[Sequence[str]]) -> bool:
    """Say whether the first row holds what the rows below hold: a figure over figures, an address over addresses."""
    filled = [row for row in rows if any(cell.strip() for cell in row)][:_COMPARED]
    if len(filled) < 2 or len(filled[0]) < 2:
        return False
    for place, cell in enumerate(filled[0]):
        shape = shape_of(cell)
        below = [shape_of(row[place]) for row in filled[1:] if place < len(row) and row[place].strip()]
        if shape in _TYPED and below and all(one == shape for one in below):
            return True
    return False


def _is_instruction(row: Sequence[str], header: Sequence[str]) -> bool:
    """Say whether a row tells how a form is filled in, or names its columns once more."""
    cells = [cell.strip() for cell in row if cell.strip()]
    if not cells:
        return False
    words, begins = words_of_instructions()
    keys = [search_key(cell) for cell in cells]
    plain = sum(key in words or bool(_MACHINE_NAME.fullmatch(cell)) for key, cell in zip(keys, cells, strict=True))
    told = sum(key not in words and key.startswith(begins) for key in keys)
    if (plain or told > 1) and (plain + told) * 2 >= len(cells):
        return True
    again = len(guess_mapping(cells))
    return again >= 2 and again * 2 >= len(cells) and again * 2 >= sum(bool(cell.strip()) for cell in header)
