"""Kinds of lists that are taken in; they stand in list_kinds.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from minhbach.domains.subjects.types import SourceKind


@dataclass(frozen=True)
class ListKind:
    """One kind: what it is called, whose word its values are, what it usually carries.

    What a list of OWN_FORCE tells is for the agencies of that force until a basis is entered.
    """

    code: str
    words: str
    source: SourceKind
    carries: tuple[str, ...]
    own_force: str = ""


@cache
def list_kinds() -> dict[str, ListKind]:
    """Return every kind by its code, in the order of the page."""
    rows = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))["kind"]
    return {
        row["code"]: ListKind(**{**row, "source": SourceKind(row["source"]), "carries": tuple(row["carries"])})
        for row in rows
    }


def list_kind(code: str) -> ListKind:
    """Return the kind of a code. Raises: KeyError."""
    return list_kinds()[code]
