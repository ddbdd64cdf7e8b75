"""Custodians' keys: each makes his own in his browser, and another confirms that it is his."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from minhbach.domains.agencies.models import Officer
from minhbach.domains.custody import refusals, sealing
from minhbach.domains.custody.models import Key
from minhbach.domains.custody.policies import require_custodian
from minhbach.domains.custody.services.answered import answered
from minhbach.foundation import audit
from minhbach.foundation.database.locks import once
from minhbach.foundation.scope import Sharing

TARGET = "custody.key"


@transaction.atomic
def register_key(*, officer: Officer, at: datetime, jwk: Mapping[str, Any]) -> Key:
    """Write down the public half of a key that a custodian made; it counts when another has confirmed it.

    Raises: RoleMissing, KeyUnfit, KeyKnown.
    """
    agency = require_custodian(officer, at=at)
    try:
        thumbprint = sealing.thumbprint(jwk)
    except sealing.KeyUnfit:
        raise refusals.KeyUnfit from None
    with once(refusals.KeyKnown()):
        made: Key = Key.objects.create(
            officer=officer, jwk={name: jwk[name] for name in ("kty", "n", "e")}, thumbprint=thumbprint,
            owner_agency=agency, sharing=Sharing.NETWORK, created_at=at,
        )  # fmt: skip
    _tell("registered", made, officer, at)
    return made


@transaction.atomic
def confirm_key(*, officer: Officer, at: datetime, key: Key) -> None:
    """Say that a key is the other custodian's, after comparing its fingerprint with him.

    Raises: RoleMissing, NotCustodian, OwnWord, NothingWaiting.
    """
    require_custodian(officer, at=at)
    answered("custody_confirm_key(%s)", key.pk)
    _tell("confirmed", key, officer, at)


@transaction.atomic
def end_key(*, officer: Officer, at: datetime, key: Key) -> None:
    """Seal nothing for a key any more: it was lost, or its holder leaves. Taking away needs no second person.

    Raises: RoleMissing, NotCustodian, NothingWaiting.
    """
    require_custodian(officer, at=at)
    answered("custody_end_key(%s)", key.pk)
    _tell("ended", key, officer, at)


def _tell(what: str, key: Key, officer: Officer, at: datetime) -> None:
    data = {"thumbprint": key.thumbprint, "of": str(key.officer_id)}
    audit.record(f"custody.key.{what}", officer_id=officer.id, at=at, target_type=TARGET, target_id=key.id, data=data)
