"""States and other words of this domain that rooms above use too."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _lazy

from minhbach.foundation.pages.chips import ChipChoices

if TYPE_CHECKING:
    from minhbach.domains.cases.selectors import Record
    from minhbach.domains.subjects.models import Subject


class Ground(models.TextChoices):
    """Why somebody has a plan of handling."""

    REPEAT = "repeat", _lazy("tái phạm")
    STILL_SELLING = "selling", _lazy("đã bị xử phạt, vẫn tiếp tục bán")
    OTHER = "other", _lazy("lý do khác")


class PlanState(ChipChoices):
    OPEN = "open", "info", _lazy("đang thực hiện")
    CLOSED = "closed", "good", _lazy("đã kết thúc")


class PlanEnd(models.TextChoices):
    """Why a plan was closed."""

    STOPPED = "stopped", _lazy("đối tượng đã chấm dứt vi phạm")
    HANDED_OVER = "handed", _lazy("đã chuyển cơ quan khác xử lý")
    GONE = "gone", _lazy("đối tượng không còn hoạt động trên địa bàn")
    OPENED_IN_ERROR = "error", _lazy("lập nhầm")


class PursuitEnd(models.TextChoices):
    """Why nobody looks for a seller any more, who is not identified."""

    GONE = "gone", _lazy("tài khoản không còn bán, không còn dấu vết")
    SAME = "same", _lazy("trùng với hồ sơ khác đang truy tìm")
    ELSEWHERE = "elsewhere", _lazy("đã chuyển cơ quan khác")


class KeepingEnd(models.TextChoices):
    """Why a merchant is no longer kept on the list of an area."""

    CLOSED = "closed", _lazy("đã ngừng kinh doanh")
    MOVED = "moved", _lazy("đã chuyển địa bàn")
    ERROR = "error", _lazy("đưa vào nhầm")


class LicenceEnd(models.TextChoices):
    RENEWED = "renewed", _lazy("đã cấp lại, gia hạn")
    REVOKED = "revoked", _lazy("bị thu hồi, tước quyền sử dụng")
    CLOSED = "closed", _lazy("cơ sở ngừng kinh doanh mặt hàng này")
    ERROR = "error", _lazy("ghi nhầm")


@dataclass(frozen=True)
class Proposal:
    """Somebody who needs a plan of handling: on what ground, since which day, and what is known of their sanctions."""

    subject_id: UUID
    ground: Ground
    since: date
    record: Record
    subject: Subject | None = None

    @property
    def classes(self) -> list[str]:
        """The classes of violation it is about, each once."""
        return list(dict.fromkeys(code for one in self.record.decisions for code in one.classes))

    def named(self, subject: Subject) -> Proposal:
        return replace(self, subject=subject)


@dataclass(frozen=True)
class Commitments:
    """What a room above knows of commitments, for the list of the sanctioned: WORDS_OF says it by subject.

    While no room offers it the list says that there is no such data.
    """

    words_of: Callable[[Collection[UUID]], Mapping[UUID, str]]
