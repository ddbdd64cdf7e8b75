"""What the national consumer line hands on: entered from its list or singly, its own numbers kept, each once."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import IO, Any
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from minhbach.domains.agencies.models import Officer
from minhbach.domains.hotline.codes import digest_of_press
from minhbach.domains.hotline.models import Transfer
from minhbach.domains.hotline.policies import require_own
from minhbach.domains.hotline.refusals import TransferColumnsMissing, TransfersEmpty, TransfersFaulty
from minhbach.domains.hotline.services.entering import note_coming
from minhbach.domains.intake.kinds import BY_CODE
from minhbach.domains.intake.models import Letterbox
from minhbach.domains.intake.selectors import visible_reports
from minhbach.domains.intake.services import receive
from minhbach.domains.intake.types import Channel
from minhbach.engine.text.keys import search_key
from minhbach.foundation import audit
from minhbach.foundation.clock import local_date
from minhbach.foundation.database.locks import wait_turn
from minhbach.foundation.pages.formats import read_day
from minhbach.foundation.refusals import RowProblem
from minhbach.foundation.scope import Sharing
from minhbach.foundation.untrusted import read_rows

# What the line is rung for; an office turns what is something else into the right kind.
KIND = BY_CODE["NTD_CO_QUAN"]
MOST_ROWS = 1_000
_LONGEST = {"number": 60, "name": 120, "phone": 40, "address": 300, "what": 20_000, "trader": 1_000, "link": 2_000}
# Of one transfer the press is always the same, so that it is one report whoever enters it again.
_PRESSES = UUID("6b1f0e5a-3890-4d6e-9a18-006838000389")


@dataclass(frozen=True)
class Handed:
    """One thing handed on, as the line tells it."""

    number: str
    what: str
    name: str
    came_on: date
    phone: str = ""
    address: str = ""
    trader: str = ""
    link: str = ""


@dataclass(frozen=True)
class Taken:
    """What a sending came to; FIRST of what is new leads to what the line is told."""

    new: int
    known: int
    first: Transfer | None = field(default=None, compare=False)


def read_transfers(content: bytes | IO[bytes], *, name: str, at: datetime) -> list[Handed]:
    """Read a list, a file or what was pasted of one: all of it, or its rows at fault.

    Raises: FileNotRead, TransferColumnsMissing, TransfersEmpty, TransfersFaulty.
    """
    if isinstance(content, bytes) and not content.strip():
        raise TransfersEmpty
    rows = read_rows(content, name=name, most_rows=MOST_ROWS + 1)
    codes = [_columns().get(search_key(cell), "") for cell in rows[0].cells]
    if not {"number", "what", "name"} <= set(codes):
        raise TransferColumnsMissing(columns=", ".join(filter(None, rows[0].cells)) or "–")
    found: dict[str, Handed] = {}
    problems: list[RowProblem] = []
    for number, cells in rows[1:]:
        said: dict[str, str] = {}
        for code, cell in zip(codes, cells, strict=False):
            if code and cell.strip():
                said.setdefault(code, cell.strip())
        if not said:
            continue
        day = read_day(said.get("came_on", "")[:10])
        if wrong := _fault(said, day, found, on=local_date(at)):
            problems.append(RowProblem(number, wrong))
            continue
        found[said["number"]] = Handed(**{**said, "came_on": day or local_date(at)})  # type: ignore[arg-type]
    if problems:
        raise TransfersFaulty(count=len(problems), rows=problems[:100])
    if not found:
        raise TransfersEmpty
    return list(found.values())


@transaction.atomic
def take_transfers(
    *, officer: Officer, at: datetime, letterbox: Letterbox, handed: Sequence[Handed], batch: UUID
) -> Taken:
    """Make a report of each thing handed on that is not known by its number yet; its term runs from the day it came.

    Raises: RoleMissing, OfAnotherAgency, ReportNotTaken.
    """
    require_own(officer, letterbox, at=at)
    agency = letterbox.owner_agency
    wait_turn("hotline transfers", agency.pk)
    numbers = [one.number for one in handed]
    known = set(Transfer.objects.filter(owner_agency=agency, number__in=numbers).values_list("number", flat=True))
    new = [one for one in handed if one.number not in known]
    made: list[Transfer] = []
    for one in new:
        press = uuid5(_PRESSES, f"{agency.pk}|{one.number}")
        said = {"what": one.what, "link": one.link, "trader": one.trader}
        person = {"name": one.name, "phone": one.phone, "address": one.address}
        receive(letterbox=letterbox, kind=KIND, said=said, press=press, channel=Channel.PHONE, person=person)
        report = visible_reports().get(receipt=digest_of_press(press))
        reason = _("Tổng đài 1800.6838 chuyển, số %(number)s") % {"number": one.number}
        note_coming(report, one.came_on, reason, officer=officer, at=at)
        made.append(
            Transfer.objects.create(
                number=one.number, came_on=one.came_on, batch=batch, officer=officer, report=report,
                owner_agency=agency, place=letterbox.place, sharing=Sharing.SILENT, created_at=at,
            )
        )  # fmt: skip
    audit.record(
        "hotline.transfers.taken", officer_id=officer.id, at=at, target_type="agencies.agency", target_id=agency.pk,
        data={"new": len(new), "known": len(handed) - len(new)},
    )  # fmt: skip
    return Taken(len(new), len(handed) - len(new), next(iter(made), None))


def _fault(said: Mapping[str, str], day: date | None, found: Mapping[str, Handed], *, on: date) -> str:
    for code in ("number", "what", "name"):
        if not said.get(code):
            return _("thiếu “%(column)s”.") % {"column": _labels()[code]}
    for code, most in _LONGEST.items():
        if len(said.get(code, "")) > most:
            return _("“%(column)s” dài quá %(most)s chữ.") % {"column": _labels()[code], "most": most}
    if said["number"] in found:
        return _("số này đã có ở dòng trên.")
    if said.get("came_on") and (day is None or day > on):
        return _("không đọc được ngày, hoặc ngày chưa tới: “%(day)s”.") % {"day": said["came_on"][:20]}
    return ""


@cache
def _columns() -> Mapping[str, str]:
    return {name: row["code"] for row in _table()["column"] for name in (search_key(row["label"]), *row["names"])}


@cache
def _labels() -> Mapping[str, str]:
    return {row["code"]: row["label"] for row in _table()["column"]}


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads((Path(__file__).parents[1] / "data/transfer_columns.toml").read_text(encoding="utf-8"))
