"""Opening what is sealed: asked for with a purpose, approved by one custodian, opened by another in his browser."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from minhbach.domains.agencies.models import Officer
from minhbach.domains.custody import refusals
from minhbach.domains.custody.models import Opening
from minhbach.domains.custody.policies import require_custodian
from minhbach.domains.custody.services.answered import WHY, answered
from minhbach.domains.custody.types import Purpose


@transaction.atomic
def ask_to_open(
    *, officer: Officer, at: datetime, box_id: UUID, press: UUID, purpose: Purpose | str, reason: str
) -> UUID:
    """Ask custodians for the identity in a box; who may see the record it belongs to is asked by that room before.

    Raises: ReasonMissing, NothingWaiting.
    """
    if not reason.strip():
        raise refusals.ReasonMissing
    answered("custody_ask(%s, %s, %s, %s)", press, box_id, Purpose(purpose).value, reason.strip())
    return press


@transaction.atomic
def answer(*, officer: Officer, at: datetime, opening: Opening, is_approved: bool, reason: str = "") -> None:
    """Let another open a box, or not.

    Raises: RoleMissing, ReasonMissing, NotCustodian, OwnWord, NothingWaiting.
    """
    require_custodian(officer, at=at)
    if not is_approved and not reason.strip():
        raise refusals.ReasonMissing
    answered("custody_answer(%s, %s, %s)", opening.pk, is_approved, reason.strip())


@transaction.atomic
def open_box(*, officer: Officer, at: datetime, opening: Opening) -> dict[str, Any]:
    """Give a custodian the sealed text and the id of his key that opens it, where another approved within a day.

    Raises: RoleMissing, NotCustodian, OwnWord, NothingWaiting, ApprovalPassed, KeyNotOfBox.
    """
    require_custodian(officer, at=at)
    told = answered("custody_open(%s)", opening.pk)
    told = json.loads(told) if isinstance(told, str) else told
    if "refused" in told:
        raise WHY[told["refused"]]
    given: dict[str, Any] = told
    return given
