"""The rows of a list as merchants: what each says, what in it cannot be read, and what names it among others."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

import polars as pl

from minhbach.domains.agencies.models import Place
from minhbach.domains.subjects.types import IdentifierKind, MerchantFacts, SubjectKind
from minhbach.domains.subjects.web.pasted import _kind, _place, _with_zero
from minhbach.engine.identifiers import IdentifierUnreadable, Identity, read, read_address
from minhbach.engine.identifiers.names import words
from minhbach.engine.reading.row_number import ROW
from minhbach.engine.reading.rows import SHEET
from minhbach.engine.text.clean import clean
from minhbach.engine.text.keys import search_key

# What names a row among others, the first it has: who is registered under it is one.
_NAMING = (IdentifierKind.TAX_CODE, IdentifierKind.SHOP, IdentifierKind.FACEBOOK, IdentifierKind.TIKTOK)
_LONGEST = 300


@dataclass(frozen=True)
class Fault:
    """What is wrong in one cell: the field, a code of what, and what stands there."""

    column: str
    code: str
    value: str


@dataclass(frozen=True)
class ListRow:
    """One row. PLACE counts rows over all sheets; NUMBER and SHEET are what a person calls it."""

    place: int
    number: int
    sheet: str
    facts: MerchantFacts
    key: UUID
    faults: tuple[Fault, ...] = ()

    @property
    def called(self) -> str:
        return f"{self.sheet} {self.number}" if self.sheet else str(self.number)


@dataclass
class RowReader:
    """Reads rows by a mapping (field -> column of the file); places are looked up once."""

    mapping: Mapping[str, str]
    on: date
    _places: dict[str, Place | None] = field(default_factory=dict)

    def read(self, part: pl.DataFrame, *, first: int) -> Iterator[ListRow]:
        """Yield the rows of a part whose first row is the FIRST of the list."""
        wanted = {name: column for name, column in self.mapping.items() if column in part.columns}
        for place, row in enumerate(part.iter_rows(named=True), start=first):
            cells = {name: clean(row[column] or "").strip() for name, column in wanted.items()}
            if any(cells.values()):
                yield self._row(cells, place, row[ROW], row[SHEET])

    def _row(self, cells: dict[str, str], place: int, number: int, sheet: str) -> ListRow:
        faults: list[Fault] = []
        name = " ".join(cells.get("name", "").split())
        if not name:
            faults.append(Fault("name", "missing", ""))
        kind, commune = _kind(cells), _place(cells.get("place", ""), self.on, self._places)
        if kind is None:
            faults.append(Fault("kind", "unknown", cells["kind"]))
        if cells.get("place") and commune is None:
            faults.append(Fault("place", "unknown", cells["place"]))
        identities = [
            identity
            for column, kind_of, value, bank in (
                ("phone", IdentifierKind.PHONE, _with_zero(cells.get("phone", "")), ""),
                ("tax_code", IdentifierKind.TAX_CODE, cells.get("tax_code", ""), ""),
                ("account", IdentifierKind.BANK_ACCOUNT, cells.get("account", ""), cells.get("bank", "")),
            )
            if value and (identity := _read(column, kind_of, value, bank, faults))
        ]
        url, address = cells.get("url", ""), None
        if url:
            address = read_address(url)
            if address is None:
                faults.append(Fault("url", "url.form", url))
        facts = MerchantFacts(
            kind=kind or SubjectKind.UNKNOWN,
            name=name[:_LONGEST],
            representative=cells.get("representative", ""),
            address=cells.get("address", ""),
            place=commune,
            identities=tuple(identities),
            url=url,
            row=number,
        )
        return ListRow(place, number, sheet, facts, _key(facts, address), tuple(faults))


def _read(column: str, kind: IdentifierKind, value: str, bank: str, faults: list[Fault]) -> Identity | None:
    try:
        return read(kind.value, value, bank=bank)
    except IdentifierUnreadable as unreadable:
        faults.append(Fault(column, f"{kind.value}.{unreadable.values['fault']}", value))
        return None


def _key(facts: MerchantFacts, address: Identity | None) -> UUID:
    """Return what names a merchant among those of one agency's lists.

    A tax code or an account names one by itself; else a name with the first that tells it from namesakes.
    """
    known: dict[str, str] = {one.kind: one.canonical for one in (*facts.identities, *((address,) if address else ()))}
    named: Any = next(([kind.value, known[kind]] for kind in _NAMING if kind.value in known), None)
    if named is None:
        beside = next(iter(facts.identities), None)
        named = [
            # With its tones: Hùng is not Hưng. Who may be the same all the same is asked elsewhere.
            " ".join(word.toned for word in words(facts.name)),
            beside.canonical if beside else address.canonical if address else search_key(facts.address),
            facts.place.pk if facts.place and not beside else None,
        ]
    return UUID(bytes=hashlib.sha256(repr(named).encode()).digest()[:16])
