"""Reads."""

from __future__ import annotations

from minhbach.domains.dues.selectors.accounts import (
    AccountPage,
    accounts_numbered,
    get_account,
    owed_on,
    read_account,
    visible_accounts,
)
from minhbach.domains.dues.selectors.entries import CaseMoney, cash_held, money_of
from minhbach.domains.dues.selectors.month import month_of
from minhbach.domains.dues.selectors.slips import get_slip, visible_slips, with_words, work_items
from minhbach.domains.dues.selectors.treasury import treasury_for

__all__ = [
    "AccountPage",
    "CaseMoney",
    "accounts_numbered",
    "cash_held",
    "get_account",
    "get_slip",
    "money_of",
    "month_of",
    "owed_on",
    "read_account",
    "treasury_for",
    "visible_accounts",
    "visible_slips",
    "with_words",
    "work_items",
]
