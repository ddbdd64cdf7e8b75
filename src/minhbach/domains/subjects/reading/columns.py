"""The columns of a list of merchants: what the page calls them, and every name under which they are known."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from minhbach.engine.text.keys import search_key

_BRACKETED = re.compile(r"[(（\[].*?[)）\]]")


@dataclass(frozen=True)
class ListColumn:
    """One column of columns.toml."""

    code: str
    label: str
    names: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    within: str = ""
    is_shown: bool = True


def _read_table() -> Mapping[str, ListColumn]:
    table = tomllib.loads((Path(__file__).parent / "columns.toml").read_text(encoding="utf-8"))
    return {
        row["code"]: ListColumn(
            code=row["code"],
            label=row["label"],
            names=tuple(row.get("names", ())),
            kinds=tuple(row.get("kinds", ())),
            within=row.get("within", ""),
            is_shown=not row.get("beside", False),
        )
        for row in table["column"]
    }


COLUMNS = _read_table()


@cache
def _named() -> Mapping[str, ListColumn]:
    return {
        name: column
        for column in COLUMNS.values()
        for name in (*column.names, search_key(column.label), _plain(column.label))
    }


def _plain(header: str) -> str:
    return search_key(_BRACKETED.sub(" ", header))


def column_named(header: str) -> ListColumn | None:
    """Return the column that a heading names, whatever its accents, case and brackets."""
    return _named().get(search_key(header)) or _named().get(_plain(header))


def columns_named(headers: Sequence[str]) -> dict[int, ListColumn]:
    """Return the column at each place whose heading is known; of two alike the first, unless they hold identifiers."""
    found: dict[int, ListColumn] = {}
    for place, header in enumerate(headers):
        column = column_named(header)
        if column is not None and (column.kinds or column not in found.values()):
            found[place] = column
    return found


def headings() -> list[str]:
    """Return every heading that is known, as search keys."""
    return sorted(_named())


def guess_columns(headers: Sequence[str]) -> dict[str, str]:
    """Return heading -> code for the headings that are known."""
    return {headers[place]: column.code for place, column in columns_named(headers).items()}
