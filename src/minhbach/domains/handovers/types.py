"""States and other words of this domain that rooms above use too."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _lazy

from minhbach.foundation.pages.chips import ChipChoices


class MinutesState(ChipChoices):
    OPEN = "open", "warn", _lazy("đang bàn giao")
    CLOSED = "closed", "good", _lazy("đã kết thúc")
    DROPPED = "dropped", _lazy("đã hủy")


class ItemState(ChipChoices):
    """How far one thing of the minutes is. What is with nobody is with the head, and keeps the minutes open."""

    LISTED = "listed", "late", _lazy("chưa có người nhận")
    OFFERED = "offered", "warn", _lazy("chờ người nhận trả lời")
    ACCEPTED = "accepted", "info", _lazy("đã nhận, chưa chuyển")
    REFUSED = "refused", "late", _lazy("không nhận")
    MOVED = "moved", "good", _lazy("đã chuyển")
    GONE = "gone", _lazy("không còn ở người giao")


# What needs nothing more.
SETTLED = (ItemState.MOVED, ItemState.GONE)
# What the head has to give to somebody.
WITH_NOBODY = (ItemState.LISTED, ItemState.REFUSED)
