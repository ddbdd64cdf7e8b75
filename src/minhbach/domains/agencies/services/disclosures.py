"""A record opened by hand to a body outside, for one purpose and until a day; what the body says to it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from minhbach.domains.agencies.models import Agency, Disclosure, Officer, OutsideReply
from minhbach.domains.agencies.policies import require_disclosure_keeper, require_role
from minhbach.domains.agencies.refusals import (
    BodyClosed,
    DisclosedAlready,
    DisclosureEnded,
    DisclosureTooLong,
    PurposeOver,
    ReasonMissing,
    RecordNotShared,
    ReplyDecided,
    ReplyMissing,
)
from minhbach.domains.agencies.selectors.disclosures import kind_of
from minhbach.domains.agencies.types import DisclosureState, ReplyState, Role, disclosed_kind, disclosure_rules
from minhbach.foundation import audit
from minhbach.foundation.clock import local_date
from minhbach.foundation.database.locks import hold
from minhbach.foundation.scope import Sharing, end_term, new_term, share_with


@transaction.atomic
def open_record(
    *,
    officer: Officer,
    at: datetime,
    target_type: str,
    target_id: UUID,
    body: Agency,
    purpose: str,
    reason: str,
    until: date,
) -> Disclosure:
    """Let the people of a body read a record, and what of it its room opens with it, until a day comes.

    UNTIL is the first day on which they do no more. What is written of the record later is not open by this.

    Raises: RecordNotShared, PurposeOver, RoleMissing, ReasonMissing, DisclosureTooLong, BodyClosed, DisclosedAlready,
            why the officer may not, and why the record may not be opened as it stands.
    """
    opened = disclosed_kind(target_type)
    if opened is None:
        raise RecordNotShared
    record: Any = hold(opened.kind.find(target_id))
    opened.kind.require(officer, record, at)
    opened.refuse(record)
    today, rules = local_date(at), disclosure_rules()
    wanted = rules.purposes.get(purpose)
    if wanted is None or not wanted.holds_on(today):
        raise PurposeOver
    if wanted.shows_whole:
        require_role(officer, Role.HEAD, at=at, agency=record.owner_agency)
    if not reason.strip():
        raise ReasonMissing
    if not today < until <= today + rules.longest:
        raise DisclosureTooLong(days=rules.longest.days)
    if not body.outside or not body.holds_on(today):
        raise BodyClosed(body=body.name)
    same = Disclosure.objects.filter(record_id=target_id, body=body, purpose=purpose, closed_at__isnull=True)
    if same.filter(until__gt=today).exists():
        raise DisclosedAlready(body=body.name)
    term = new_term(until)
    disclosure: Disclosure = Disclosure.objects.create(
        record_type=target_type,
        record_id=target_id,
        name=opened.named(record)[:200],
        body=body,
        purpose=purpose,
        reason=reason.strip(),
        until=until,
        key=term.key,
        opened_by=officer,
        owner_agency_id=record.owner_agency_id,
        sharing=Sharing.SILENT,
        created_at=at,
    )
    parts = opened.parts(record)
    for one in (record, disclosure, *parts):
        share_with(one, body, officer_id=officer.pk, at=at, term=term)
    audit.record(
        "agencies.disclosure.opened",
        officer_id=officer.pk,
        at=at,
        target_type=target_type,
        target_id=target_id,
        data={
            "disclosure": str(disclosure.pk),
            "body": str(body.pk),
            "purpose": purpose,
            "until": until.isoformat(),
            "parts": len(parts),
        },
        concerning=[record.owner_agency_id],
    )
    return disclosure


@transaction.atomic
def end_disclosure(*, officer: Officer, at: datetime, disclosure: Disclosure, reason: str) -> None:
    """Take back what was opened: its people read it no more from now on.

    Raises: RoleMissing, ReasonMissing, DisclosureEnded.
    """
    require_disclosure_keeper(officer, disclosure, at=at)
    disclosure = hold(disclosure)
    if not reason.strip():
        raise ReasonMissing
    if disclosure.state_on(local_date(at)) != DisclosureState.OPEN:
        raise DisclosureEnded
    disclosure.closed_at, disclosure.closed_by, disclosure.closed_for = at, officer, reason.strip()[:300]
    disclosure.save(update_fields=["closed_at", "closed_by", "closed_for"])
    end_term(disclosure.key)
    _tell("agencies.disclosure.closed", disclosure, officer, at)


def read_disclosure(*, officer: Officer, at: datetime, disclosure: Disclosure) -> None:
    """Write down that somebody of the body looks at what was opened to it."""
    _tell("agencies.disclosure.read", disclosure, officer, at)


@transaction.atomic
def write_reply(*, officer: Officer, at: datetime, disclosure: Disclosure, text: str) -> OutsideReply:
    """Take down what the body says to what was opened to it.

    Raises: ReplyMissing, DisclosureEnded.
    """
    if not text.strip():
        raise ReplyMissing
    if disclosure.state_on(local_date(at)) != DisclosureState.OPEN:
        raise DisclosureEnded
    reply = OutsideReply.objects.create(disclosure=disclosure, text=text.strip(), written_by=officer, written_at=at)
    _tell("agencies.reply.written", disclosure, officer, at, reply=str(reply.pk))
    return reply


@transaction.atomic
def take_reply(*, officer: Officer, at: datetime, reply: OutsideReply) -> None:
    """Put what a body said beside the record, where its room does so; elsewhere note that it was read.

    Raises: RoleMissing, ReplyDecided, and why its room may not.
    """
    disclosure = reply.disclosure
    require_disclosure_keeper(officer, disclosure, at=at)
    reply = _waiting(reply)
    opened = kind_of(disclosure)
    if opened.take is not None:
        record = opened.kind.find(disclosure.record_id)
        dated = local_date(reply.written_at)
        opened.take(officer=officer, at=at, record=record, party=disclosure.body.name, text=reply.text, dated=dated)
    _decide(reply, ReplyState.TAKEN, officer, at, "")


@transaction.atomic
def decline_reply(*, officer: Officer, at: datetime, reply: OutsideReply, reason: str) -> None:
    """Raises: RoleMissing, ReasonMissing, ReplyDecided."""
    require_disclosure_keeper(officer, reply.disclosure, at=at)
    if not reason.strip():
        raise ReasonMissing
    _decide(_waiting(reply), ReplyState.DECLINED, officer, at, reason.strip()[:300])


def _waiting(reply: OutsideReply) -> OutsideReply:
    reply = hold(reply)
    if reply.state != ReplyState.WAITING:
        raise ReplyDecided
    return reply


def _decide(reply: OutsideReply, state: ReplyState, officer: Officer, at: datetime, reason: str) -> None:
    reply.state, reply.decided_by, reply.decided_at, reply.reason = state, officer, at, reason
    reply.save(update_fields=["state", "decided_by", "decided_at", "reason"])
    _tell(f"agencies.reply.{state.value}", reply.disclosure, officer, at, reply=str(reply.pk))


def _tell(action: str, disclosure: Disclosure, officer: Officer, at: datetime, **data: Any) -> None:
    audit.record(
        action,
        officer_id=officer.pk,
        at=at,
        target_type="agencies.disclosure",
        target_id=disclosure.pk,
        data={"record": str(disclosure.record_id), **data},
        concerning=[disclosure.owner_agency_id],
    )
