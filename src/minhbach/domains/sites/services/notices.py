"""The province's own list of notifications and registrations: taken in whole, or refused with its rows at fault."""

from __future__ import annotations

import tempfile
import tomllib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import IO, Any

from django.db import transaction
from django.utils.translation import gettext as _

from minhbach.domains.agencies.models import Officer, Place
from minhbach.domains.sites.models import Site
from minhbach.domains.sites.policies import writing_agency
from minhbach.domains.sites.refusals import AddressUnreadable, NoticeColumnsMissing, NoticesFaulty, NoticesTooLong
from minhbach.domains.sites.services.entering import change_site, enter_site, key_of
from minhbach.domains.sites.types import NoticeState, kinds_on
from minhbach.engine.reading.row_number import ROW
from minhbach.engine.reading.rows import read_part
from minhbach.engine.text.clean import clean
from minhbach.engine.text.keys import search_key
from minhbach.foundation import audit
from minhbach.foundation.clock import local_date
from minhbach.foundation.database.locks import wait_turn
from minhbach.foundation.files import disk_watched, write_aside
from minhbach.foundation.pages.formats import read_day
from minhbach.foundation.refusals import RowProblem
from minhbach.foundation.requirements import Unmet, require, should
from minhbach.foundation.untrusted import lay_rows_out, look_at_rows
from minhbach.foundation.writing import write_number

MOST_ROWS, FAULTS_TOLD = 5_000, 100


@dataclass(frozen=True)
class Taken:
    """What a list came to."""

    new: int
    changed: int
    known: int


@dataclass(frozen=True)
class _Notice:
    key: str
    url: str
    name: str
    number: str
    confirmed_on: date | None
    kind: str
    notice: NoticeState
    goods: str


@transaction.atomic
def take_notices(
    *,
    officer: Officer,
    at: datetime,
    content: bytes | IO[bytes],
    name: str,
    place: Place | None = None,
    confirmed: Collection[str] = (),
) -> Taken:
    """Take a list of confirmations in. The same list twice adds nothing; with a fault nothing of it is taken.

    What the list does not say of a place of sale that is known stays as it was. CONFIRMED names the columns without
    which its sender goes on.

    Raises: RoleMissing, FileNotRead, NoticeColumnsMissing, NoticesTooLong, NoticesFaulty, NotConfirmed.
    """
    owner = writing_agency(officer, at=at)
    wait_turn("sites.notices", owner.id, "")
    rows, unused = _rows(content, name)
    notices = _read(rows, on=local_date(at))
    require(_unmet_of(unused), confirmed=confirmed)
    known = {one.key: one for one in Site.objects.filter(owner_agency=owner, key__in=[one.key for one in notices])}
    counts = {"new": 0, "changed": 0, "known": 0}
    for one in notices:
        said: dict[str, Any] = {
            "name": one.name,
            "kind": one.kind,
            "notice": one.notice,
            "notice_number": one.number,
            "confirmed_on": one.confirmed_on,
            "goods": one.goods,
        }
        site = known.get(one.key)
        if site is None:
            enter_site(officer=officer, at=at, url=one.url, place=place, **said)
            counts["new"] += 1
            continue
        said = {field: value or getattr(site, field) for field, value in said.items()}
        if all(getattr(site, field) == value for field, value in said.items()):
            counts["known"] += 1
            continue
        change_site(officer=officer, at=at, site=site, subject=site.subject, shown=site.shown, **said)
        counts["changed"] += 1
    audit.record(
        "sites.notices.taken",
        officer_id=officer.id,
        at=at,
        target_type="agencies.agency",
        target_id=owner.id,
        data=counts,
    )
    return Taken(**counts)


def _unmet_of(unused: Sequence[str]) -> Iterator[Unmet]:
    """Yield what one is asked before a list is taken: columns of which nobody knows what they hold."""
    if unused:
        names = ", ".join(unused)
        sentence = _("Cột không dùng: %(names)s. Nội dung các cột này không được ghi nhận.") % {"names": names}
        yield should(f"columns.{search_key(names)}", sentence)


def _rows(content: bytes | IO[bytes], name: str) -> tuple[list[tuple[int, dict[str, str]]], list[str]]:
    """Read each row by what its columns are, and name the columns that are not read.

    Raises: FileNotRead, NoticeColumnsMissing, NoticesTooLong.
    """
    known = list(_columns())
    with tempfile.TemporaryDirectory(prefix="minhbach-upload-") as folder, disk_watched():
        path, parts = Path(folder) / "tep", Path(folder) / "parts"
        parts.mkdir()
        write_aside(content, path)
        looked = look_at_rows(path, rows=1, how={}, known=known, name=name)
        wanted: dict[str, str] = {}
        for column in looked["columns"]:
            code = _columns().get(search_key(column))
            if code is not None:
                wanted.setdefault(code, column)
        if "url" not in wanted:
            raise NoticeColumnsMissing(columns=", ".join(looked["columns"]) or "–")
        laid = lay_rows_out(path, parts, part_rows=MOST_ROWS, how={}, known=known, name=name)
        if sum(laid["heights"]) > MOST_ROWS:
            raise NoticesTooLong(most=write_number(MOST_ROWS))
        rows = [
            (row[ROW], {code: clean(row[column] or "").strip() for code, column in wanted.items()})
            for number in range(len(laid["heights"]))
            for row in read_part(parts, number).iter_rows(named=True)
        ]
        read = {*wanted.values(), *(one for one in looked["columns"] if search_key(one) in _unsaid())}
        return rows, [column for column in looked["columns"] if column not in read]


def _read(rows: Sequence[tuple[int, dict[str, str]]], *, on: date) -> list[_Notice]:
    """Make confirmations of the rows. Raises: NoticesFaulty."""
    problems: list[RowProblem] = []
    found: dict[str, _Notice] = {}
    for number, said in rows:
        if not any(said.values()):
            continue
        url, day = said.get("url", ""), read_day(said.get("confirmed_on", "")[:10])
        try:
            key = key_of(url)
        except AddressUnreadable:
            problems.append(RowProblem(number, _("không đọc được địa chỉ “%(url)s”.") % {"url": url[:60]}))
            continue
        if said.get("confirmed_on") and (day is None or day > on):
            sentence = _("không đọc được ngày, hoặc ngày chưa tới: “%(day)s”.")
            problems.append(RowProblem(number, sentence % {"day": said["confirmed_on"][:20]}))
            continue
        if key in found:
            problems.append(RowProblem(number, _("địa chỉ này đã có ở dòng trên.")))
            continue
        kind = _kind(said.get("kind", ""), day or on)
        if said.get("kind") and not kind:
            sentence = _("vào ngày xác nhận luật không có loại “%(kind)s”.")
            problems.append(RowProblem(number, sentence % {"kind": said["kind"][:60]}))
            continue
        duty = next((one.duty for one in kinds_on(day or on) if one.code == kind), "notify")
        notice = NoticeState.REGISTERED if duty == "register" else NoticeState.NOTIFIED
        found[key] = _Notice(
            key, url, said.get("name", ""), said.get("number", ""), day, kind, notice, said.get("goods", "")
        )
    if problems:
        raise NoticesFaulty(count=len(problems), rows=problems[:FAULTS_TOLD])
    return list(found.values())


def _kind(written: str, on: date) -> str:
    """Return the kind of the law of a day that is meant: the first whose words hold every word that is written."""
    wanted = _words(written)
    if not wanted:
        return ""
    return next((one.code for one in kinds_on(on) if wanted <= _words(one.words)), "")


def _words(text: str) -> set[str]:
    return set(search_key(text).replace("thuong mai dien tu", "tmdt").split())


@cache
def _unsaid() -> frozenset[str]:
    """Return the headings of columns that say nothing of a place of sale."""
    return frozenset(_table()["unsaid"])


@cache
def _columns() -> Mapping[str, str]:
    return {name: row["code"] for row in _table()["column"] for name in row["names"]}


@cache
def _table() -> Mapping[str, Any]:
    path = Path(__file__).parents[1] / "data/notice_columns.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))
