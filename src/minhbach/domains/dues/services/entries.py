"""The two books of a case: what it cost, and cash that was seized. A line is taken back, never removed."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from minhbach.domains.agencies.models import Officer
from minhbach.domains.cases.models import Case
from minhbach.domains.dues.models import Entry
from minhbach.domains.dues.policies import require_entry
from minhbach.domains.dues.refusals import (
    AmountNotPositive,
    BearerMissing,
    EntryNotFound,
    MoreThanHeld,
    ReasonMissing,
    SlipOfLaterDay,
)
from minhbach.domains.dues.selectors.entries import cash_held
from minhbach.domains.dues.types import Book, EntryKind
from minhbach.foundation import audit
from minhbach.foundation.clock import local_date
from minhbach.foundation.database.locks import hold
from minhbach.foundation.ids import new_id
from minhbach.foundation.money import format_vnd
from minhbach.foundation.writing import write_day

TARGET = "cases.case"


@transaction.atomic
def add_entry(
    *,
    officer: Officer,
    at: datetime,
    case: Case,
    kind: EntryKind,
    on: date,
    amount_vnd: int,
    paper_number: str,
    party: str = "",
    bearer: str = "",
    press: UUID | None = None,
) -> Entry:
    """Write a line into a book of a case. No more cash leaves the holding account than is in it.

    Units:  đồng.
    Raises: RoleMissing, AmountNotPositive, SlipOfLaterDay, BearerMissing, MoreThanHeld.
    """
    held: Case = hold(case)
    require_entry(officer, held, at=at)
    if press is not None and (known := Entry.objects.filter(pk=press, case=held).first()) is not None:
        return known
    if amount_vnd <= 0:
        raise AmountNotPositive
    if on > local_date(at):
        raise SlipOfLaterDay(today=write_day(local_date(at)))
    if kind.book is Book.COST and not bearer:
        raise BearerMissing
    if kind.book is Book.CASH and kind is not EntryKind.CASH_IN and amount_vnd > cash_held(held.pk):
        raise MoreThanHeld(held=format_vnd(cash_held(held.pk)))
    entry = Entry.objects.create(
        id=press or new_id(), case=held, kind=kind, on=on, amount_vnd=amount_vnd, paper_number=paper_number.strip(),
        party=party.strip(), bearer=bearer if kind.book is Book.COST else "", entered_by=officer, entered_at=at,
    )  # fmt: skip
    audit.record(
        "dues.entry.added", officer_id=officer.id, at=at, target_type=TARGET, target_id=held.id,
        data={"entry": str(entry.id), "kind": str(kind), "amount_vnd": amount_vnd},
    )  # fmt: skip
    return entry


@transaction.atomic
def withdraw_entry(*, officer: Officer, at: datetime, case: Case, entry_id: UUID, reason: str) -> Entry:
    """Take a line back that was written in error; it stays to be read. Cash that went out again is taken back first.

    Raises: RoleMissing, ReasonMissing, EntryNotFound, MoreThanHeld.
    """
    held: Case = hold(case)
    require_entry(officer, held, at=at)
    if not reason.strip():
        raise ReasonMissing
    entry = Entry.objects.filter(pk=entry_id, case=held, withdrawn_at=None).first()
    if entry is None:
        raise EntryNotFound
    if entry.kind == EntryKind.CASH_IN and entry.amount_vnd > cash_held(held.pk):
        raise MoreThanHeld(held=format_vnd(cash_held(held.pk)))
    entry.withdrawn_by, entry.withdrawn_at, entry.withdrawn_why = officer, at, reason.strip()[:300]
    entry.save(update_fields=["withdrawn_by", "withdrawn_at", "withdrawn_why"])
    audit.record(
        "dues.entry.withdrawn", officer_id=officer.id, at=at, target_type=TARGET, target_id=held.id,
        data={"entry": str(entry.id)},
    )  # fmt: skip
    return entry
