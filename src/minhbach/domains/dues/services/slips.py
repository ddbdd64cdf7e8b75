"""Slips come in, typed or as a list: each once, matched at once where nothing is in doubt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import IO
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from minhbach.domains.agencies.models import Agency, Officer
from minhbach.domains.dues.models import Slip
from minhbach.domains.dues.policies import require_cashier
from minhbach.domains.dues.refusals import (
    AmountNotPositive,
    SlipOfLaterDay,
    SlipOtherwise,
)
from minhbach.domains.dues.services.matching import match_by_itself
from minhbach.domains.dues.types import SlipState, ToldSlip
from minhbach.foundation import audit
from minhbach.foundation.clock import local_date
from minhbach.foundation.database.locks import wait_turn
from minhbach.foundation.ids import new_id
from minhbach.foundation.money import MoneyUnreadable, format_vnd, parse_vnd
from minhbach.foundation.named_lists import NamedColumns, read_list, read_past_day
from minhbach.foundation.scope import Sharing
from minhbach.foundation.writing import write_day

# Each is matched in the request that brings it.
MOST_ROWS = 300
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
    """Read a list of payments, a file or what was pasted of one: all of it, each number once, or its rows at fault.

    Raises: FileNotRead, ListEmpty, ListColumnsMissing, ListFaulty.
    """
    found: dict[str, ToldSlip] = {}

    def take(said: Mapping[str, str]) -> ToldSlip | str:
        told = _told({code: " ".join(cell.split()) for code, cell in said.items()}, on=local_date(at))
        if not isinstance(told, str) and found.setdefault(told.number, told) != told:
            return _("số chứng từ này đã có ở dòng trên với nội dung khác.")
        return told

    read_list(
        content, name=name, most_rows=MOST_ROWS, columns=_columns(), needed=_NEEDED, longest=_LONGEST, take=take
    )  # fmt: skip
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


def _told(said: Mapping[str, str], *, on: date) -> ToldSlip | str:
    """Read one row, or say what is wrong with it."""
    day = read_past_day(said["paid_on"], on=on)
    if isinstance(day, str):
        return day
    try:
        amount = parse_vnd(said["amount"]) or 0
    except MoneyUnreadable:
        return _("“%(text)s” không phải số tiền.") % {"text": said["amount"][:40]}
    if amount <= 0:
        return _("số tiền phải lớn hơn 0.")
    return ToldSlip(
        number=said["number"], paid_on=day, amount_vnd=amount, payer=said.get("payer", ""),
        decision_number=said.get("decision_number", ""), note=said.get("note", ""),
    )  # fmt: skip


@cache
def _columns() -> NamedColumns:
    return NamedColumns.read(Path(__file__).parents[1] / "data/slip_columns.toml")
