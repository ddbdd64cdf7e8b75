"""How numbers of decisions are compared, and what an account is said to be on a day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from minhbach.engine.text.keys import search_key
from minhbach.foundation.writing import write_day

if TYPE_CHECKING:
    from minhbach.domains.dues.models import Account


def number_key(number: str) -> str:
    """Give the number of a decision as it is compared: “07 / QĐ-XPHC”, “7/qđ-xphc” a bank's “07 QD XPHC” are one."""
    kept = "".join(one for one in search_key(number) if one.isalnum())
    return kept.lstrip("0")[:60]


def standing_chip(account: Account, *, on: date) -> tuple[str, str]:
    """Say in a chip how an account stands on a day."""
    if account.settled_on is not None and account.settled_on <= on:
        return _("đã nộp đủ"), "good"
    if account.postponed_until is not None and account.postponed_until >= on:
        return _("hoãn đến %(day)s") % {"day": write_day(account.postponed_until)}, "info"
    if account.parts_until is not None and account.parts_until >= on:
        return _("nộp nhiều lần đến %(day)s") % {"day": write_day(account.parts_until)}, "info"
    if account.due_on is None:
        return _("chưa giao quyết định"), "warn"
    if account.due_on < on:
        return _("quá hạn %(count)s ngày") % {"count": (on - account.due_on).days}, "late"
    return _("chưa đến hạn"), ""
