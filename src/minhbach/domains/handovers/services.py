"""Writes: minutes opened, what is on them offered, taken, passed on through the rooms' own services; closed.

Each act may be pressed again: what is done is left as it is, and what is not yet done goes on from there.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from minhbach.domains.agencies.models import Officer
from minhbach.domains.agencies.selectors import posts_of, with_descendant_ids
from minhbach.domains.agencies.types import TakesOver
from minhbach.domains.documents.papers import Kind
from minhbach.domains.documents.selectors import content_digest
from minhbach.domains.documents.services import draft
from minhbach.domains.documents.types import Target
from minhbach.domains.handovers.kinds import hanging_on, kind_of
from minhbach.domains.handovers.models import Item, Minutes
from minhbach.domains.handovers.paper import content_of
from minhbach.domains.handovers.policies import agency_to_open_in, require_leads
from minhbach.domains.handovers.refusals import (
    AlreadyMoved,
    GivesToHimself,
    MinutesEnded,
    NotAllSettled,
    NothingPicked,
    NotPassedOn,
    NotTheReceiver,
    OpenAlready,
    ReceiverElsewhere,
    RemarkMissing,
    SomeMoved,
)
from minhbach.domains.handovers.types import SETTLED, ItemState, MinutesState
from minhbach.foundation import audit
from minhbach.foundation.clock import local_date
from minhbach.foundation.database.locks import hold, lock_all, once
from minhbach.foundation.refusals import Refusal
from minhbach.foundation.scope import share_with

TARGET = "handovers.minutes"
# So many are passed on in one press, each through its room's service; the next press goes on.
AT_ONCE = 25


@dataclass(frozen=True)
class Carried:
    """What one press passed on: how many went, how many a room refused, how many wait for the next press."""

    moved: int
    refused: int
    left: int


@transaction.atomic
def open_minutes(*, officer: Officer, at: datetime, person: Officer, reason: str, leaves_on: date) -> Minutes:
    """Open the minutes of an officer who leaves, with everything on it that hangs on him.

    Raises: RoleMissing, ActsOnOneself, PersonElsewhere, OpenAlready.
    """
    agency = agency_to_open_in(officer, person, at=at)
    minutes = Minutes(
        person=person, reason=" ".join(reason.split()), leaves_on=leaves_on, opened_by=officer, owner_agency=agency,
        created_at=at,
    )  # fmt: skip
    with once(OpenAlready(name=person.full_name, agency=agency.short_name)):
        minutes.save(force_insert=True)
    count = _list(minutes, on=local_date(at))
    _record("handovers.minutes.opened", minutes, officer, at, person=str(person.pk), items=count)
    return minutes


@transaction.atomic
def relist(*, officer: Officer, at: datetime, minutes: Minutes) -> int:
    """Look again at what hangs on the officer, and return how many things have been added.

    Raises: RoleMissing, ActsOnOneself, MinutesOfAnotherAgency, MinutesEnded.
    """
    minutes = _held(minutes)
    require_leads(officer, minutes, at=at)
    count = _list(minutes, on=local_date(at))
    _record("handovers.minutes.listed", minutes, officer, at, items=count)
    return count


@transaction.atomic
def offer(
    *, officer: Officer, at: datetime, minutes: Minutes, items: Collection[UUID], receiver: Officer
) -> list[Item]:
    """Offer things to somebody of the agency or of a unit below it; what he has already taken stays taken.

    Raises: RoleMissing, ActsOnOneself, MinutesOfAnotherAgency, MinutesEnded, NothingPicked, GivesToHimself,
            ReceiverElsewhere, AlreadyMoved.
    """
    minutes = _held(minutes)
    require_leads(officer, minutes, at=at)
    if receiver.pk == minutes.person_id:
        raise GivesToHimself
    homes = with_descendant_ids({minutes.owner_agency_id})
    posts = [post for post in posts_of(receiver, on=local_date(at)) if post.agency_id in homes]
    if not posts or not receiver.is_active:
        raise ReceiverElsewhere(name=receiver.full_name)
    found = _picked(minutes, items)
    for item in found:
        if item.is_settled:
            raise AlreadyMoved(item=item.words)
    offered = [item for item in found if not (item.receiver_id == receiver.pk and item.state != ItemState.REFUSED)]
    for item in offered:
        item.receiver, item.state, item.remark, item.answered_at = receiver, ItemState.OFFERED, "", None
        item.problem = ""
        item.save(update_fields=["receiver", "state", "remark", "answered_at", "problem"])
    if posts[0].agency_id != minutes.owner_agency_id:
        # Who is to answer must be able to open it, wherever his unit stands.
        share_with(minutes, posts[0].agency, officer_id=officer.id, at=at)
    if offered:
        _record("handovers.items.offered", minutes, officer, at, receiver=str(receiver.pk), items=_ids(offered))
    return offered


@transaction.atomic
def answer(
    *, officer: Officer, at: datetime, minutes: Minutes, items: Collection[UUID], takes: bool, remark: str = ""
) -> list[Item]:
    """Take, or do not take, what one was offered. Not taken, it is the head's again, with the reason.

    Raises: MinutesEnded, NothingPicked, NotTheReceiver, AlreadyMoved, RemarkMissing.
    """
    minutes = _held(minutes)
    found = _picked(minutes, items)
    state = ItemState.ACCEPTED if takes else ItemState.REFUSED
    said = " ".join(remark.split())
    for item in found:
        if item.receiver_id != officer.pk:
            raise NotTheReceiver
        if item.is_settled:
            raise AlreadyMoved(item=item.words)
    if not takes and not said:
        raise RemarkMissing
    answered = [item for item in found if (item.state, item.remark) != (state, said)]
    for item in answered:
        item.state, item.remark, item.answered_at, item.problem = state, said, at, ""
        item.save(update_fields=["state", "remark", "answered_at", "problem"])
    if answered:
        code = "handovers.items.taken" if takes else "handovers.items.refused"
        _record(code, minutes, officer, at, items=_ids(answered), remark=said)
    return answered


@transaction.atomic
def carry_out(*, officer: Officer, at: datetime, minutes: Minutes) -> Carried:
    """Pass on what was taken, each thing through its own room; what a room refuses stays, with its sentence.

    Raises: RoleMissing, ActsOnOneself, MinutesOfAnotherAgency, MinutesEnded.
    """
    minutes = _held(minutes)
    require_leads(officer, minutes, at=at)
    _list(minutes, on=local_date(at))
    taken = lock_all(Item.objects.all(), minutes=minutes, state=ItemState.ACCEPTED)
    moved, refused = [], 0
    for item in taken[:AT_ONCE]:
        kind = kind_of(item.kind)
        try:
            if kind is None or item.receiver is None:
                raise NotPassedOn
            with transaction.atomic():
                kind.give(
                    TakesOver(
                        officer=officer, at=at, person=minutes.person, receiver=item.receiver, words=minutes.reason
                    ),
                    item.record_id,
                )
        except Refusal as refusal:
            item.problem, refused = str(refusal)[:500], refused + 1
            item.save(update_fields=["problem"])
            continue
        item.state, item.moved_at, item.problem = ItemState.MOVED, at, ""
        item.save(update_fields=["state", "moved_at", "problem"])
        moved.append(item)
    if moved or refused:
        _record("handovers.minutes.carried_out", minutes, officer, at, items=_ids(moved), refused=refused)
    return Carried(len(moved), refused, max(0, len(taken) - AT_ONCE))


@transaction.atomic
def close(*, officer: Officer, at: datetime, minutes: Minutes) -> Minutes:
    """Close the minutes once nothing hangs on the officer any more, and draw the paper of it.

    Raises: RoleMissing, ActsOnOneself, MinutesOfAnotherAgency, MinutesEnded, NotAllSettled.
    """
    minutes = _held(minutes)
    require_leads(officer, minutes, at=at)
    _list(minutes, on=local_date(at))
    left = minutes.items.exclude(state__in=SETTLED).count()
    if left:
        raise NotAllSettled(count=left)
    document = draft(
        officer=officer,
        at=at,
        agency=minutes.owner_agency,
        kind=Kind.DUTY_HANDOVER,
        content=content_of(minutes, at=at),
        title=str(minutes),
        target=Target(TARGET, minutes.pk),
    )
    _end(minutes, MinutesState.CLOSED, officer, at)
    minutes.document_id, minutes.digest = document.pk, content_digest(document)
    minutes.save()
    _record("handovers.minutes.closed", minutes, officer, at, document=str(document.pk), digest=minutes.digest)
    return minutes


@transaction.atomic
def drop(*, officer: Officer, at: datetime, minutes: Minutes) -> Minutes:
    """Drop minutes by which nothing has been passed on: the officer stays after all.

    Raises: RoleMissing, ActsOnOneself, MinutesOfAnotherAgency, MinutesEnded, SomeMoved.
    """
    minutes = _held(minutes)
    require_leads(officer, minutes, at=at)
    if minutes.items.filter(state=ItemState.MOVED).exists():
        raise SomeMoved
    _end(minutes, MinutesState.DROPPED, officer, at)
    minutes.save()
    _record("handovers.minutes.dropped", minutes, officer, at)
    return minutes


def _held(minutes: Minutes) -> Minutes:
    held: Minutes = hold(minutes)
    if held.state != MinutesState.OPEN:
        raise MinutesEnded
    return held


def _end(minutes: Minutes, state: MinutesState, officer: Officer, at: datetime) -> None:
    minutes.state, minutes.ended_by, minutes.ended_at = state, officer, at


def _picked(minutes: Minutes, items: Collection[UUID]) -> list[Item]:
    found = lock_all(Item.objects.all(), minutes=minutes, pk__in=list(items))
    if not found:
        raise NothingPicked
    return found


def _list(minutes: Minutes, *, on: date) -> int:
    """Bring the list up to what hangs on the officer now, and return how many things are new on it.

    What he no longer has and nobody took is gone; what came back to him waits again.
    """
    known = {(item.kind, item.record_id): item for item in minutes.items.all()}
    now = dict[tuple[str, UUID], None]()
    new = []
    for code, one in hanging_on(minutes.person, on=on):
        key = (code, one.record_id)
        if key in now:
            continue
        now[key] = None
        if key not in known:
            new.append(
                Item(
                    minutes=minutes,
                    kind=code,
                    record_id=one.record_id,
                    words=one.words[:200],
                    about=one.about[:300],
                    due_on=one.due_on,
                )
            )
        elif known[key].is_settled:
            _change(known[key], ItemState.LISTED)
    for key, item in known.items():
        if key not in now and not item.is_settled:
            _change(item, ItemState.GONE)
    Item.objects.bulk_create(new)
    return len(new)


def _change(item: Item, state: ItemState) -> None:
    item.state, item.problem = state, ""
    item.save(update_fields=["state", "problem"])


def _ids(items: Collection[Item]) -> list[str]:
    return [str(item.pk) for item in items]


def _record(action: str, minutes: Minutes, officer: Officer, at: datetime, **data: object) -> None:
    audit.record(action, officer_id=officer.id, at=at, target_type=TARGET, target_id=minutes.pk, data=data)
