"""The rows of a list of any length, part by part: what each says, what names it among others."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

import polars as pl

from minhbach.domains.subjects.identities import as_kept
from minhbach.domains.subjects.reading.columns import COLUMNS, ListColumn
from minhbach.domains.subjects.reading.faults import Fault
from minhbach.domains.subjects.reading.rows import RowReader
from minhbach.domains.subjects.types import IdentifierKind, MerchantFacts
from minhbach.engine.identifiers import KINDS, Identity, read_address
from minhbach.engine.identifiers.names import words
from minhbach.engine.reading.row_number import ROW
from minhbach.engine.reading.rows import SHEET
from minhbach.engine.text.clean import clean

# What names a merchant by itself: whoever is known by it is one.
_NAMING = (IdentifierKind.TAX_CODE, IdentifierKind.SHOP, IdentifierKind.FACEBOOK, IdentifierKind.TIKTOK)


@dataclass(frozen=True)
class ListedMerchant:
    """One row. PLACE counts rows over all sheets; CALLED is its number, with its sheet where there are several."""

    place: int
    called: str
    facts: MerchantFacts
    key: UUID
    faults: Sequence[Fault] = ()
    remarks: Sequence[Fault] = ()


class ListReader:
    """Reads the parts of one list by its mapping, column of the file -> code of ours; what is closed is left out."""

    def __init__(self, mapping: Mapping[str, str], *, on: date) -> None:
        self._columns = {
            column: COLUMNS[code]
            for column, code in mapping.items()
            if code in COLUMNS and not is_closed(COLUMNS[code])
        }
        self._reader = RowReader(dict(enumerate(self._columns.values())), on=on)

    def read(self, part: pl.DataFrame, *, first: int) -> Iterator[ListedMerchant]:
        """Yield the rows of a part whose first row is the FIRST of the list; those that say nothing are none."""
        names = [column for column in self._columns if column in part.columns]
        cells = part.select(ROW, SHEET, *names).iter_rows()
        for place, (number, sheet, *said) in enumerate(cells, start=first):
            read = self._reader.read(number, [clean(cell).strip() if cell else "" for cell in said])
            if read is None:
                continue
            known = tuple(as_kept(Identity(kind, canonical)) for kind, canonical, _bank in read.facts.identifiers)
            facts = replace(read.facts, name=read.facts.name[:300], identifiers=(), identities=known)
            called = f"{sheet} {number}" if sheet else str(number)
            yield ListedMerchant(place, called, facts, _key(facts), read.faults, read.remarks)


def is_closed(column: ListColumn) -> bool:
    """Say whether a column holds what is not kept here."""
    return any(KINDS[kind].is_closed for kind in column.kinds)


def open_columns() -> Mapping[str, ListColumn]:
    """Return the columns, by their codes, whose values are kept here."""
    return {code: column for code, column in COLUMNS.items() if not is_closed(column)}


def _key(facts: MerchantFacts) -> UUID:
    """Return what names a merchant among those of one agency's lists.

    A tax code or an account names one by itself; else a name, with its tones, and the first that tells it from
    namesakes. Who may be the same all the same is asked elsewhere.
    """
    addresses = [one for url in facts.urls if (one := read_address(url)) is not None]
    known = {one.kind: one.canonical for one in reversed([*facts.identities, *addresses])}
    named: list[Any] | None = next(([kind.value, known[kind]] for kind in _NAMING if kind.value in known), None)
    if named is None:
        beside = next(iter([*facts.identities, *addresses]), None)
        where = [facts.address.casefold(), facts.place.pk if facts.place else None]
        named = [" ".join(word.toned for word in words(facts.name)), *([beside.canonical] if beside else where)]
    return UUID(bytes=hashlib.sha256(repr(named).encode()).digest()[:16])
