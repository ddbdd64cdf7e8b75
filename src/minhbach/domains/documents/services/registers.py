"""The way out for a register whose dates ran ahead with a clock that did."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from minhbach.domains.agencies.models import Officer
from minhbach.domains.documents.models import NumberRegister, RegisterReturn
from minhbach.domains.documents.policies import require_register_keeper
from minhbach.domains.documents.refusals import ReasonMissing, RegisterNotAhead
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
