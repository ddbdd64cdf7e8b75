"""Where the fines of an agency are paid: said by the office, never assumed."""

from __future__ import annotations

import re
from datetime import datetime

from django.db import transaction

from minhbach.domains.agencies.models import Agency, Officer
from minhbach.domains.dues.models import TreasuryAccount
from minhbach.domains.dues.policies import require_cashier
from minhbach.domains.dues.refusals import AccountNumberUnusable, BankUnknown
from minhbach.engine.identifiers.banks import banks
from minhbach.foundation import audit
from minhbach.foundation.database.locks import wait_turn
from minhbach.foundation.scope import Sharing

_NUMBER = re.compile(r"[A-Z0-9]{6,19}")


@transaction.atomic
def say_treasury(
    *, officer: Officer, at: datetime, agency: Agency, bank_bin: str, number: str, holder: str
) -> TreasuryAccount:
    """Set the account that fines of an agency, and of units below it without one of their own, are paid into.

    Raises: RoleMissing, BankUnknown, AccountNumberUnusable.
    """
    require_cashier(officer, agency, at=at)
    number = number.replace(" ", "").upper()
    if bank_bin not in banks():
        raise BankUnknown
    if not _NUMBER.fullmatch(number):
        raise AccountNumberUnusable
    wait_turn("dues treasury", agency.pk)
    said = {"bank_bin": bank_bin, "number": number, "holder": " ".join(holder.split()), "entered_by": officer}
    # It is printed on every decision: whoever may read one may know it.
    made: TreasuryAccount
    made, _is_new = TreasuryAccount.objects.update_or_create(
        owner_agency=agency, defaults=said, create_defaults={**said, "created_at": at, "sharing": Sharing.NETWORK}
    )
    audit.record(
        "dues.treasury.said", officer_id=officer.id, at=at, target_type="dues.treasuryaccount", target_id=made.id,
        data={"bank_bin": bank_bin, "number": number},
    )  # fmt: skip
    return made
