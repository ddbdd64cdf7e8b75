"""What the national consumer line hands on: entered from its list or singly, its own numbers kept, each once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import IO
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from minhbach.domains.agencies.models import Officer
from minhbach.domains.hotline.codes import digest_of_press
from minhbach.domains.hotline.models import Transfer
from minhbach.domains.hotline.policies import require_own
from minhbach.domains.hotline.services.entering import note_coming
from minhbach.domains.intake.kinds import BY_CODE
from minhbach.domains.intake.models import Letterbox
from minhbach.domains.intake.selectors import visible_reports
from minhbach.domains.intake.services import receive
from minhbach.domains.intake.types import Channel
from minhbach.foundation import audit
from minhbach.foundation.clock import local_date
from minhbach.foundation.database.locks import wait_turn
from minhbach.foundation.named_lists import NamedColumns, read_list, read_past_day
from minhbach.foundation.scope import Sharing

# What the line is rung for; an office turns what is something else into the right kind.
KIND = BY_CODE["NTD_CO_QUAN"]
MOST_ROWS = 1_000
_NEEDED = ("number", "what", "name")
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

    Raises: FileNotRead, ListEmpty, ListColumnsMissing, ListFaulty.
    """
    numbers: set[str] = set()

    def take(said: Mapping[str, str]) -> Handed | str:
        if said["number"] in numbers:
            return _("số này đã có ở dòng trên.")
        day = read_past_day(said["came_on"], on=local_date(at)) if "came_on" in said else local_date(at)
        if isinstance(day, str):
            return day
        numbers.add(said["number"])
        return Handed(**{**said, "came_on": day})  # type: ignore[arg-type]

    return read_list(
        content, name=name, most_rows=MOST_ROWS, columns=_columns(), needed=_NEEDED, longest=_LONGEST, take=take
    )  # fmt: skip


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


@cache
def _columns() -> NamedColumns:
    return NamedColumns.read(Path(__file__).parents[1] / "data/transfer_columns.toml")
