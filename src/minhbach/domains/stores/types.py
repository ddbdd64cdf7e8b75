"""Kinds of stores, of what is written in their books, and the ways goods come in and leave."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _lazy

from minhbach.foundation.pages.chips import ChipChoices

# Goods whose quantity nobody wrote down move as one.
WHOLE = Decimal(1)


class StoreKind(models.TextChoices):
    OWN = "own", _lazy("kho của đơn vị")
    HIRED = "hired", _lazy("kho thuê")


class EntryKind(models.TextChoices):
    """What one entry of a book is; the first three have numbers of their own, by year."""

    IN = "in", _lazy("phiếu nhập kho")
    OUT = "out", _lazy("phiếu xuất kho")
    COUNT = "count", _lazy("biên bản kiểm kê")
    ACCEPTED = "accepted", _lazy("xác nhận")
    REFUSED = "refused", _lazy("không xác nhận")


NUMBERED = (EntryKind.IN, EntryKind.OUT, EntryKind.COUNT)
ANSWERS = (EntryKind.ACCEPTED, EntryKind.REFUSED)


class EntryState(ChipChoices):
    WAITING = "waiting", "warn", _lazy("chờ thủ kho")
    DONE = "done", "good", _lazy("thủ kho đã xác nhận")
    REFUSED = "refused", "late", _lazy("thủ kho không xác nhận")


class Spot(Enum):
    """Where a quantity of goods is, as a book knows it."""

    OUTSIDE = auto()  # seized, and in no store yet
    HELD = auto()  # in the store
    AWAY = auto()  # at a laboratory, still of the store
    ELSEWHERE = auto()  # in another store
    GONE = auto()  # returned, destroyed, sold, handed over, used up


@dataclass(frozen=True)
class Way:
    """A way goods go: from where to where; whether it rests on a decision; who gets or gives them, in words."""

    code: str
    label: str | Promise
    kind: EntryKind
    source: Spot
    target: Spot
    party: str | Promise
    # How what left by it is summed up on the page of a case.
    came_to: str | Promise = ""

    @property
    def is_end(self) -> bool:
        return self.target is Spot.GONE


_GIVER = _lazy("Người giao")
_RECEIVER = _lazy("Bên nhận")
WAYS = {
    way.code: way
    for way in (
        Way("seized", _lazy("nhập tang vật tạm giữ"), EntryKind.IN, Spot.OUTSIDE, Spot.HELD, _GIVER),
        Way("sample_back", _lazy("nhập lại mẫu đã gửi"), EntryKind.IN, Spot.AWAY, Spot.HELD, _GIVER),
        Way("from_store", _lazy("nhập từ kho khác"), EntryKind.IN, Spot.ELSEWHERE, Spot.HELD, _GIVER),
        Way("returned", _lazy("trả lại"), EntryKind.OUT, Spot.HELD, Spot.GONE, _RECEIVER, _lazy("đã trả lại")),
        Way("destroyed", _lazy("tiêu hủy"), EntryKind.OUT, Spot.HELD, Spot.GONE, _lazy("Đơn vị hoặc hội đồng tiêu hủy"),
            _lazy("đã tiêu hủy")),
        Way("sold", _lazy("bán"), EntryKind.OUT, Spot.HELD, Spot.GONE, _RECEIVER, _lazy("đã bán")),
        Way("handed_over", _lazy("bàn giao cơ quan khác"), EntryKind.OUT, Spot.HELD, Spot.GONE, _RECEIVER,
            _lazy("đã bàn giao")),
        Way("sample", _lazy("xuất mẫu giám định, kiểm nghiệm"), EntryKind.OUT, Spot.HELD, Spot.AWAY,
            _lazy("Nơi giám định, kiểm nghiệm")),
        Way("used_up", _lazy("mẫu đã dùng hết"), EntryKind.OUT, Spot.AWAY, Spot.GONE,
            _lazy("Nơi giám định, kiểm nghiệm"), _lazy("mẫu đã dùng hết")),
        Way("to_store", _lazy("chuyển sang kho khác"), EntryKind.OUT, Spot.HELD, Spot.ELSEWHERE, _RECEIVER),
    )
}  # fmt: skip
# What those who work on a case ask for; goods go from store to store by the keepers alone.
ASKED_IN = tuple(way for way in WAYS.values() if way.code in ("seized", "sample_back"))
ASKED_OUT = tuple(way for way in WAYS.values() if way.kind is EntryKind.OUT and way.code != "to_store")
ENDS = tuple(way for way in WAYS.values() if way.is_end)
