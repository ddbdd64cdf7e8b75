"""A list of things to watch, as people send it: which column holds what, and what each row asks to watch for."""

from __future__ import annotations

import tempfile
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from minhbach.domains.subjects.models import Subject
from minhbach.domains.subjects.refusals import IdentifierInvalid
from minhbach.domains.subjects.selectors import (
    find_swapped,
    guess_list_columns,
    list_columns,
    list_headings,
    read_kept,
    visible_subjects,
)
from minhbach.domains.watching.models import WatchEntry
from minhbach.domains.watching.refusals import FileTooLong
from minhbach.domains.watching.types import WORDED, Watched
from minhbach.engine.reading.row_number import ROW
from minhbach.engine.reading.rows import SHEET, read_part
from minhbach.engine.text.clean import clean
from minhbach.engine.text.keys import search_key
from minhbach.foundation import files
from minhbach.foundation.untrusted import Row, RowFault, faults_of_rows, lay_rows_out, look_at_rows
from minhbach.foundation.writing import write_number

MOST_ROWS, FAULTS_KEPT, SAMPLE_ROWS = 10_000, 500, 30
# What stands in nearly every text would be met in nearly every one.
LEAST = 3
_PART_ROWS = 2_500
_LETTERS = 300


@dataclass(frozen=True)
class WatchColumn:
    """What a column of such a list may hold: LABEL in words, KIND of what a cell of it makes one watch for."""

    code: str
    label: str
    names: tuple[str, ...] = ()
    kind: str = ""
    identifiers: tuple[str, ...] = ()


@dataclass
class ReadFile:
    """What a list asks to watch for, each thing once; how many rows say something; the rows that cannot be taken."""

    entries: list[WatchEntry] = field(default_factory=list)
    rows: int = 0
    faults: list[RowFault] = field(default_factory=list)


def look_at_file(sha256: str, *, name: str) -> dict[str, Any]:
    """Tell the columns and first rows of a list that is kept in the store.

    Raises: FileNotRead.
    """
    return look_at_rows(files.path_of(sha256), rows=SAMPLE_ROWS, how={}, known=_known(), name=name)


def guess_columns(columns: Sequence[str]) -> dict[str, str]:
    """Return heading -> code for the headings that are known."""
    of_lists = {column: code for column, code in guess_list_columns(columns).items() if code in watch_columns()}
    own = {column: code for column in columns if (code := _named().get(search_key(column))) is not None}
    return {column: code for column in columns if (code := own.get(column) or of_lists.get(column))}


def doubts_of(columns: Sequence[str], sample: Sequence[Mapping[str, str | None]]) -> list[str]:
    """Say which columns plainly hold what another is for."""
    known = {**list_columns(), "subject": list_columns()["name"]}
    guessed = guess_columns(columns)
    places = {place: known[guessed[column]] for place, column in enumerate(columns) if guessed.get(column, "") in known}
    body = [Row(number, [cell or "" for cell in row.values()]) for number, row in enumerate(sample)]
    return [f"{fault.column}: {fault.sentence}" for fault in find_swapped(places, columns, 0, body).values()]


def read_file(sha256: str, mapping: Mapping[str, str], *, name: str) -> ReadFile:
    """Read every row by what its columns are said to hold.

    Raises: FileNotRead, FileTooLong.
    """
    found, known = ReadFile(), _known()
    with tempfile.TemporaryDirectory(prefix="minhbach-sheet-") as folder, files.disk_watched():
        parts = Path(folder)
        laid = lay_rows_out(files.path_of(sha256), parts, part_rows=_PART_ROWS, how={}, known=known, name=name)
        if sum(laid["heights"]) > MOST_ROWS:
            raise FileTooLong(most=write_number(MOST_ROWS))
        found.faults += faults_of_rows(laid["bad"])
        seen: set[tuple[str, str, str]] = set()
        subjects = _Subjects()
        for number in range(len(laid["heights"])):
            for cells in read_part(parts, number).iter_rows(named=True):
                called = f"{cells[SHEET] or ''} {cells[ROW]}".strip()
                said = [(column, code, clean(cells[column] or "").strip()) for column, code in mapping.items()]
                _read_row(called, [one for one in said if one[2]], found, seen, subjects)
    return found


def read_words(kind: Watched, value: str) -> WatchEntry | None:
    """Return what is watched for by its words; None where too little is said."""
    key = search_key(value)
    if len(key.replace(" ", "")) < LEAST:
        return None
    return WatchEntry(kind=kind, value=" ".join(value.split())[:_LETTERS], key=key)


@cache
def watch_columns() -> Mapping[str, WatchColumn]:
    """Return what a column may hold, by its code: words of a kind, a subject, an identifier, what is said beside."""
    rows = tomllib.loads((Path(__file__).parent / "data/columns.toml").read_text(encoding="utf-8"))["column"]
    own = [
        WatchColumn(row["code"], row["label"], (search_key(row["label"]), *row["names"]), row.get("kind", ""))
        for row in rows
    ]
    identifiers = [
        WatchColumn(column.code, column.label, kind=Watched.IDENTIFIER, identifiers=column.kinds)
        for column in list_columns().values()
        if column.kinds
    ]
    return {column.code: column for column in (*own, *identifiers)}


def _read_row(
    called: str,
    said: Sequence[tuple[str, str, str]],
    found: ReadFile,
    seen: set[tuple[str, str, str]],
    subjects: _Subjects,
) -> None:
    beside = {code: cell for _column, code, cell in reversed(said)}
    asked = [one for one in said if one[1] not in ("kind", "reason", "bank")]
    if not asked:
        if said:
            found.faults.append(RowFault(called, "", _("dòng không nêu điều cần theo dõi."), said[0][2][:_LETTERS]))
        return
    found.rows += 1
    for column, code, cell in asked:
        of = watch_columns()[code if code != "value" else _kind_said(beside.get("kind", ""))]
        try:
            entries = list(_entries(of, cell, beside.get("bank", ""), subjects))
        except (_Unread, IdentifierInvalid) as fault:
            found.faults.append(RowFault(called, column, str(fault), cell[:_LETTERS]))
            continue
        for entry in entries:
            key = (entry.kind, entry.identifier_kind, str(entry.subject_id or entry.key))
            if key not in seen:
                seen.add(key)
                entry.reason = "; ".join(filter(None, (beside.get("reason", ""), entry.reason)))[:_LETTERS]
                found.entries.append(entry)


class _Unread(Exception):
    """A cell that says nothing one could watch for, with why."""


def _entries(of: WatchColumn, cell: str, bank: str, subjects: _Subjects) -> Iterator[WatchEntry]:
    """Read one cell. Raises: IdentifierInvalid, _Unread."""
    if of.kind == Watched.SUBJECT:
        yield WatchEntry(kind=Watched.SUBJECT, subject=subjects.named(cell))
    elif of.identifiers:
        identities, rest = read_kept(of.identifiers, cell, bank=bank)
        for identity in identities:
            yield WatchEntry(
                kind=Watched.IDENTIFIER, identifier_kind=identity.kind, key=identity.canonical, reason=rest
            )
    elif of.kind in WORDED:
        entry = read_words(Watched(of.kind), cell)
        if entry is None:
            raise _Unread(_("quá ngắn: ghi ít nhất ba chữ cái hoặc chữ số."))
        yield entry
    else:
        raise _Unread(_("không rõ loại của điều cần theo dõi; hãy ghi ở cột “Loại”."))


class _Subjects:
    """Finds subjects in reach by their names, each name once."""

    def __init__(self) -> None:
        self._found: dict[str, list[Subject]] = {}

    def named(self, name: str) -> Subject:
        """Raises: _Unread."""
        key = " ".join(name.split()).casefold()
        if key not in self._found:
            rows = visible_subjects().filter(name__iexact=" ".join(name.split()))
            self._found[key] = list(rows[:2])
        found = self._found[key]
        if not found:
            raise _Unread(_("danh bạ chưa có tên này trong phạm vi bạn được xem."))
        if len(found) > 1:
            raise _Unread(_("danh bạ có nhiều hồ sơ tên này; hãy theo dõi bằng mã số thuế hoặc số điện thoại."))
        return found[0]


def _kind_said(kind: str) -> str:
    """Return the column for which a value is whose kind stands beside it, as words or as the heading of a column."""
    key = search_key(kind)
    if not key:
        return "value"
    known = {search_key(column.label): code for code, column in watch_columns().items()}
    known |= {search_key(str(one.label)): one.value for one in WORDED}
    of_lists = guess_list_columns([kind]).get(kind, "")
    code = known.get(key) or _named().get(key) or (of_lists if of_lists in watch_columns() else "")
    return code if code not in ("", "kind", "reason", "bank") else "value"


def _known() -> list[str]:
    return [*list_headings(), *_named()]


@cache
def _named() -> Mapping[str, str]:
    return {name: column.code for column in watch_columns().values() for name in column.names}
