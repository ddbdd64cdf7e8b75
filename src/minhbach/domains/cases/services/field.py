"""A case in the field: taken along on a device, handed in entry by entry, and what no longer fits dealt with.

What comes is kept first, and only then tried, so that nothing is lost whatever it is. What fits is entered by the same
acts as in the office, keeps the day on which it happened, and asks the same list of what must be there. What does not
waits, with the sentence of the refusal, for the one who leads the case.

Entries come in any order, and again. Lines of goods and people wait for the minutes, minutes for the lines they name.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _

from minhbach.domains.agencies.models import Officer
from minhbach.domains.cases import field_reading as reading
from minhbach.domains.cases import policies, refusals
from minhbach.domains.cases.goods_lines import goods_of
from minhbach.domains.cases.models import Case, CaseEvent, FieldEntry, FieldKit
from minhbach.domains.cases.selectors.access import case_state
from minhbach.domains.cases.services.journal import TARGET, correct_entry, do
from minhbach.domains.cases.types.field import DAYS_AHEAD, LINES, OPEN_STATES, TAKEN_AT, FieldKind, FieldState, Sent
from minhbach.domains.cases.types.state import CaseState
from minhbach.domains.cases.types.values import Goods, Person
from minhbach.domains.evidence.services import add_evidence
from minhbach.domains.evidence.types import EvidenceKind
from minhbach.domains.inspections.models import CheckPoint
from minhbach.domains.inspections.selectors import points_by_id
from minhbach.foundation import audit, files
from minhbach.foundation.clock import local_date
from minhbach.foundation.database.locks import wait_turn
from minhbach.foundation.database.speaking import refusal_of
from minhbach.foundation.refusals import Refusal
from minhbach.foundation.requirements import RequirementsUnmet, Weight
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from minhbach.foundation.writing import write_moment

# So far a clock may be off without anybody asking: more than this may be another day.
CLOCK_SLACK = timedelta(minutes=10)
HALF_A_DAY = timedelta(hours=12)
LARGEST_CONTENT = 64 * 1024
REASON_LETTERS, WORD_LETTERS = 1000, 500


@transaction.atomic
def take_along(*, officer: Officer, at: datetime, case: Case, day: date) -> FieldKit:
    """Let an officer take a case along for a day; asked again, it is the same one.

    Raises: RoleMissing, OfficerNotOnCase, NothingToTakeAlong, DayNotNear.
    """
    policies.require_handler(officer, case, case_state(case), at=at)
    if case.step not in TAKEN_AT:
        raise refusals.NothingToTakeAlong
    if not local_date(at) <= day <= local_date(at) + timedelta(days=DAYS_AHEAD):
        raise refusals.DayNotNear
    _take_turn(case.pk)
    mine = FieldKit.objects.filter(case=case, officer=officer, day=day, returned_at=None)
    known: FieldKit | None = mine.first()
    if known is not None:
        return known
    kit: FieldKit = FieldKit.objects.create(case=case, officer=officer, day=day, taken_at=at)
    _record("taken", officer, case, at, {"kit": str(kit.pk), "day": day.isoformat()})
    return kit


@transaction.atomic
def take_all_along(*, officer: Officer, at: datetime, cases: Sequence[Case], day: date) -> list[FieldKit]:
    """Let an officer take several cases along for a day by one press: all of them, or none.

    Raises: as `take_along`.
    """
    # In one order, so that two who take the same cases never block each other.
    in_order = sorted(cases, key=lambda case: case.pk)
    kits = {case.pk: take_along(officer=officer, at=at, case=case, day=day) for case in in_order}
    return [kits[case.pk] for case in cases]


@transaction.atomic
def receive_entry(*, officer: Officer, at: datetime, kit_id: UUID, sent: Sent) -> FieldEntry:
    """Keep what a device sends of a case that its officer took along, and enter it where it fits.

    Sent again it is the same entry. Who took a case along may hand in whatever became of the case, or of his post.

    Raises: KitUnknown, FieldEntryUnreadable, FieldEntryOfAnother, FileBroken.
    """
    with acting_as(SYSTEM):
        kit = _own_kit(officer, kit_id)
        stored = _store(sent)
        _take_turn(kit.case_id)
        digest = _digest(sent, stored)
        known: FieldEntry | None = FieldEntry.objects.filter(pk=sent.id).first()
        if known is not None:
            if (known.kit_id, known.digest) != (kit.pk, digest):
                raise refusals.FieldEntryOfAnother
            return known
        entry: FieldEntry = FieldEntry.objects.create(
            id=sent.id,
            kit=kit,
            case_id=kit.case_id,
            kind=sent.kind,
            content=sent.content,
            file=stored,
            digest=digest,
            made_at=sent.made_at,
            clock_off=at - sent.device_at,
            received_at=at,
        )
    _record("received", officer, kit.case, at, {"entry": str(entry.pk), "kind": entry.kind})
    _try(entry, kit, officer, at)
    return entry


@transaction.atomic
def give_back(*, officer: Officer, at: datetime, kit_id: UUID) -> FieldKit:
    """Note that a device holds nothing of a case any more; what waits for minutes that never came is left to be dealt
    with.

    Raises: KitUnknown.
    """
    with acting_as(SYSTEM):
        kit = _own_kit(officer, kit_id)
        _take_turn(kit.case_id)
        kit.refresh_from_db()
        if kit.returned_at is not None:
            return kit
        kit.returned_at = at
        kit.save(update_fields=["returned_at"])
        left = kit.entries.filter(state=FieldState.ARRIVED)
        left.update(state=FieldState.WAITING, reason=str(refusals.MinutesMissing()))
    _record("returned", officer, kit.case, at, {"kit": str(kit.pk)})
    return kit


@transaction.atomic
def let_in(
    *,
    officer: Officer,
    at: datetime,
    entry: FieldEntry,
    word: str = "",
    started_at: datetime | None = None,
    ended_at: datetime | None = None,
    confirmed: Collection[str] = (),
) -> FieldEntry:
    """Enter what waited, in the name of who lets it in; what stands is corrected, and nothing of it goes.

    Raises: NotOwnFieldEntry, FieldEntrySettled, CaseAlreadyClosed, MinutesMissing, and what the act refuses.
    """
    entry, case = _held(entry, officer, at)
    state = case_state(case)
    if not state.is_open:
        raise refusals.CaseAlreadyClosed(outcome=state.outcome.label if state.outcome else "")
    given = _Given(entry, case, state, officer, at, frozenset(confirmed))
    match FieldKind(entry.kind):
        case FieldKind.NOTE:
            entry.state = FieldState.KEPT
        case FieldKind.PHOTO:
            _keep_photo(given)
        case FieldKind.MINUTES:
            _enter_minutes(given, started_at=started_at, ended_at=ended_at)
        case _:
            if state.inspected is None:
                raise refusals.MinutesMissing
            _add_to_minutes(given, [entry])
    return _settle(entry, officer, at, word, "let_in")


@transaction.atomic
def keep_beside(*, officer: Officer, at: datetime, entry: FieldEntry, word: str = "") -> FieldEntry:
    """Keep what waited beside the file: to be read, without being of it.

    Raises: NotOwnFieldEntry, FieldEntrySettled.
    """
    entry, _case = _held(entry, officer, at)
    entry.state = FieldState.KEPT
    return _settle(entry, officer, at, word, "kept")


@transaction.atomic
def turn_down(*, officer: Officer, at: datetime, entry: FieldEntry, word: str) -> FieldEntry:
    """Refuse what waited, with a reason that its sender reads; what he sent stays to be read.

    Raises: ReasonMissing, NotOwnFieldEntry, FieldEntrySettled.
    """
    if not word.strip():
        raise refusals.ReasonMissing
    entry, _case = _held(entry, officer, at)
    entry.state = FieldState.REFUSED
    return _settle(entry, officer, at, word, "turned_down")


@transaction.atomic
def mark_read(*, officer: Officer, at: datetime, case: Case) -> int:
    """Note that a sender has read what became of his entries of a case; returns of how many."""
    answered = FieldEntry.objects.filter(case=case, kit__officer=officer, settled_at__isnull=False, read_at=None)
    count: int = answered.update(read_at=at)
    if count:
        _record("read", officer, case, at, {"entries": count})
    return count


@dataclass(frozen=True)
class _Given:
    """What an entry is entered with: the case as it stands, by whom, when, and what he goes on without."""

    entry: FieldEntry
    case: Case
    state: CaseState
    officer: Officer
    at: datetime
    confirmed: frozenset[str]

    @property
    def by(self) -> dict[str, Any]:
        return {"officer": self.officer, "at": self.at, "case": self.case}


def _try(entry: FieldEntry, kit: FieldKit, officer: Officer, at: datetime) -> None:
    """Enter what came, where it fits; else let it wait with the reason. Minutes that waited for it come after it."""
    try:
        with transaction.atomic():
            _fit(entry, kit, officer, at)
    except RequirementsUnmet as refusal:
        told = [str(one.sentence) for one in refusal.unmet if one.weight is not Weight.INFORM]
        _wait(entry, " ".join(told) or str(refusal))
    except Refusal as refusal:
        _wait(entry, str(refusal))
    except DatabaseError as error:
        said = refusal_of(error)
        if said is None:
            raise
        _wait(entry, str(said))
    if entry.kind in LINES:
        with acting_as(SYSTEM):
            minutes = list(kit.entries.filter(kind=FieldKind.MINUTES, state=FieldState.ARRIVED))
        for one in minutes:
            _try(one, kit, officer, at)


def _fit(entry: FieldEntry, kit: FieldKit, officer: Officer, at: datetime) -> None:
    _require_clock(entry, kit, at)
    case = Case.objects.select_related("owner_agency__parent", "place").filter(pk=entry.case_id).first()
    if case is None:
        raise refusals.CaseOutOfReach
    state = case_state(case)
    policies.require_handler(officer, case, state, at=at)
    if not state.is_open:
        raise refusals.CaseAlreadyClosed(outcome=state.outcome.label if state.outcome else "")
    given = _Given(entry, case, state, officer, at, reading.confirmed_of(entry.content))
    match FieldKind(entry.kind):
        case FieldKind.NOTE:
            entry.state = FieldState.KEPT
        case FieldKind.PHOTO:
            _keep_photo(given)
        case FieldKind.MINUTES:
            named = reading.named_lines(entry.content)
            if set(named) <= {str(one) for one in kit.entries.values_list("pk", flat=True)}:
                if state.inspected is not None:
                    raise refusals.MinutesWritten
                _enter_minutes(given)
        case _:
            _read_line(entry)
            if state.inspected is not None:
                raise refusals.MinutesWritten
    _save(entry)


def _require_clock(entry: FieldEntry, kit: FieldKit, at: datetime) -> None:
    """Refuse what a wrong clock may have dated on another day.

    Raises: ClockWrong.
    """
    meant = entry.made_at + entry.clock_off
    is_far = abs(entry.clock_off) >= HALF_A_DAY or local_date(meant) != local_date(entry.made_at)
    is_outside = meant > at + CLOCK_SLACK or meant < kit.taken_at - CLOCK_SLACK
    if is_outside or (is_far and abs(entry.clock_off) > CLOCK_SLACK):
        raise refusals.ClockWrong(said=write_moment(entry.made_at), meant=write_moment(meant))


def _enter_minutes(given: _Given, *, started_at: datetime | None = None, ended_at: datetime | None = None) -> None:
    """Enter minutes with the lines they name; the first of a case also with those of others of the team.

    Where minutes stand already these take their place, with the goods and people of both.
    """
    entry, state = given.entry, given.state
    lines = _lines_of(entry)
    if state.inspected is not None:
        fact = _with_lines(state, lines)
        anew = reading.read_minutes(entry.content, points=_points_of(entry), started_at=started_at, ended_at=ended_at)
        # What the first minutes answered and these do not stays answered.
        answers = {one.point: one for one in (*fact.answers, *anew.answers)}
        fact = replace(
            anew, goods=fact.goods, present=fact.present, witnesses=fact.witnesses, answers=tuple(answers.values())
        )
        _require_over(fact.ended_at, given.at)
        done = correct_entry(
            **given.by,
            event_id=state.inspected.id,
            fact=fact,
            happened_on=local_date(fact.ended_at),
            press=entry.pk,
            confirmed=given.confirmed,
        )
    else:
        others = FieldEntry.objects.filter(case=given.case, kind__in=LINES, state=FieldState.ARRIVED)
        lines += others.exclude(kit=entry.kit_id).order_by("made_at", "id")
        goods, present, witnesses = _sorted(lines)
        fact = reading.read_minutes(
            entry.content,
            points=_points_of(entry),
            goods=goods,
            present=present,
            witnesses=witnesses,
            started_at=started_at,
            ended_at=ended_at,
        )
        _require_over(fact.ended_at, given.at)
        done = do(**given.by, fact=fact, press=entry.pk, confirmed=given.confirmed)
    entry.state, entry.event, entry.reason = FieldState.ENTERED, done.event, ""
    _entered(lines, done.event)
    unnamed = FieldEntry.objects.filter(kit=entry.kit_id, kind__in=LINES, state=FieldState.ARRIVED)
    # What was written on the device after the minutes waits for who leads the case, though it came before them.
    later = unnamed.filter(made_at__gt=entry.made_at)
    later.update(state=FieldState.WAITING, reason=str(refusals.MinutesWritten()))
    # What was taken out of the list on the device before the minutes were written.
    unnamed.update(state=FieldState.KEPT)


def _points_of(entry: FieldEntry) -> dict[str, CheckPoint]:
    """Return the points that minutes answer, also those that have ended since they were taken along."""
    return points_by_id(reading.named_points(entry.content))


def _add_to_minutes(given: _Given, lines: Sequence[FieldEntry]) -> None:
    """Add lines to the minutes that stand."""
    inspected = given.state.inspected
    if inspected is None:
        raise refusals.MinutesMissing
    fact = _with_lines(given.state, lines)
    done = correct_entry(**given.by, event_id=inspected.id, fact=fact, press=given.entry.pk, confirmed=given.confirmed)
    _entered(lines, done.event)
    given.entry.state, given.entry.event = FieldState.ENTERED, done.event


def _with_lines(state: CaseState, lines: Iterable[FieldEntry]) -> Any:
    """Return the minutes that stand with further goods and people."""
    inspected = state.inspected
    if inspected is None:
        raise refusals.MinutesMissing
    goods, present, witnesses = _sorted(lines)
    fact = inspected.fact
    return replace(
        fact,
        goods=(*goods_of(inspected.id), *goods),
        present=(*fact.present, *present),
        witnesses=(*fact.witnesses, *witnesses),
    )


def _keep_photo(given: _Given) -> None:
    entry = given.entry
    with files.open_stored(entry.file) as content:
        item = add_evidence(
            officer=given.officer,
            at=given.at,
            target=given.case,
            kind=EvidenceKind.PHOTO,
            title=reading.words(entry.content, "title", 300) or str(EvidenceKind.PHOTO.label),
            content=content,
            file_name=reading.words(entry.content, "file_name", 200) or "anh.jpg",
            obtained_at=min(entry.made_at + entry.clock_off, given.at),
            obtained_where=reading.words(entry.content, "place", 300),
            obtained_by=entry.kit.officer,
        )
    entry.state, entry.evidence_id = FieldState.ENTERED, item.pk


def _lines_of(minutes: FieldEntry) -> list[FieldEntry]:
    """Return the lines that minutes name and nobody has dealt with, those that can be read."""
    named = [UUID(one) for one in reading.named_lines(minutes.content) if _is_id(one)]
    rows = FieldEntry.objects.filter(kit=minutes.kit_id, pk__in=named, kind__in=LINES, state__in=OPEN_STATES)
    return [one for one in rows.order_by("made_at", "id") if _is_readable(one)]


def _sorted(lines: Iterable[FieldEntry]) -> tuple[list[Goods], list[Person], list[Person]]:
    goods: list[Goods] = []
    present: list[Person] = []
    witnesses: list[Person] = []
    for one in lines:
        if one.kind == FieldKind.GOODS:
            goods.append(reading.read_goods(one.content))
        else:
            is_witness = one.content.get("role") == reading.WITNESS
            (witnesses if is_witness else present).append(reading.read_person(one.content))
    return goods, present, witnesses


def _read_line(entry: FieldEntry) -> None:
    (reading.read_goods if entry.kind == FieldKind.GOODS else reading.read_person)(entry.content)


def _is_readable(entry: FieldEntry) -> bool:
    try:
        _read_line(entry)
    except Refusal:
        return False
    return True


def _entered(lines: Iterable[FieldEntry], event: CaseEvent) -> None:
    FieldEntry.objects.filter(pk__in=[one.pk for one in lines]).update(state=FieldState.ENTERED, event=event, reason="")


def _require_over(ended_at: datetime, at: datetime) -> None:
    if ended_at > at:
        raise refusals.InspectionNotOver(moment=write_moment(ended_at))


def _own_kit(officer: Officer, kit_id: UUID) -> FieldKit:
    kit: FieldKit | None = FieldKit.objects.select_related("case").filter(pk=kit_id, officer=officer).first()
    if kit is None:
        raise refusals.KitUnknown
    return kit


def _held(entry: FieldEntry, officer: Officer, at: datetime) -> tuple[FieldEntry, Case]:
    """Hold an entry that somebody deals with, who may.

    Raises: NotOwnFieldEntry, FieldEntrySettled.
    """
    _take_turn(entry.case_id)
    entry.refresh_from_db()
    policies.require_settler(officer, entry, at=at)
    if entry.state not in OPEN_STATES:
        raise refusals.FieldEntrySettled(state=FieldState(entry.state).label)
    return entry, entry.case


def _settle(entry: FieldEntry, officer: Officer, at: datetime, word: str, action: str) -> FieldEntry:
    entry.settled_by, entry.settled_at, entry.word = officer, at, word.strip()[:WORD_LETTERS]
    entry.save(update_fields=["state", "event", "evidence_id", "settled_by", "settled_at", "word"])
    _record(action, officer, entry.case, at, {"entry": str(entry.pk), "kind": entry.kind})
    return entry


def _wait(entry: FieldEntry, reason: str) -> None:
    entry.state, entry.reason = FieldState.WAITING, reason[:REASON_LETTERS]
    entry.event = entry.evidence_id = None
    _save(entry)


def _save(entry: FieldEntry) -> None:
    # Who sent it may no longer see the case: then it waits where those see it who do.
    with acting_as(SYSTEM):
        entry.save(update_fields=["state", "reason", "event", "evidence_id"])


def _store(sent: Sent) -> str:
    """Put what was sent with an entry into the store; returns its digest.

    Raises: FieldEntryUnreadable, FileBroken.
    """
    if sent.kind not in FieldKind.values or (sent.kind == FieldKind.PHOTO) != (sent.file is not None):
        raise refusals.FieldEntryUnreadable(what=_("loại mục, hoặc tệp đi cùng"))
    with sent.file or nullcontext() as file:
        stored = files.put(file).sha256 if file is not None else ""
    if stored and sent.sha256 and stored != sent.sha256:
        raise refusals.FileBroken
    return stored


def _digest(sent: Sent, stored: str) -> str:
    """Return the digest of what was sent, without when.

    Raises: FieldEntryUnreadable.
    """
    written = json.dumps([sent.kind, sent.content, stored, sent.made_at.isoformat()], sort_keys=True)
    if len(written) > LARGEST_CONTENT:
        raise refusals.FieldEntryUnreadable(what=_("nội dung dài quá 64 KB"))
    return hashlib.sha256(written.encode()).hexdigest()


def _take_turn(case_id: UUID) -> None:
    wait_turn("cases.field", case_id)


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def _record(action: str, officer: Officer, case: Case, at: datetime, data: dict[str, Any]) -> None:
    audit.record(
        f"cases.field.{action}",
        officer_id=officer.pk,
        at=at,
        target_type=TARGET,
        target_id=case.pk,
        data=data,
        concerning=[case.owner_agency_id],
    )
