"""States and other words of this domain that rooms above use too."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _lazy

from minhbach.foundation.pages.chips import ChipChoices


class SlipState(ChipChoices):
    WAITING = "waiting", "warn", _lazy("chờ khớp")
    MATCHED = "matched", "good", _lazy("đã khớp")
    ASIDE = "aside", "", _lazy("không phải tiền phạt của đơn vị")


class Book(ChipChoices):
    """Which of the two books of a case an entry stands in."""

    COST = "cost", "", _lazy("chi phí")
    CASH = "cash", "info", _lazy("tiền tạm giữ")


class EntryKind(ChipChoices):
    """What was paid for, or how cash that was seized moved through the holding account.

    What an expertise cost is written in the case, where it was asked for.
    """

    STORAGE = "storage", "", _lazy("thuê kho, bảo quản")
    CARRIAGE = "carriage", "", _lazy("vận chuyển, bốc xếp")
    SEALING = "sealing", "", _lazy("niêm phong")
    DESTRUCTION = "destruction", "", _lazy("tiêu hủy")
    OTHER = "other", "", _lazy("chi phí khác")
    CASH_IN = "cash_in", "info", _lazy("nộp tiền tạm giữ vào tài khoản")
    CASH_RETURNED = "cash_returned", "good", _lazy("trả lại tiền tạm giữ")
    CASH_FORFEITED = "cash_forfeited", "good", _lazy("nộp tiền tạm giữ vào ngân sách")

    @property
    def book(self) -> Book:
        return Book.CASH if self.value.startswith("cash_") else Book.COST


class Bearer(ChipChoices):
    """Who bears a cost, as the paper of the entry says it."""

    AGENCY = "agency", "", _lazy("đơn vị xử lý")
    VIOLATOR = "violator", "", _lazy("người vi phạm")
    OTHER = "other", "", _lazy("bên khác")


@dataclass(frozen=True, kw_only=True)
class ToldSlip:
    """A slip as the Treasury, a bank or a receipt tells it.

    Units: đồng.
    """

    number: str
    paid_on: date
    amount_vnd: int
    payer: str = ""
    decision_number: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Month:
    """What a month came to. What was owed before, and was decided, less what was let off and paid, is owed after.

    OWED_BY_ACCOUNTS is the same sum taken from the accounts, a record of its own: the two are laid side by side.

    Units: đồng; SLIPS and WAITING in slips.
    """

    first: date
    last: date
    owed_before_vnd: int
    decided_vnd: int
    relieved_vnd: int
    paid_vnd: int
    late_paid_vnd: int
    owed_by_accounts_vnd: int
    slips: int
    slips_vnd: int
    matched_vnd: int
    waiting: int
    waiting_vnd: int

    @property
    def owed_after_vnd(self) -> int:
        return self.owed_before_vnd + self.decided_vnd - self.relieved_vnd - self.paid_vnd

    @property
    def difference_vnd(self) -> int:
        return self.owed_after_vnd - self.owed_by_accounts_vnd
