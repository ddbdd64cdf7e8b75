"""A register that goes on from paper, and the way out for one whose dates ran ahead with a clock that did."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from minhbach.domains.agencies.models import Agency, Officer
from minhbach.domains.agencies.policies import require_role
from minhbach.domains.documents.models import NumberRegister, RegisterReturn
from minhbach.domains.documents.policies import REGISTER_STARTERS, require_register_keeper
from minhbach.domains.documents.refusals import FirstNumberUnusable, ReasonMissing, RegisterNotAhead, RegisterRunning
from minhbach.domains.documents.services.numbering import locked_register
from minhbach.foundation import audit
from minhbach.foundation.clock import local_date
from minhbach.foundation.database.locks import lock


@transaction.atomic
def bring_register_back(*, register_id: UUID, officer: Officer, at: datetime, reason: str) -> NumberRegister:
    """Let a register go on from today though numbers in it bear later days.

    The numbers given keep their dates and are not given again: the next one follows the last.

    Raises: NotFound, RoleMissing, ReasonMissing, RegisterNotAhead.
    """
    register: NumberRegister = lock(NumberRegister.objects, id=register_id)
    require_register_keeper(officer, register, at=at)
    if not reason.strip():
        raise ReasonMissing
    ahead, today = register.last_dated, local_date(at)
    if ahead is None or ahead <= today:
        raise RegisterNotAhead
    register.last_dated = today
    register.save(update_fields=["last_dated"])
    RegisterReturn.objects.create(
        register=register, ahead_until=ahead, back_to=today, reason=reason.strip()[:500], officer=officer, at=at
    )
    audit.record(
        "documents.register.brought_back",
        officer_id=officer.id,
        at=at,
        target_type="documents.numberregister",
        target_id=register.id,
        data={
            "from": ahead.isoformat(),
            "to": today.isoformat(),
            "last_number": register.last_number,
        },
    )
    return register


@transaction.atomic
def start_register(
    *, agency: Agency, symbol: str, first_number: int, reason: str, officer: Officer, at: datetime
) -> NumberRegister:
    """Let this year's register of a symbol begin at a number: once, before any number was taken from it.

    Raises: RoleMissing, ReasonMissing, FirstNumberUnusable, RegisterRunning.
    """
    require_role(officer, *REGISTER_STARTERS, at=at, agency=agency)
    if not reason.strip():
        raise ReasonMissing
    if first_number < 2:
        raise FirstNumberUnusable
    register = locked_register(agency, symbol, local_date(at).year, at=at)
    if register.last_number:
        raise RegisterRunning(register=str(register), next=register.last_number + 1)
    register.last_number = first_number - 1
    register.save(update_fields=["last_number"])
    audit.record(
        "documents.register.started",
        officer_id=officer.id,
        at=at,
        target_type="documents.numberregister",
        target_id=register.id,
        data={"first_number": first_number, "reason": reason.strip()[:500]},
    )
    return register
