"""What goes into other systems: the file made ready, that it was entered there, and which systems are wanted."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from minhbach.domains.agencies.models import Agency, Officer
from minhbach.domains.agencies.policies import require_role
from minhbach.domains.agencies.types import Role
from minhbach.domains.cases.models import Case
from minhbach.domains.elsewhere import selectors
from minhbach.domains.elsewhere.fields import read_columns
from minhbach.domains.elsewhere.models import Entered, Use
from minhbach.domains.elsewhere.policies import require_to_enter
from minhbach.domains.elsewhere.ready import Ready, write_ready
from minhbach.domains.elsewhere.refusals import (
    ColumnsUnreadable,
    EnteredInFuture,
    NumberMissing,
    UseAlreadySet,
)
from minhbach.domains.elsewhere.types import System
from minhbach.foundation import audit
from minhbach.foundation.clock import local_date
from minhbach.foundation.database.locks import hold
from minhbach.foundation.scope import Sharing
from minhbach.foundation.writing import write_day

TARGET = "cases.case"


@transaction.atomic
def take_ready(*, officer: Officer, at: datetime, case: Case, system: System, form: str) -> Ready:
    """Write what a system wants of a case as a file: every value is the record's.

    Raises: RoleMissing, OfficerNotOnCase.
    """
    require_to_enter(officer, case, at=at)
    day = local_date(at)
    number = next((one.number for one in selectors.wanted_of(case, on=day) if one.system == system), "")
    columns = selectors.columns_for(system, case.owner_agency_id, on=day)
    ready = write_ready(columns, selectors.told_of(case, system.rows, number=number), form=form)
    audit.record(
        "elsewhere.case.ready_taken",
        officer_id=officer.id,
        at=at,
        target_type=TARGET,
        target_id=case.id,
        data={"system": system.code, "form": form, "rows": ready.row_count, "sha256": ready.sha256},
    )
    return ready


@transaction.atomic
def mark_entered(
    *, officer: Officer, at: datetime, case: Case, system: System, number: str, entered_on: date
) -> Entered:
    """Write down that a case was entered in a system, under which number there. Said again, the last counts.

    Raises: RoleMissing, OfficerNotOnCase, NumberMissing, EnteredInFuture.
    """
    require_to_enter(officer, case, at=at)
    number = " ".join(number.split())[:100]
    if not number:
        raise NumberMissing
    if not case.opened_on <= entered_on <= local_date(at):
        raise EnteredInFuture(first=write_day(case.opened_on), last=write_day(local_date(at)))
    hold(case)
    last = Entered.objects.filter(case=case, system=system.code).order_by("-at", "-id").first()
    if last is not None and (last.number, last.entered_on) == (number, entered_on):
        return last  # type: ignore[no-any-return]
    made: Entered = Entered.objects.create(
        case=case, system=system.code, number=number, entered_on=entered_on, officer=officer, at=at
    )
    audit.record(
        "elsewhere.case.entered",
        officer_id=officer.id,
        at=at,
        target_type=TARGET,
        target_id=case.id,
        data={"system": system.code, "number": number, "entered_on": entered_on.isoformat()},
    )
    return made


@transaction.atomic
def set_use(
    *,
    officer: Officer,
    at: datetime,
    agency: Agency,
    system: System,
    is_used: bool,
    valid_from: date,
    columns: str = "",
) -> Use:
    """Say from a day on whether a system is wanted of an agency's cases, and with which columns where not as shipped.

    Raises: RoleMissing, ColumnsUnreadable, UseAlreadySet.
    """
    require_role(officer, Role.ADMINISTRATOR, at=at, agency=agency)
    found, faults = read_columns(columns)
    if faults:
        raise ColumnsUnreadable(faults=" ".join(faults[:5]))
    hold(agency)
    known = Use.objects.filter(owner_agency=agency, system=system.code).order_by("valid_from")
    if known.filter(valid_from=valid_from).exists():
        raise UseAlreadySet(day=write_day(valid_from))
    before, after = known.filter(valid_from__lt=valid_from).last(), known.filter(valid_from__gt=valid_from).first()
    if before is not None and before.holds_on(valid_from):
        before.valid_until = valid_from
        before.save(update_fields=["valid_until"])
    made: Use = Use.unscoped.create(
        owner_agency=agency,
        # Whoever enters its cases must know, wherever their unit stands.
        sharing=Sharing.NETWORK,
        system=system.code,
        is_used=is_used,
        columns=found,
        valid_from=valid_from,
        valid_until=after.valid_from if after else None,
        created_at=at,
    )
    audit.record(
        "elsewhere.use.set",
        officer_id=officer.id,
        at=at,
        target_type="agencies.agency",
        target_id=agency.id,
        data={"system": system.code, "is_used": is_used, "valid_from": valid_from.isoformat()},
    )
    return made
