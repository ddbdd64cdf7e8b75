"""For how long an agency waits for objections to its plans, from a day on."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from minhbach.domains.agencies.models import Agency, Officer
from minhbach.domains.agencies.policies import require_role
from minhbach.domains.inspections.models import Term
from minhbach.domains.inspections.policies import TERM_SETTERS
from minhbach.domains.inspections.refusals import TermAlreadySet
from minhbach.foundation import audit
from minhbach.foundation.database.locks import hold
from minhbach.foundation.scope import Sharing
from minhbach.foundation.writing import write_day


@transaction.atomic
def set_term(*, officer: Officer, at: datetime, agency: Agency, working_days: int | None, valid_from: date) -> None:
    """Wait so many working days from a day on; for None nobody is waited for, and overlaps are a warning.

    Raises: RoleMissing, TermAlreadySet.
    """
    require_role(officer, *TERM_SETTERS, at=at, agency=agency)
    # Held while it is read and written, so that two who set at once make no two for one day.
    hold(agency)
    known = Term.objects.filter(owner_agency=agency).order_by("valid_from")
    if known.filter(valid_from=valid_from).exists():
        raise TermAlreadySet(day=write_day(valid_from))
    before = known.filter(valid_from__lt=valid_from).last()
    if before is not None and before.holds_on(valid_from):
        before.valid_until = valid_from
        before.save(update_fields=["valid_until"])
    if working_days:
        after = known.filter(valid_from__gt=valid_from).first()
        Term.objects.create(
            owner_agency=agency,
            # Whoever is asked for a word within it may read it, wherever he stands.
            sharing=Sharing.NETWORK,
            working_days=working_days,
            valid_from=valid_from,
            valid_until=after.valid_from if after else None,
            created_at=at,
        )
    audit.record(
        "inspections.term.set",
        officer_id=officer.id,
        at=at,
        target_type="agencies.agency",
        target_id=agency.id,
        data={"working_days": working_days or 0, "valid_from": valid_from.isoformat()},
    )
