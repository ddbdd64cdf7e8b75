"""One row of a list: a merchant with everything that stands in it, and what cannot be taken as it stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from minhbach.domains.agencies.models import Place
from minhbach.domains.agencies.selectors import WrittenPlaces
from minhbach.domains.subjects.identities import sentence_of
from minhbach.domains.subjects.reading.columns import COLUMNS, ListColumn
from minhbach.domains.subjects.reading.faults import Fault
from minhbach.domains.subjects.types import MerchantFacts, Property, SubjectKind
from minhbach.engine.identifiers import IdentifierUnreadable, Identity, read_cell, with_implied
from minhbach.engine.identifiers.banks import branch_of
from minhbach.engine.identifiers.urls import refang
from minhbach.engine.text.keys import search_key

_KINDS = (
    (SubjectKind.HOUSEHOLD, ("ho kinh doanh", "hkd", "ho")),
    (
        SubjectKind.ORGANISATION,
        ("to chuc", "cong ty", "cty", "doanh nghiep", "dntn", "hop tac xa", "htx", "organisation"),
    ),
    (SubjectKind.INDIVIDUAL, ("ca nhan", "individual")),
    (SubjectKind.UNKNOWN, ("khong xac dinh duoc", "khong xac dinh", "chua xac dinh", "unknown")),
)
_LEVELS = {"place": "xã", "district": "huyện", "province": "tỉnh"}
_WORDS = {"licence": Property.REGISTRATION, "trade": Property.TRADE, "note": Property.NOTE}


@dataclass(frozen=True)
class ReadRow:
    """A row as it was read. FAULTS keep it from being taken; REMARKS say what is kept otherwise than it was written."""

    facts: MerchantFacts
    faults: Sequence[Fault] = ()
    remarks: Sequence[Fault] = ()


@dataclass
class _Reading:
    """What is gathered of one row."""

    row: int
    identities: list[Identity] = field(default_factory=list)
    urls: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    remarks: list[Fault] = field(default_factory=list)


class RowReader:
    """Reads rows of one list; reads the map once for all of them."""

    def __init__(self, columns: Mapping[int, ListColumn], *, on: date) -> None:
        self._columns = columns
        self._on = on
        self._written: WrittenPlaces | None = None
        self._places: dict[str, Place | None] = {}

    def read(self, row: int, cells: Sequence[str]) -> ReadRow | None:
        """Return what a row says; None where no column that is read says anything."""
        held = [(column, cells[at]) for at, column in self._columns.items() if at < len(cells) and cells[at].strip()]
        said = {column.code: cell.strip() for column, cell in reversed(held) if column.code != "number"}
        if not said:
            return None
        reading = _Reading(row)
        for column, cell in held:
            if column.kinds:
                self._identify(reading, column, cell, said)
        name = said.get("name", "")
        if not name and any(column.code == "name" for column in self._columns.values()):
            reading.faults.append(self._fault(row, "name", "missing", _("thiếu tên")))
        kind = self._kind(reading, said)
        place = self._place(reading, said)
        words = [(stated, said[code]) for code, stated in _WORDS.items() if code in said]
        facts = MerchantFacts(
            kind=kind,
            name=name,
            representative=said.get("representative", ""),
            address=said.get("address", ""),
            place=place,
            identifiers=[(one.kind, one.canonical, "") for one in dict.fromkeys(reading.identities)],
            urls=reading.urls,
            holder=said.get("holder", ""),
            words=[*words, *((Property.NOTE, note) for note in reading.notes)],
            row=row,
        )
        return ReadRow(facts, reading.faults, reading.remarks)

    def _identify(self, reading: _Reading, column: ListColumn, cell: str, said: Mapping[str, str]) -> None:
        within = said.get(column.within, "")
        try:
            found = read_cell(column.kinds, cell, bank=within)
        except IdentifierUnreadable as unreadable:
            code = f"{unreadable.values['kind']}.{unreadable.values['fault']}"
            reading.faults.append(self._fault(reading.row, column.code, code, sentence_of(unreadable), cell))
            return
        for identity, written in found.values:
            if column.code == "url":
                # Where it leads is stated with the presence; whose domain it is, beside it.
                reading.urls.append(refang(written))
                reading.identities += with_implied([identity])[1:]
            else:
                reading.identities += with_implied([identity])
        if found.rest:
            reading.notes.append(f"{column.label}: {cell.strip()}")
        if column.code == "account" and branch_of(within):
            reading.notes.append(f"{COLUMNS['bank'].label}: {within}")

    def _kind(self, reading: _Reading, said: Mapping[str, str]) -> SubjectKind:
        written = search_key(said.get("kind", ""))
        if not written:
            # A name says what its bearer is when the column does not.
            name = search_key(said.get("name", ""))
            named = (kind for kind, words in _KINDS if any(name.startswith(f"{word} ") for word in words))
            return next(named, SubjectKind.INDIVIDUAL)
        found = next((kind for kind, words in _KINDS if any(written.startswith(word) for word in words)), None)
        if found is None:
            sentence = _("không có loại này: %(kind)s") % {"kind": said["kind"]}
            reading.faults.append(self._fault(reading.row, "kind", "unknown", sentence, said["kind"]))
        return found or SubjectKind.UNKNOWN

    def _place(self, reading: _Reading, said: Mapping[str, str]) -> Place | None:
        parts = {code: said[code] for code in _LEVELS if code in said}
        written = ", ".join(parts.values())
        if not written:
            return None
        if written not in self._places:
            # A column says what its names are, where they do not say it themselves.
            named = ", ".join(f"{_LEVELS[code]} {name}" for code, name in parts.items())
            self._places[written] = self._find(written) or (self._find(named) if len(parts) > 1 else None)
        place = self._places[written]
        if place is None:
            sentence = _("chưa rõ “%(place)s” nay là xã, phường nào: để trống địa bàn, giữ lời trong ghi chú.")
            reading.remarks.append(
                self._fault(reading.row, "place", "open", sentence % {"place": written}, written)
            )  # fmt: skip
            reading.notes.append(_("Địa bàn ghi trong danh sách: %(place)s") % {"place": written})
        return place

    def _find(self, written: str) -> Place | None:
        """Return today's commune that is meant, where it is one."""
        if self._written is None:
            self._written = WrittenPlaces(on=self._on)
        read = self._written.read(written)
        ids = read.communes if read.province is not None else self._written.anywhere(written)
        if len(ids) != 1:
            return None
        return Place.objects.select_related("parent").get(pk=ids[0])

    @staticmethod
    def _fault(row: int, column: str, code: str, sentence: str, value: str = "") -> Fault:
        return Fault(row, COLUMNS[column].label, code, sentence, value)
