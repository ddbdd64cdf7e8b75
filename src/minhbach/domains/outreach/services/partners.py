"""The keys with which banks, wallets and platforms ask: proposed by one, confirmed by another, taken once."""

from __future__ import annotations

import secrets
from datetime import date, datetime, time, timedelta
from hashlib import sha256

from django.db import transaction

from minhbach.domains.agencies.models import Officer
from minhbach.domains.outreach.models import PartnerKey
from minhbach.domains.outreach.policies import require_decides, require_keeper, require_own_key
from minhbach.domains.outreach.refusals import KeyDecided, KeyRunsBackward
from minhbach.domains.outreach.types import KeyState
from minhbach.foundation import audit
from minhbach.foundation.clock import VIETNAM, local_date
from minhbach.foundation.database.locks import hold
from minhbach.foundation.scope import Sharing

TARGET = "outreach.partnerkey"
PREFIX = "mbtc_"


@transaction.atomic
def propose_key(
    *, officer: Officer, at: datetime, partner: str, paper: str, per_second: int, valid_until: date
) -> PartnerKey:
    """Propose that a partner may ask until the end of a day.

    Raises: RoleMissing, KeyRunsBackward.
    """
    agency = require_keeper(officer, at=at)
    if valid_until <= local_date(at):
        raise KeyRunsBackward
    made: PartnerKey = PartnerKey.objects.create(
        partner=" ".join(partner.split()), paper=" ".join(paper.split()), per_second=per_second,
        valid_until=datetime.combine(valid_until + timedelta(days=1), time.min, VIETNAM), proposed_by=officer,
        owner_agency=agency, sharing=Sharing.AGENCY, created_at=at,
    )  # fmt: skip
    audit.record("outreach.partner.proposed", officer_id=officer.id, at=at, target_type=TARGET, target_id=made.id)
    return made


@transaction.atomic
def confirm_key(*, officer: Officer, at: datetime, key: PartnerKey) -> PartnerKey:
    """Raises: RoleMissing, PartnerOfAnotherAgency, SecondPersonIsFirst, SecondPersonLetInByFirst, KeyDecided."""
    return _decide(officer, key, KeyState.CONFIRMED, "confirmed", at=at)


@transaction.atomic
def refuse_key(*, officer: Officer, at: datetime, key: PartnerKey) -> PartnerKey:
    """Raises: RoleMissing, PartnerOfAnotherAgency, SecondPersonIsFirst, SecondPersonLetInByFirst, KeyDecided."""
    return _decide(officer, key, KeyState.REFUSED, "refused", at=at)


@transaction.atomic
def take_key(*, officer: Officer, at: datetime, key: PartnerKey) -> str:
    """Make the key and give it out, this once; the record keeps its digest.

    Raises: RoleMissing, PartnerOfAnotherAgency, KeyDecided.
    """
    require_own_key(officer, key, at=at)
    key = _held(key, KeyState.CONFIRMED)
    secret = PREFIX + secrets.token_urlsafe(32)
    key.digest, key.taken_at, key.state = digest_of(secret), at, KeyState.IN_USE
    key.save(update_fields=["digest", "taken_at", "state"])
    audit.record("outreach.partner.taken", officer_id=officer.id, at=at, target_type=TARGET, target_id=key.id)
    return secret


@transaction.atomic
def revoke_key(*, officer: Officer, at: datetime, key: PartnerKey) -> PartnerKey:
    """End what a partner may ask, from the next question on.

    Raises: RoleMissing, PartnerOfAnotherAgency, KeyDecided.
    """
    require_own_key(officer, key, at=at)
    key = _held(key, KeyState.WAITING, KeyState.CONFIRMED, KeyState.IN_USE)
    key.state, key.revoked_at, key.revoked_by = KeyState.REVOKED, at, officer
    key.save(update_fields=["state", "revoked_at", "revoked_by"])
    audit.record("outreach.partner.revoked", officer_id=officer.id, at=at, target_type=TARGET, target_id=key.id)
    return key


def digest_of(secret: str) -> str:
    """Return what the record keeps of a key; no slow derivation is needed, for nobody guesses 256 bits."""
    return sha256(secret.encode()).hexdigest()


def _decide(officer: Officer, key: PartnerKey, state: KeyState, said: str, *, at: datetime) -> PartnerKey:
    require_decides(officer, key, at=at)
    key = _held(key, KeyState.WAITING)
    key.state, key.decided_by, key.decided_at = state, officer, at
    key.save(update_fields=["state", "decided_by", "decided_at"])
    audit.record(f"outreach.partner.{said}", officer_id=officer.id, at=at, target_type=TARGET, target_id=key.id)
    return key


def _held(key: PartnerKey, *states: KeyState) -> PartnerKey:
    key = hold(key)
    if key.state not in states:
        raise KeyDecided(state=KeyState(key.state).label)
    return key
