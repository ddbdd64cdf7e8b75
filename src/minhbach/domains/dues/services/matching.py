"""A slip pays a decision: by its number, sum and payer where these agree, else by hand; undone, it waits again.

What it pays becomes an entry of the case; the slip keeps which. A payment that stands in the file already under the
slip's number is that payment, and is not entered again.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from minhbach.domains.agencies.models import Officer
from minhbach.domains.cases import services as cases
from minhbach.domains.cases.acts.pay import Paid
from minhbach.domains.cases.selectors import case_state
from minhbach.domains.cases.types import CaseState, Entry, PaymentKind
from minhbach.domains.dues.models import MADE_OF, Account, Slip
from minhbach.domains.dues.policies import require_cashier
from minhbach.domains.dues.refusals import LateBeyondSlip, ReasonMissing, SlipNotDone, SlipNotWaiting
from minhbach.domains.dues.selectors.accounts import accounts_numbered
from minhbach.domains.dues.types import SlipState
from minhbach.engine.text.keys import search_key
from minhbach.foundation import audit
from minhbach.foundation.database.locks import hold
from minhbach.foundation.money import format_vnd
from minhbach.foundation.refusals import Refusal

TARGET = "dues.slip"


def match_by_itself(slip: Slip, *, officer: Officer, at: datetime) -> Slip:
    """Match a slip where its decision, sum and payer leave no doubt; else say on it why it waits."""
    found = accounts_numbered(slip.decision_number, agency_id=slip.owner_agency_id, on=slip.paid_on)
    why = _doubt(slip, found)
    if not why:
        try:
            with transaction.atomic():
                return match_slip(officer=officer, at=at, slip=slip, account=found[0])
        except Refusal as refusal:
            why = str(refusal)
    slip.why = why[:400]
    slip.save(update_fields=["why"])
    return slip


@transaction.atomic
def match_slip(*, officer: Officer, at: datetime, slip: Slip, account: Account, late_vnd: int = 0) -> Slip:
    """Enter a slip as a payment of a decision; LATE_VND of it is late interest.

    Units:  đồng.
    Raises: RoleMissing, SlipNotWaiting, LateBeyondSlip, and what `cases.services.do` raises of a payment.
    """
    held: Slip = hold(slip)
    require_cashier(officer, held.owner_agency, at=at)
    if held.state != SlipState.WAITING:
        raise SlipNotWaiting
    if not 0 <= late_vnd <= held.amount_vnd:
        raise LateBeyondSlip(amount=format_vnd(held.amount_vnd))
    part, state = str(account.violator_id), case_state(account.case)

    def entered(kind: PaymentKind, amount: int) -> UUID | None:
        if not amount:
            return None
        if (known := _entry_of(state, part, held, kind, amount)) is not None:
            return known.id
        fact = Paid(kind=kind, amount_vnd=amount, receipt=held.number)
        done = cases.do(officer=officer, at=at, case=account.case, fact=fact, happened_on=held.paid_on, part=part)
        return done.event.id

    held.fine_event_id = entered(PaymentKind.FINE, held.amount_vnd - late_vnd)
    held.late_event_id = entered(PaymentKind.LATE, late_vnd)
    held.state, held.case_id, held.violator_id = SlipState.MATCHED, account.case_id, account.violator_id
    held.late_vnd, held.matched_by, held.matched_at, held.why = late_vnd, officer, at, ""
    held.save(update_fields=MADE_OF)
    audit.record(
        "dues.slip.matched", officer_id=officer.id, at=at, target_type=TARGET, target_id=held.id,
        data={"case": str(account.case_id), "part": part, "late_vnd": late_vnd},
    )  # fmt: skip
    return held


@transaction.atomic
def undo_slip(*, officer: Officer, at: datetime, slip: Slip, reason: str) -> Slip:
    """Take back what was made of a slip: its entries leave the account of the case, and it waits again.

    Raises: RoleMissing, ReasonMissing, SlipNotDone, and what `cases.services.annul_entry` raises.
    """
    held: Slip = hold(slip)
    require_cashier(officer, held.owner_agency, at=at)
    reason = _given(reason)
    if held.state == SlipState.WAITING:
        raise SlipNotDone
    entered = [(held.case, one) for one in (held.late_event_id, held.fine_event_id) if one and held.case]
    held.state, held.case, held.violator, held.late_vnd = SlipState.WAITING, None, None, 0
    held.fine_event_id, held.late_event_id, held.matched_by, held.matched_at = None, None, None, None
    held.why = (_("Đã gỡ: %(reason)s") % {"reason": reason})[:400]
    held.save(update_fields=MADE_OF)
    for case, event_id in entered:
        cases.annul_entry(officer=officer, at=at, case=case, event_id=event_id, reason=reason)
    audit.record("dues.slip.undone", officer_id=officer.id, at=at, target_type=TARGET, target_id=held.id)
    return held


@transaction.atomic
def lay_aside(*, officer: Officer, at: datetime, slip: Slip, reason: str) -> Slip:
    """Say that a slip that waits pays no fine of the unit, and why.

    Raises: RoleMissing, ReasonMissing, SlipNotWaiting.
    """
    held: Slip = hold(slip)
    require_cashier(officer, held.owner_agency, at=at)
    reason = _given(reason)
    if held.state != SlipState.WAITING:
        raise SlipNotWaiting
    held.state, held.why = SlipState.ASIDE, reason[:400]
    held.save(update_fields=["state", "why"])
    audit.record("dues.slip.laid_aside", officer_id=officer.id, at=at, target_type=TARGET, target_id=held.id)
    return held


def _given(reason: str) -> str:
    if not reason.strip():
        raise ReasonMissing
    return reason.strip()


def _doubt(slip: Slip, found: list[Account]) -> str:
    """Say what keeps a slip from being matched by itself; nothing where all agrees."""
    if not slip.decision_number:
        return _("Chứng từ không ghi số quyết định.")
    if not found:
        return _("Không có quyết định phạt tiền số này của đơn vị, ban hành trước ngày nộp.")
    if len(found) > 1:
        return _("Có %(count)s quyết định cùng số này.") % {"count": len(found)}
    if search_key(slip.payer) != search_key(found[0].violator.name):
        return _("Người nộp khác tên người bị xử phạt.") if slip.payer else _("Chứng từ không ghi người nộp.")
    return ""


def _entry_of(state: CaseState, part: str, slip: Slip, kind: PaymentKind, amount: int) -> Entry[Paid] | None:
    """Find the payment that was entered in the file by hand with the number of the slip."""
    taken = set(
        Slip.objects.filter(case__isnull=False, fine_event_id__isnull=False)
        .filter(fine_event_id__in=[one.id for one in state.of(part).payments])
        .values_list("fine_event_id", flat=True)
    )
    for entry in state.of(part).payments:
        fact = entry.fact
        if (fact.receipt, fact.kind, fact.amount_vnd) == (slip.number, kind, amount) and entry.id not in taken:
            return entry
    return None
