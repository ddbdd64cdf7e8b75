"""A right is entered by an officer, or proposed by its owner and compared with the register by an officer."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction

from minhbach.domains.agencies.models import Officer
from minhbach.domains.rights import policies
from minhbach.domains.rights.models import Right
from minhbach.domains.rights.refusals import (
    AlreadyDecided,
    ClassUnreadable,
    LastDayBeforeFirst,
    NumberUnreadable,
    OwnerUnknown,
    ReasonMissing,
    RightAlready,
    RightClaimed,
)
from minhbach.domains.rights.selectors.rights import key_of
from minhbach.domains.rights.services.knowledge import tell_screen
from minhbach.domains.rights.types import RightKind, State
from minhbach.domains.subjects.models import Subject
from minhbach.domains.subjects.selectors import find_by_identifier
from minhbach.engine.text.keys import search_key
from minhbach.foundation import audit
from minhbach.foundation.database.locks import hold, wait_turn
from minhbach.foundation.scope import Sharing, acting_as, share_with
from minhbach.foundation.scope.access import SYSTEM

TARGET = "rights.right"
# A number of one or two digits; which groups there are is the classification's matter, which is not kept here.
_CLASS = re.compile(r"\d{1,2}")


@transaction.atomic
def enter_right(
    *,
    officer: Officer,
    at: datetime,
    kind: RightKind | str,
    number: str,
    title: str,
    holder: str,
    granted_on: date,
    source: str,
    last_day: date | None = None,
    classes: Collection[str] = (),
    goods: Collection[str] = (),
    spellings: Collection[str] = (),
    tax_code: str = "",
) -> Right:
    """Enter a right: an officer's counts at once, its owner's own when an officer has compared it.

    Of a number that stands already nothing is entered, and whose it is is said; an owner's claim to another's number is
    kept, so that an officer sees both.

    Raises: RoleMissing, NotHolder, NumberUnreadable, ClassUnreadable, LastDayBeforeFirst, OwnerUnknown, RightAlready.
    """
    agency = policies.require_writer(officer, at=at)
    body = policies.body_for(officer, at=at)
    key = key_of(number)
    if not key or len(key) > 60:
        raise NumberUnreadable
    if last_day is not None and last_day < granted_on:
        raise LastDayBeforeFirst
    right = Right(
        kind=RightKind(kind), number=" ".join(number.split()), number_key=key, title=_plain(title),
        folded=search_key(title)[:300], holder=_plain(holder), body=body, classes=_classes(classes),
        subject=None if body else _subject(tax_code), goods=_words(goods), spellings=_words(spellings),
        granted_on=granted_on, last_day=last_day, source=_plain(source), entered_by=officer, owner_agency=agency,
        created_at=at, state=State.PROPOSED if body else State.CONFIRMED,
        sharing=Sharing.AGENCY if body else Sharing.NETWORK,
    )  # fmt: skip
    if body is None:
        right.decided_by, right.decided_at, right.compared_with = officer, at, right.source
    with acting_as(SYSTEM):
        wait_turn("rights.number", right.kind, key)
        _refuse_again(right)
        right.save(force_insert=True)
        if body is not None:
            share_with(right, body, officer_id=officer.pk, at=at)
        else:
            tell_screen(right)
    audit.record(
        "rights.right.proposed" if body else "rights.right.entered",
        officer_id=officer.pk, at=at, target_type=TARGET, target_id=right.pk,
    )  # fmt: skip
    return right


def _refuse_again(right: Right) -> None:
    """Refuse what stands: to an owner his own only, since whose another's proposal is he is not told.

    Raises: RightAlready.
    """
    same = Right.unscoped.filter(kind=right.kind, number_key=right.number_key)
    own = same.filter(body=right.body) if right.body_id else same.filter(state=State.CONFIRMED)
    found = own.exclude(state=State.REFUSED).first()
    if found is not None:
        raise RightAlready(
            number=found.number, kind=found.get_kind_display(), title=found.title, holder=found.holder,
            state=State(found.state).label,
        )  # fmt: skip


@transaction.atomic
def confirm_right(*, officer: Officer, at: datetime, right: Right, compared_with: str) -> Right:
    """Let a proposed right count, as the register has it. Whoever reads rights sees it from now on.

    Raises: RoleMissing, RightOfAnotherAgency, ReasonMissing, AlreadyDecided, RightClaimed.
    """
    policies.require_decider(officer, right, at=at)
    wait_turn("rights.number", right.kind, right.number_key)
    right = _waiting(right)
    claimed = Right.objects.filter(kind=right.kind, number_key=right.number_key, state=State.CONFIRMED).first()
    if claimed is not None:
        raise RightClaimed(number=claimed.number, holder=claimed.holder, title=claimed.title)
    right.sharing = Sharing.NETWORK
    _decide(right, State.CONFIRMED, officer, at, compared_with)
    tell_screen(right)
    return right


@transaction.atomic
def refuse_right(*, officer: Officer, at: datetime, right: Right, compared_with: str) -> Right:
    """Leave a proposed right out, with the reason its owner reads.

    Raises: RoleMissing, RightOfAnotherAgency, ReasonMissing, AlreadyDecided.
    """
    policies.require_decider(officer, right, at=at)
    right = _waiting(right)
    _decide(right, State.REFUSED, officer, at, compared_with)
    return right


def _waiting(right: Right) -> Right:
    right = hold(right)
    if right.state != State.PROPOSED:
        raise AlreadyDecided
    return right


def _decide(right: Right, state: State, officer: Officer, at: datetime, compared_with: str) -> None:
    if not compared_with.strip():
        raise ReasonMissing
    right.state, right.decided_by, right.decided_at, right.compared_with = state, officer, at, _plain(compared_with)
    right.save(update_fields=["state", "sharing", "decided_by", "decided_at", "compared_with"])
    audit.record(
        f"rights.right.{state.value}", officer_id=officer.pk, at=at, target_type=TARGET, target_id=right.pk,
        data={"compared_with": right.compared_with},
    )  # fmt: skip


def _subject(tax_code: str) -> Subject | None:
    if not tax_code.strip():
        return None
    found: Subject | None = find_by_identifier("tax_code", tax_code.strip()).first()
    if found is None:
        raise OwnerUnknown(code=tax_code.strip())
    return found


def _plain(text: str) -> str:
    return " ".join(text.split())[:300]


def _words(written: Collection[str]) -> list[str]:
    return list(dict.fromkeys(filter(None, (" ".join(one.split())[:60] for one in written))))


def _classes(written: Collection[str]) -> list[str]:
    for one in written:
        if not _CLASS.fullmatch(one):
            raise ClassUnreadable(written=one[:20])
    return sorted({one.zfill(2) for one in written})
