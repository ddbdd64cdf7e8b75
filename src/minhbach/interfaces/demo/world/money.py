"""Where the branch's fines are paid, and two slips that its accountant still has to look at."""

from __future__ import annotations

from datetime import datetime, timedelta

from minhbach.domains.agencies.models import Agency
from minhbach.domains.dues.models import Account
from minhbach.domains.dues.services import say_treasury, take_slips
from minhbach.domains.dues.types import ToldSlip
from minhbach.foundation.clock import local_date
from minhbach.foundation.ids import new_id
from minhbach.interfaces.demo.accounts import BRANCH
from minhbach.interfaces.demo.world.province import Staff


def pay_in(staff: Staff, *, at: datetime) -> int:
    """Enter slips that are in doubt: one was paid by a relative of who was fined, one names no decision."""
    branch, accountant = Agency.objects.get(key=BRANCH), staff["ketoan"]
    said = {"officer": accountant, "at": at, "agency": branch}
    # Invented: no such account is at the bank.
    say_treasury(**said, bank_bin="970415", number="115000389389", holder="Kho bạc Nhà nước khu vực VI")
    owed = Account.objects.filter(settled_on=None, due_on__isnull=False).order_by("decided_on", "id").first()
    day = local_date(at) - timedelta(days=1)
    slips = [ToldSlip(number="LCT 0389", paid_on=day, amount_vnd=1_500_000, payer="Hoàng Thị Sen", note="Nộp phạt")]
    if owed is not None:
        number, half = owed.decision_number, max(1, owed.fine_vnd // 2)
        slips.append(
            ToldSlip(number="LCT 0412", paid_on=day, amount_vnd=half, payer="Nông Văn Lợi", decision_number=number)
        )
    take_slips(**said, told=slips, batch=new_id())
    return len(slips)
