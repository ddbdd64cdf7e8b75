"""What a report counts of a case: one row for each countable thing. Pure: the same events always give the same rows.

A case counts **once** for what is done to the case (inspected, detected, decided, referred, prosecuted, returned, the
value of its goods, what platforms took down), on the first day that it is true of one of its violators. It counts **by
person** for what is done to a violator (recorded, sanctioned, fined, paid, carried out, enforced, accused).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from typing import Any
from uuid import UUID

from minhbach.domains.cases.acts.record import ViolationRecorded
from minhbach.domains.cases.matters.ownerless import asked_of, confiscations
from minhbach.domains.cases.matters.restriction import terms_in_account
from minhbach.domains.cases.models import Case
from minhbach.domains.cases.replay import replay
from minhbach.domains.cases.types.codes import Counted, Restricted
from minhbach.domains.cases.types.state import CaseState, Entry, Line

Maker = Callable[..., "Row"]


@dataclass(frozen=True, kw_only=True)
class Row:
    """One countable thing: what, on which day, how much, by which event; and all that a report tells it apart by.

    DETAIL is the kind of a payment, the platform of a removal, the measure of an enforcement.

    Units: amount in cases, violators, shops, listings or đồng, as the kind says.
    """

    kind: Counted
    day: date
    amount: int
    event_id: UUID
    violator_id: UUID | None = None
    offender: str = ""
    category: str = ""
    classes: tuple[str, ...] = ()
    series: tuple[str, ...] = ()
    detail: str = ""
    owner_agency_id: UUID
    joint_agency_ids: tuple[UUID, ...] = ()
    force: str
    place_id: int | None
    is_ecommerce: bool = False
    platform: str = ""


@dataclass(frozen=True)
class Known:
    """A row with the time for which it stood: from SINCE up to, not at, UNTIL (None: it still stands)."""

    row: Row
    since: datetime
    until: datetime | None


@dataclass(frozen=True)
class CountCheck:
    """What a sample of cases came to when counted anew: when, how many, and the ids of those whose rows differ."""

    at: datetime
    checked: int
    differing: tuple[str, ...]


def rows_of(case: Case, state: CaseState) -> frozenset[Row]:
    """Draw from a state everything a report counts."""
    return frozenset(_rows(case, state)) if state.opened is not None else frozenset()


def history_of(case: Case, entries: Sequence[Entry[Any]]) -> list[Known]:
    """Draw from all entries of a case every row that ever stood, with the time for which it did."""
    standing: dict[Row, datetime] = {}
    known: list[Known] = []
    for index in range(1, len(entries) + 1):
        moment = known_at(entries[:index])
        if index < len(entries) and entries[index].recorded_at <= moment:
            # The next one was known at the same moment: what stood between the two was never known.
            continue
        rows = rows_of(case, replay(entries[:index]))
        known += [Known(row, standing.pop(row), moment) for row in [*standing] if row not in rows]
        standing |= {row: moment for row in rows if row not in standing}
    return [*known, *(Known(row, since, None) for row, since in standing.items())]


def known_at(entries: Sequence[Entry[Any]]) -> datetime:
    """Say when a file had come so far: an entry is not known before those that it stands behind."""
    return max(entry.recorded_at for entry in entries)


def _rows(case: Case, state: CaseState) -> Iterator[Row]:
    records = {part: line.violation for part, line in state.lines.items() if line.violation is not None}
    first = next(iter(records.values()), None)
    about = _about(case, state, first)
    ways = [state.own, *state.lines.values()]

    def once(kind: Counted, entries: Iterable[Any], *, day: date | None = None, amount: int = 1) -> Iterator[Row]:
        earliest = min(filter(None, entries), key=lambda entry: entry.happened_on, default=None)
        if earliest is not None and amount:
            yield about(kind=kind, day=day or earliest.happened_on, amount=amount, event_id=earliest.id)

    yield from once(Counted.INSPECTED, [state.inspected])
    if records:
        detected = min(records.values(), key=lambda entry: entry.fact.detected_on)
        day = detected.fact.detected_on
        yield from once(Counted.DETECTED, [detected], day=day)
        yield from once(Counted.GOODS_VALUE, [detected], day=day, amount=state.goods_value_vnd)
    nobodys = confiscations(state)
    if nobodys and not records:
        found, confiscated = nobodys[0][0].first, [entry for _matter, entry in nobodys]
        amount = sum(asked_of(matter).goods_value_vnd for matter, _entry in nobodys)
        yield from once(Counted.DETECTED, [found])
        yield from once(Counted.GOODS_VALUE, [found], amount=state.goods_value_vnd)
        yield from once(Counted.CONFISCATED_VALUE, confiscated, amount=amount)
        yield from once(Counted.DECIDED, confiscated)
    yield from once(Counted.DECIDED, (line.decided for line in state.lines.values()))
    yield from once(Counted.REFERRED, (line.referred for line in ways))
    yield from once(Counted.PROSECUTED, (line.prosecuted for line in ways))
    yield from once(Counted.RETURNED, (line.returned for line in ways))
    # A prosecution that stands on several violators' lines says itself how many are accused.
    for prosecuted in {line.prosecuted.id: line.prosecuted for line in ways if line.prosecuted}.values():
        yield from once(Counted.ACCUSED, [prosecuted], amount=prosecuted.fact.accused_count)
    for removed in state.removals:
        for kind, amount in ((Counted.SHOPS, removed.fact.shop_count), (Counted.LISTINGS, removed.fact.listing_count)):
            for row in once(kind, [removed], amount=amount):
                yield replace(row, detail=str(removed.fact.platform))
    # A licence or a business is counted of the day of the decision, once the term it sets is written down.
    terms = [one.first for one in terms_in_account(state)]
    suspended = [entry for entry in terms if entry.fact.kind == Restricted.ACTIVITY]
    yield from once(Counted.SUSPENDED, suspended, day=min((_decided_on(one) for one in suspended), default=None))
    for part, record in records.items():
        own = [one for one in terms if one.fact.holder_id == part and one.fact.kind == Restricted.LICENCE]
        yield from _of_violator(state.lines[part], record, _about(case, state, record), own)


def _decided_on(entry: Entry[Any]) -> date:
    decided: date = entry.fact.decided_on or entry.happened_on
    return decided


def _of_violator(
    line: Line, record: Entry[ViolationRecorded], about: Maker, withdrawn: Iterable[Entry[Any]]
) -> Iterator[Row]:
    decided = line.decided
    common = {
        "violator_id": UUID(record.fact.violator_id),
        "offender": str(record.fact.offender),
        "classes": tuple(dict.fromkeys(act.violation_class for act in record.fact.acts)),
        "series": tuple(dict.fromkeys(act.series for act in record.fact.acts if act.series)),
    }

    def row(kind: Counted, entry: Any, *, amount: int = 1, day: date | None = None, detail: str = "") -> Iterator[Row]:
        if amount:
            day = day or entry.happened_on
            yield about(kind=kind, day=day, amount=amount, event_id=entry.id, detail=detail, **common)

    yield from row(Counted.VIOLATOR_RECORDED, record, day=record.fact.detected_on)
    if decided is not None:
        yield from row(Counted.VIOLATOR_SANCTIONED, decided)
        yield from row(Counted.FINE, decided, amount=decided.fact.fine_vnd)
        yield from row(Counted.CONFISCATED_VALUE, decided, amount=decided.fact.confiscated_value_vnd)
        fine, value = decided.fact.fine_vnd, decided.fact.confiscated_value_vnd
        for changed in line.changes:
            # What an amendment makes more or less counts on its own day: the days before it stay as they were.
            new_fine, new_value = changed.fact.fine_vnd, changed.fact.confiscated_value_vnd
            if new_fine is not None:
                yield from row(Counted.FINE, changed, amount=new_fine - fine)
                fine = new_fine
            if new_value is not None:
                yield from row(Counted.CONFISCATED_VALUE, changed, amount=new_value - value)
                value = new_value
        if line.completed_on is not None:
            yield from row(Counted.EXECUTED, decided, day=line.completed_on)
    for entry in withdrawn:
        yield from row(Counted.LICENCE_WITHDRAWN, entry, day=_decided_on(entry))
    for paid in line.payments:
        yield from row(Counted.PAID, paid, amount=paid.fact.amount_vnd, detail=str(paid.fact.kind))
    for relief in line.reliefs:
        yield from row(Counted.RELIEVED, relief, amount=relief.fact.amount_vnd, detail=str(relief.fact.relief))
    for enforced in line.enforced:
        yield from row(Counted.ENFORCED, enforced, detail=enforced.fact.measure[:60])


def _about(case: Case, state: CaseState, record: Entry[ViolationRecorded] | None) -> Maker:
    """Make rows that carry what is common to a case, under the category of one violator's record."""
    opening = state.opening.fact
    common: dict[str, Any] = {
        "owner_agency_id": case.owner_agency_id,
        "joint_agency_ids": tuple(UUID(one) for one in state.joint_agency_ids),
        "force": case.owner_agency.force,
        "place_id": case.place_id,
        "is_ecommerce": opening.is_ecommerce,
        "platform": str(opening.platform),
        "category": record.fact.report_category if record else "",
    }
    return partial(Row, **common)
