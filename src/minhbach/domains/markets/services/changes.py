"""The plan of a market changes: by a board's list, tried first, or by an officer's word; either is taken back whole."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import IO, Any

from django.db import transaction
from django.utils.translation import gettext as _

from minhbach.domains.agencies.models import Officer
from minhbach.domains.markets.models import Market, PlanChange, Stall, Tenancy
from minhbach.domains.markets.policies import require_keeper
from minhbach.domains.markets.refusals import (
    BeforeLastChange,
    ChangeDone,
    ChangedSince,
    ChangeNotApplied,
    DayAhead,
    PlanEmpty,
    PlanMovedOn,
    ReasonMissing,
    StallMissing,
    TraderMissing,
)
from minhbach.domains.markets.services.comparing import Compared, Move, compare
from minhbach.domains.markets.services.reading import ReadPlan, key_of, read_plan, stall_of, stall_words, with_place
from minhbach.domains.markets.types import ChangeKind, ChangeState, LineKind, ListScope, PlanRow
from minhbach.domains.subjects.models import Subject
from minhbach.domains.subjects.services import record_merchants
from minhbach.domains.subjects.types import MerchantFacts, Provenance, Source, SourceKind
from minhbach.foundation import audit, files
from minhbach.foundation.clock import local_date
from minhbach.foundation.database.locks import hold
from minhbach.foundation.requirements import Unmet, require, should
from minhbach.foundation.writing import write_day

FAULTS_KEPT = 500
# Who leaves stands first among what a trial tells.
_ORDER = {kind: place for place, kind in enumerate(LineKind)}


@transaction.atomic
def try_plan(
    *,
    officer: Officer,
    at: datetime,
    market: Market,
    name: str,
    content: bytes | IO[bytes],
    file_name: str = "",
    scope: ListScope | str = ListScope.CHANGES,
    effective_on: date | None = None,
) -> PlanChange:
    """Keep a board's list as it was sent and say what it would change. The plan stays as it is.

    Raises: RoleMissing, MarketOfAnotherAgency, DayAhead, PlanColumnsMissing, PlanEmpty, PlanTooLong, FileNotRead.
    """
    require_keeper(officer, market, at=at)
    day = _checked_day(effective_on, at=at)
    stored = files.put(content)
    if not stored.size:
        raise PlanEmpty
    change = _change(
        officer,
        market,
        at,
        kind=ChangeKind.LIST,
        name=name.strip()[:200],
        scope=ListScope(scope),
        effective_on=day,
        file=stored.sha256,
        file_name=Path(file_name.replace("\\", "/")).name[:200],
    )
    read = _read(change)
    compared = compare(market, read.rows, on=day, is_whole=change.scope == ListScope.WHOLE)
    _keep(change, compared, read)
    change.save(force_insert=True)
    _record("markets.plan.tried", officer, change, at, {"sha256": stored.sha256, **change.counts})
    return change


@transaction.atomic
def apply_plan(*, officer: Officer, at: datetime, change: PlanChange, confirmed: Collection[str] = ()) -> PlanChange:
    """Let the plan become what a tried list says, and register the merchants whom nobody knew.

    Raises: RoleMissing, MarketOfAnotherAgency, ChangeDone, PlanMovedOn, NotConfirmed, BeforeLastChange.
    """
    require_keeper(officer, change.market, at=at)
    market = hold(change.market)
    change.refresh_from_db()
    if change.state != ChangeState.TRIED:
        raise ChangeDone
    read = _read(change)
    compared = compare(market, read.rows, on=change.effective_on, is_whole=change.scope == ListScope.WHOLE)
    if _digest(compared) != change.digest:
        raise PlanMovedOn
    require(unmet_of(change), confirmed=confirmed)
    _carry_out(change, market, compared, officer, at)
    _record("markets.plan.applied", officer, change, at, change.counts)
    return change


@transaction.atomic
def change_stall(
    *,
    officer: Officer,
    at: datetime,
    market: Market,
    row: str,
    number: str,
    is_vacant: bool = False,
    facts: MerchantFacts | None = None,
    subject: Subject | None = None,
    goods: str = "",
    is_leader: bool = False,
    effective_on: date | None = None,
) -> PlanChange:
    """Write by hand who sells what at one stall, or that it stands empty.

    Raises: RoleMissing, MarketOfAnotherAgency, StallMissing, TraderMissing, DayAhead, BeforeLastChange.
    """
    require_keeper(officer, market, at=at)
    row, number = stall_of(row, number)
    if not number:
        raise StallMissing
    if not is_vacant and (facts is None or not facts.name.strip()):
        raise TraderMissing
    market = hold(market)
    change = _change(
        officer,
        market,
        at,
        kind=ChangeKind.HAND,
        name=stall_words(row, number).capitalize(),
        effective_on=_checked_day(effective_on, at=at),
    )
    said = PlanRow(
        called="",
        row=row,
        number=number,
        facts=None if is_vacant else facts,
        goods=" ".join(goods.split())[:200],
        is_leader=is_leader and not is_vacant,
        subject=None if is_vacant else subject,
    )
    read = ReadPlan(rows=with_place([said], market.place, market.name))
    compared = compare(market, read.rows, on=change.effective_on, is_whole=False)
    _keep(change, compared, read)
    change.save(force_insert=True)
    _carry_out(change, market, compared, officer, at)
    _record("markets.plan.stall_changed", officer, change, at, change.counts)
    return change


@transaction.atomic
def undo_plan(*, officer: Officer, at: datetime, change: PlanChange, reason: str) -> PlanChange:
    """Take a change of a plan back as a whole. Merchants whom it registered stay in the register.

    Raises: RoleMissing, MarketOfAnotherAgency, ReasonMissing, ChangeNotApplied, ChangedSince.
    """
    if not reason.strip():
        raise ReasonMissing
    require_keeper(officer, change.market, at=at)
    hold(change.market)
    change.refresh_from_db()
    if change.state != ChangeState.APPLIED:
        raise ChangeNotApplied
    began, ended = Tenancy.objects.filter(began_by=change), Tenancy.objects.filter(ended_by=change)
    _refuse_changed_since(change)
    began.update(is_taken_back=True)
    ended.update(ends_on=None, ended_by=None)
    change.state = ChangeState.UNDONE
    change.undone_at, change.undone_by, change.undone_reason = at, officer, reason.strip()[:300]
    change.save()
    _record("markets.plan.undone", officer, change, at, change.counts)
    return change


def unmet_of(change: PlanChange) -> Iterator[Unmet]:
    """Yield what one is asked before a list is written into the plan."""
    if change.faults:
        count = len(change.faults)
        yield should(f"faults.{count}", _("%(count)s dòng có lỗi sẽ không được ghi.") % {"count": count})
    gone = change.counts.get(LineKind.GONE, 0)
    if gone:
        sentence = _("%(count)s ô không có trong danh sách sẽ bỏ khỏi sơ đồ.") % {"count": gone}
        yield should(f"gone.{gone}", sentence)


def _refuse_changed_since(change: PlanChange) -> None:
    """Refuse to take back what a later change has built on."""
    later = Tenancy.objects.filter(began_by=change, ended_by__isnull=False).exclude(ended_by=change)
    since = later.select_related("stall", "ended_by").first()
    if since is not None and since.ended_by is not None:
        raise ChangedSince(stall=str(since.stall), change=since.ended_by.name)
    # A stall that it dropped may have been taken up again.
    again = Tenancy.objects.filter(
        stall__in=Tenancy.objects.filter(ended_by=change).values("stall"), ends_on__isnull=True, is_taken_back=False
    ).exclude(began_by=change)
    found = again.select_related("stall", "began_by").first()
    if found is not None:
        raise ChangedSince(stall=str(found.stall), change=found.began_by.name)


def _carry_out(change: PlanChange, market: Market, compared: Compared, officer: Officer, at: datetime) -> None:
    # Of those who stay a list may tell a number more.
    who = _merchants(change, market, compared.moves, officer, at)
    changed = [place for place, move in enumerate(compared.moves) if move.line.kind != LineKind.SAME]
    moves, subjects = [compared.moves[place] for place in changed], [who[place] for place in changed]
    _refuse_before(change, moves)
    stalls = _stalls(market, moves)
    ids = [move.standing.pk for move in moves if move.standing is not None]
    Tenancy.objects.filter(pk__in=ids).update(ends_on=change.effective_on, ended_by=change)
    Tenancy.objects.bulk_create(
        Tenancy(
            market=market,
            stall=stalls[key_of(move.line.row, move.line.number)],
            subject=subjects[place],
            goods=move.goods,
            is_leader=move.is_leader,
            starts_on=change.effective_on,
            began_by=change,
        )
        for place, move in enumerate(moves)
        if move.line.kind != LineKind.GONE
    )
    change.state, change.applied_at, change.applied_by = ChangeState.APPLIED, at, officer
    change.save()


def _merchants(
    change: PlanChange, market: Market, moves: Sequence[Move], officer: Officer, at: datetime
) -> list[Subject | None]:
    """Return who sells at each stall from now on; one whom nobody knew is registered, once for all his stalls."""
    found: list[Subject | None] = [move.subject for move in moves]
    said: dict[Any, int] = {}
    merchants: list[tuple[Subject | None, MerchantFacts]] = []
    places: dict[int, int] = {}
    for place, move in enumerate(moves):
        if move.facts is None:
            continue
        who = move.subject.pk if move.subject is not None else move.same_as
        at_place = said.setdefault(who, len(merchants)) if who is not None else len(merchants)
        if at_place == len(merchants):
            merchants.append((move.subject, move.facts))
        places[place] = at_place
    if merchants:
        source = Source(SourceKind.PARTNER if change.kind == ChangeKind.LIST else SourceKind.OFFICER, change.name)
        provenance = Provenance(agency=market.owner_agency, sharing=market.sharing, source=source)
        given = record_merchants(officer=officer, at=at, merchants=merchants, provenance=provenance)
        for place, at_place in places.items():
            found[place] = given[at_place]
    return found


def _stalls(market: Market, moves: Sequence[Move]) -> dict[str, Stall]:
    """Return the stalls of the moves by their keys; those that are new are made."""
    wanted = {key_of(move.line.row, move.line.number): move.line for move in moves}
    stalls = {one.key: one for one in Stall.objects.filter(market=market, key__in=wanted)}
    new = [
        Stall(market=market, row=line.row, number=line.number, key=key)
        for key, line in wanted.items()
        if key not in stalls
    ]
    Stall.objects.bulk_create(new)
    return {**stalls, **{one.key: one for one in new}}


def _refuse_before(change: PlanChange, moves: Sequence[Move]) -> None:
    for move in moves:
        last = move.last_day
        if last is not None and change.effective_on < last:
            raise BeforeLastChange(stall=f"{move.line.row} {move.line.number}".strip(), day=write_day(last))


def _change(officer: Officer, market: Market, at: datetime, **given: Any) -> PlanChange:
    return PlanChange(
        market=market,
        recorded_by=officer,
        owner_agency_id=market.owner_agency_id,
        place_id=market.place_id,
        sharing=market.sharing,
        created_at=at,
        **given,
    )


def _read(change: PlanChange) -> ReadPlan:
    read = read_plan(change.file, name=change.file_name or change.name, on=change.effective_on)
    read.rows = with_place(read.rows, change.market.place, change.market.name)
    return read


def _keep(change: PlanChange, compared: Compared, read: ReadPlan) -> None:
    lines = sorted(
        (move.line for move in compared.moves if move.line.kind != LineKind.SAME), key=lambda line: _ORDER[line.kind]
    )
    change.lines = [line.kept() for line in lines]
    change.counts = {
        kind.value: count for kind in LineKind if (count := sum(move.line.kind == kind for move in compared.moves))
    }
    if read.unused:
        change.counts["unused"] = read.unused
    change.faults = [fault._asdict() for fault in read.faults[:FAULTS_KEPT]]
    change.digest = _digest(compared)


def _digest(compared: Compared) -> str:
    told = [{**move.line.kept(), "subject": str(move.subject.pk) if move.subject else ""} for move in compared.moves]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _checked_day(day: date | None, *, at: datetime) -> date:
    today = local_date(at)
    if day is not None and day > today:
        raise DayAhead
    return day or today


def _record(action: str, officer: Officer, change: PlanChange, at: datetime, data: dict[str, Any]) -> None:
    audit.record(action, officer_id=officer.id, at=at, target_type="markets.planchange", target_id=change.id, data=data)
