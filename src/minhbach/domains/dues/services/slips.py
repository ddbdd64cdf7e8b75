"""Slips come in, typed or as a list: each once, matched at once where nothing is in doubt."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import IO, Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from minhbach.domains.agencies.models import Agency, Officer
from minhbach.domains.dues.models import Slip
from minhbach.domains.dues.policies import require_cashier
from minhbach.domains.dues.refusals import (
    AmountNotPositive,
    SlipColumnsMissing,
    SlipOfLaterDay,
    SlipOtherwise,
    SlipsEmpty,
    SlipsFaulty,
)
from minhbach.domains.dues.services.matching import match_by_itself
from minhbach.domains.dues.types import SlipState, ToldSlip
from minhbach.engine.text.keys import search_key
from minhbach.foundation import audit
from minhbach.foundation.clock import local_date
from minhbach.foundation.database.locks import wait_turn
from minhbach.foundation.ids import new_id
from minhbach.foundation.money import MoneyUnreadable, format_vnd, parse_vnd
from minhbach.foundation.pages.formats import read_day
from minhbach.foundation.refusals import RowProblem
from minhbach.foundation.scope import Sharing
from minhbach.foundation.untrusted import read_rows
from minhbach.foundation.writing import write_day

# Each is matched in the request that brings it.
MOST_ROWS = 300
MOST_FAULTS_SHOWN = 100
_NEEDED = ("number", "paid_on", "amount")
_LONGEST = {"number": 60, "payer": 200, "decision_number": 80, "note": 300}


@dataclass(frozen=True)
class Taken:
    """What a sending came to: slips that are new, that were known, and how many of the new are matched."""

    new: int
    known: int
    matched: int
    first: Slip | None = None


def read_slips(content: bytes | IO[bytes], *, name: str, at: datetime) -> list[ToldSlip]:
    """Read a list of payments, a file or what was pasted of one: all of it, or its rows at fault.

    Raises: FileNotRead, SlipsEmpty, SlipColumnsMissing, SlipsFaulty.
    """
    if isinstance(content, bytes) and not content.strip():
        raise SlipsEmpty
    rows = read_rows(content, name=name, most_rows=MOST_ROWS + 1)
    if not rows:
        raise SlipsEmpty
    codes = [_columns().get(search_key(cell), "") for cell in rows[0].cells]
    if not set(_NEEDED) <= set(codes):
        raise SlipColumnsMissing(columns=", ".join(filter(None, rows[0].cells)) or "–")
    found: dict[str, ToldSlip] = {}
    problems: list[RowProblem] = []
    for number, cells in rows[1:]:
        said: dict[str, str] = {}
        for code, cell in zip(codes, cells, strict=False):
            if code and cell.strip():
                said.setdefault(code, " ".join(cell.split()))
        if not said:
            continue
        told = _told(said, found, on=local_date(at))
        if isinstance(told, str):
            problems.append(RowProblem(number, told))
        else:
            found[told.number] = told
    if problems:
        raise SlipsFaulty(count=len(problems), rows=problems[:MOST_FAULTS_SHOWN])
    if not found:
        raise SlipsEmpty
    return list(found.values())


@transaction.atomic
def take_slips(*, officer: Officer, at: datetime, agency: Agency, told: Sequence[ToldSlip], batch: UUID) -> Taken:
    """Write down slips of an agency that are not known by their number yet, and match those that leave no doubt.

    A number that is known with another day or sum is refused with all that came with it.

    Raises: RoleMissing, AmountNotPositive, SlipOfLaterDay, SlipOtherwise.
    """
    require_cashier(officer, agency, at=at)
    # Two lists with the same slip: the second waits, and finds it known.
    wait_turn("dues slips", agency.pk)
    today = local_date(at)
    kept = Slip.objects.filter(owner_agency=agency, number__in=[one.number for one in told])
    known = {slip.number: slip for slip in kept}
    made: list[Slip] = []
    for one in told:
        if one.amount_vnd <= 0:
            raise AmountNotPositive
        if one.paid_on > today:
            raise SlipOfLaterDay(today=write_day(today))
        if (before := known.get(one.number)) is not None:
            _require_same(before, one)
            continue
        slip = Slip.objects.create(
            id=new_id(), owner_agency=agency, sharing=Sharing.AGENCY, created_at=at, number=one.number,
            paid_on=one.paid_on, amount_vnd=one.amount_vnd, payer=one.payer, decision_number=one.decision_number,
            note=one.note, batch=batch, entered_by=officer,
        )  # fmt: skip
        known[one.number] = slip
        made.append(slip)
    audit.record(
        "dues.slips.taken", officer_id=officer.id, at=at, target_type="agencies.agency", target_id=agency.pk,
        data={"new": len(made), "known": len(told) - len(made), "batch": str(batch)},
    )  # fmt: skip
    matched = [match_by_itself(slip, officer=officer, at=at) for slip in made]
    done = sum(slip.state == SlipState.MATCHED for slip in matched)
    return Taken(len(made), len(told) - len(made), done, matched[0] if matched else known.get(told[0].number))


def _require_same(before: Slip, told: ToldSlip) -> None:
    if (before.paid_on, before.amount_vnd) != (told.paid_on, told.amount_vnd):
        raise SlipOtherwise(
            number=before.number, day=write_day(before.paid_on), amount=format_vnd(before.amount_vnd)
        )  # fmt: skip


def _told(said: Mapping[str, str], found: Mapping[str, ToldSlip], *, on: date) -> ToldSlip | str:
    """Read one row, or say what is wrong with it."""
    for code in _NEEDED:
        if not said.get(code):
            return _("thiếu “%(column)s”.") % {"column": _labels()[code]}
    for code, most in _LONGEST.items():
        if len(said.get(code, "")) > most:
            return _("“%(column)s” dài quá %(most)s chữ.") % {"column": _labels()[code], "most": most}
    day = read_day(said["paid_on"][:10])
    if day is None or day > on:
        return _("không đọc được ngày, hoặc ngày chưa tới: “%(day)s”.") % {"day": said["paid_on"][:20]}
    try:
        amount = parse_vnd(said["amount"]) or 0
    except MoneyUnreadable:
        return _("“%(text)s” không phải số tiền.") % {"text": said["amount"][:40]}
    if amount <= 0:
        return _("số tiền phải lớn hơn 0.")
    told = ToldSlip(
        number=said["number"], paid_on=day, amount_vnd=amount, payer=said.get("payer", ""),
        decision_number=said.get("decision_number", ""), note=said.get("note", ""),
    )  # fmt: skip
    if found.get(told.number, told) != told:
        return _("số chứng từ này đã có ở dòng trên với nội dung khác.")
    return told


@cache
def _columns() -> Mapping[str, str]:
    return {name: row["code"] for row in _table()["column"] for name in (search_key(row["label"]), *row["names"])}


@cache
def _labels() -> Mapping[str, str]:
    return {row["code"]: row["label"] for row in _table()["column"]}


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads((Path(__file__).parents[1] / "data/slip_columns.toml").read_text(encoding="utf-8"))
