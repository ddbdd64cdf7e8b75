"""Whoever keeps accounts, by one code each, however a file writes the name: wallets.toml, carriers.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from minhbach.engine.text.keys import search_key


@dataclass(frozen=True)
class Keepers:
    """One table of them: names by code, codes by each way of writing."""

    names: Mapping[str, str]
    codes: Mapping[str, str]

    def code(self, written: str) -> str | None:
        return self.codes.get(search_key(written))


@cache
def keepers(table: str) -> Keepers:
    """Return the table of this name: "wallets" or "carriers"."""
    content = tomllib.loads((Path(__file__).parent / f"{table}.toml").read_text(encoding="utf-8"))[table]
    return Keepers(
        {code: row["name"] for code, row in content.items()},
        {search_key(name): code for code, row in content.items() for name in (code, row["name"], *row.get("also", ()))},
    )
