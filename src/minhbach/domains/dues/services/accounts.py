"""The accounts of a case, kept in step with its file; a slip whose entry is gone from the file waits again."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from minhbach.domains.cases.acts.pay_in_parts import PartsGranted
from minhbach.domains.cases.acts.postpone import Postponed
from minhbach.domains.cases.models import Case
from minhbach.domains.cases.selectors import case_state
from minhbach.domains.cases.types import CaseState, Line
from minhbach.domains.dues.models import MADE_OF, Account, Slip
from minhbach.domains.dues.selectors.terms import term_of
from minhbach.domains.dues.types import SlipState
from minhbach.domains.dues.wording import number_key
from minhbach.foundation.ids import new_id
from minhbach.foundation.scope import ScopedModel, acting_as
from minhbach.foundation.scope.access import SYSTEM

_KEPT = (
    "decision_number", "number_key", "decided_on", "delivered_on", "due_on", "fine_vnd", "settled_on",
    "postponed_until", "parts_until",
)  # fmt: skip
MOST_MISSING = 5_000


def hear_file(case: Case, state: CaseState, *, at: datetime) -> None:
    """Keep the accounts of a file that changed, whoever changed it: they are seen by those who see the case."""
    if not state.lines:
        return  # Nobody is recorded yet, or any more: there was no decision to owe by.
    wanted = {UUID(part): line for part, line in state.lines.items() if line.fine_vnd}
    with acting_as(SYSTEM):
        Account.unscoped.filter(case=case).exclude(violator_id__in=wanted).delete()
        known = {account.violator_id: account for account in Account.unscoped.filter(case=case)}
        for violator_id, line in wanted.items():
            _keep(case, violator_id, line, known.get(violator_id), at=at)
        _let_go(case, state)


def keep_missing(*, at: datetime) -> int:
    """Make the accounts of cases that were decided before there were any; returns of how many."""
    with acting_as(SYSTEM):
        missing = Case.unscoped.filter(fine_vnd__gt=0).exclude(pk__in=Account.unscoped.values("case_id"))
        found = list(missing.select_related("owner_agency").order_by("pk")[:MOST_MISSING])
        for case in found:
            hear_file(case, case_state(case), at=at)
    return len(found)


def rescope_accounts(source: ScopedModel) -> int:
    """Let the accounts of a case follow its owner, place and sharing; returns how many."""
    return int(
        Account.unscoped.filter(case_id=source.pk).update(
            owner_agency_id=source.owner_agency_id, place_id=source.place_id, sharing=source.sharing
        )
    )


def _keep(case: Case, violator_id: UUID, line: Line, known: Account | None, *, at: datetime) -> None:
    values = _values(line)
    if known is None:
        Account.unscoped.create(
            id=new_id(), case=case, violator_id=violator_id, owner_agency_id=case.owner_agency_id,
            place_id=case.place_id, sharing=case.sharing, created_at=at, **values,
        )  # fmt: skip
        return
    changed = [name for name in _KEPT if getattr(known, name) != values[name]]
    for name in changed:
        setattr(known, name, values[name])
    if changed:
        known.save(update_fields=changed)


def _values(line: Line) -> dict[str, Any]:
    decided, delivered = line.decided, line.delivered
    if decided is None:
        raise LookupError("a fine without a decision")
    number = decided.fact.paper.number
    delivered_on = delivered.happened_on if delivered else None
    postponed, parts = line.last(Postponed), line.last(PartsGranted)
    return {
        "decision_number": number,
        "number_key": number_key(number),
        "decided_on": decided.happened_on,
        "delivered_on": delivered_on,
        "due_on": _due_on(line, delivered_on),
        "fine_vnd": line.fine_vnd,
        "settled_on": _settled_on(line),
        "postponed_until": postponed.fact.until if postponed else None,
        "parts_until": parts.fact.until if parts else None,
    }


def _due_on(line: Line, delivered_on: date | None) -> date | None:
    """Give the law's last day to pay, or the decision's own where it gives longer."""
    if delivered_on is None:
        return None
    clock = term_of(delivered_on)
    own = line.sanction.fact.payment_days if line.sanction else 0
    if clock is None:
        return delivered_on + timedelta(days=own) if own else None
    is_longer = own > (clock.row.amount or 0)
    return delivered_on + timedelta(days=own) if is_longer else clock.due_on


def _settled_on(line: Line) -> date | None:
    if line.unpaid_vnd:
        return None
    fine = [entry.happened_on for entry in line.payments if entry.fact.kind == "fine"]
    less = [entry.happened_on for entry in line.reliefs]
    less += [entry.happened_on for entry in line.changes if entry.fact.fine_vnd is not None]
    return max([*fine, *less], default=None)


def _let_go(case: Case, state: CaseState) -> None:
    """Let a slip wait again whose entry was annulled, or corrected, in the file itself."""
    standing = {entry.id for line in state.lines.values() for entry in line.payments}
    for slip in Slip.unscoped.filter(case=case, state=SlipState.MATCHED):
        if {slip.fine_event_id, slip.late_event_id} - {None} <= standing:
            continue
        slip.state, slip.case_id, slip.violator_id, slip.late_vnd = SlipState.WAITING, None, None, 0
        slip.fine_event_id, slip.late_event_id, slip.matched_by_id, slip.matched_at = None, None, None, None
        slip.why = _("Mục nộp tiền của chứng từ này trong vụ việc %(case)s đã bị sửa hoặc hủy.") % {"case": case.code}
        slip.save(update_fields=MADE_OF)
