"""Words of markets: how a plan came to change, what a line of it says, and what a round finds at a stall."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _lazy

from minhbach.foundation.pages.chips import ChipChoices

if TYPE_CHECKING:
    from minhbach.domains.subjects.models import Subject
    from minhbach.domains.subjects.types import MerchantFacts


class ChangeKind(models.TextChoices):
    """How a plan comes to change."""

    LIST = "list", _lazy("danh sách của ban quản lý")
    HAND = "hand", _lazy("ghi tay")


class ListScope(models.TextChoices):
    """What a list says of the stalls that do not stand on it."""

    CHANGES = "changes", _lazy("chỉ những ô có thay đổi; ô khác giữ nguyên")
    WHOLE = "whole", _lazy("toàn bộ sơ đồ; ô không có trong danh sách là đã bỏ")


class ChangeState(ChipChoices):
    TRIED = "tried", "warn", _lazy("xem thử, chưa ghi")
    APPLIED = "applied", "good", _lazy("đã ghi vào sơ đồ")
    UNDONE = "undone", "", _lazy("đã rút lại")


class LineKind(ChipChoices):
    """What becomes of one stall, in the order in which a trial tells of it."""

    LEFT = "left", "late", _lazy("trả ô")
    GONE = "gone", "late", _lazy("bỏ khỏi sơ đồ")
    REPLACED = "replaced", "warn", _lazy("đổi người bán")
    CAME = "came", "good", _lazy("vào ô")
    CHANGED = "changed", "info", _lazy("đổi ngành hàng, tổ trưởng")
    NEW = "new", "info", _lazy("ô mới, còn trống")
    SAME = "same", "", _lazy("không đổi")


class MarkKind(ChipChoices):
    """What an officer notes at a stall. A commitment's paper is only noted here; it is kept elsewhere."""

    SIGNED = "signed", "good", _lazy("đã ký")
    NOT_MET = "not_met", "warn", _lazy("không gặp")
    RECHECK = "recheck", "late", _lazy("kiểm tra lại")
    CLOSED = "closed", "", _lazy("nghỉ, đóng")
    # Takes the mark back that it corrects.
    TAKEN_BACK = "taken_back", "", _lazy("rút lại lần ghi")


# What the buttons of a round offer, in their order.
MARKS = (MarkKind.SIGNED, MarkKind.NOT_MET, MarkKind.RECHECK, MarkKind.CLOSED)


class RoundState(ChipChoices):
    OPEN = "open", "info", _lazy("đang đi")
    CLOSED = "closed", "", _lazy("đã kết thúc")


@dataclass(frozen=True)
class PlanRow:
    """One row of a board's list: a stall, and who sells what there; nobody (FACTS is None) where it stands empty."""

    called: str
    row: str
    number: str
    facts: MerchantFacts | None
    goods: str = ""
    is_leader: bool = False
    # Whether the list says anything of it at all; what it does not say stays.
    says_goods: bool = True
    says_leader: bool = True
    # The merchant of the record who is meant, where an officer chose one.
    subject: Subject | None = None


@dataclass(frozen=True)
class PlanLine:
    """What becomes of one stall. WAS and IS are the tenant's names, AS_GOODS and IS_GOODS what is sold."""

    kind: LineKind
    row: str
    number: str
    was: str = ""
    now: str = ""
    was_goods: str = ""
    now_goods: str = ""
    is_leader: bool = False
    was_leader: bool = False
    called: str = ""
    # Whom the register knows already, and why it is held to be him.
    known: str = ""

    def kept(self) -> dict[str, Any]:
        """Return the line as it is kept."""
        return {**vars(self), "kind": self.kind.value}


@dataclass
class PlanStall:
    """A stall as a plan draws it on a day."""

    stall_id: UUID
    row: str
    number: str
    goods: str
    is_leader: bool
    subject_id: UUID | None
    tenant: str
    since: date
    mark: Mark | None = None

    @property
    def is_vacant(self) -> bool:
        return self.subject_id is None


@dataclass(frozen=True)
class Mark:
    """What stands of a stall in a round."""

    id: UUID
    stall_id: UUID
    kind: MarkKind
    note: str
    made_at: Any
    officer: str
    photos: int = 0
    # How many marks of other officers stand behind it.
    others: int = 0


@dataclass
class PlanRowOf:
    """One row (dãy) of a plan, with its stalls in order."""

    name: str
    stalls: list[PlanStall] = field(default_factory=list)
    leader: str = ""

    @property
    def left(self) -> int:
        """How many stalls of the row nobody has been at."""
        return sum(stall.mark is None for stall in self.stalls)
