"""States of a publication with the table of its moves; states of a partner's key; what is told by mail."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _lazy

from minhbach.foundation.pages.chips import ChipChoices


class State(ChipChoices):
    DRAFT = "draft", _lazy("dự thảo")
    WAITING = "waiting", "warn", _lazy("chờ duyệt")
    APPROVED = "approved", "info", _lazy("đã duyệt, chờ ngày đăng")
    PUBLISHED = "published", "good", _lazy("đang đăng")
    ENDED = "ended", _lazy("đã gỡ, hết hạn")
    CORRECTED = "corrected", "warn", _lazy("đã đính chính")
    RETRACTED = "retracted", "late", _lazy("đã rút lại")
    DISCARDED = "discarded", _lazy("đã bỏ dự thảo")


class Step(models.TextChoices):
    """What happened to a publication; BY_CLOCK steps are the worker's."""

    DRAFTED = "drafted", _lazy("Soạn dự thảo")
    EDITED = "edited", _lazy("Sửa dự thảo")
    SUBMITTED = "submitted", _lazy("Trình duyệt")
    RECALLED = "recalled", _lazy("Rút về để sửa")
    RETURNED = "returned", _lazy("Trả lại để sửa")
    APPROVED = "approved", _lazy("Duyệt công bố")
    PUBLISHED = "published", _lazy("Lên trang công khai")
    ENDED = "ended", _lazy("Gỡ vì hết thời hạn đăng")
    CORRECTED = "corrected", _lazy("Được thay bằng bản đính chính")
    RETRACTED = "retracted", _lazy("Rút lại, nêu rõ trên trang công khai")
    DISCARDED = "discarded", _lazy("Bỏ dự thảo")
    REPLIED = "replied", _lazy("Đăng ý kiến của bên được nêu")
    UNREPLIED = "unreplied", _lazy("Gỡ ý kiến của bên được nêu")


@dataclass(frozen=True)
class Move:
    """One arrow between two states, and why there is one."""

    step: Step
    before: State
    after: State
    why: str | Promise


MOVES: tuple[Move, ...] = (
    Move(Step.SUBMITTED, State.DRAFT, State.WAITING, _lazy("soạn xong, cần người thứ hai xem")),
    Move(Step.RECALLED, State.WAITING, State.DRAFT, _lazy("người soạn thấy còn phải sửa")),
    Move(Step.RETURNED, State.WAITING, State.DRAFT, _lazy("người duyệt chưa đồng ý")),
    Move(Step.APPROVED, State.WAITING, State.APPROVED, _lazy("người thứ hai đã xem và đồng ý")),
    Move(Step.RECALLED, State.APPROVED, State.DRAFT, _lazy("chưa tới ngày đăng, còn rút về được")),
    Move(Step.PUBLISHED, State.APPROVED, State.PUBLISHED, _lazy("tới ngày đăng")),
    Move(Step.ENDED, State.PUBLISHED, State.ENDED, _lazy("hết thời hạn đăng")),
    Move(Step.CORRECTED, State.PUBLISHED, State.CORRECTED, _lazy("bản đính chính đã lên trang")),
    Move(Step.RETRACTED, State.PUBLISHED, State.RETRACTED, _lazy("không còn đúng, hoặc không được công bố")),
    Move(Step.DISCARDED, State.DRAFT, State.DISCARDED, _lazy("không công bố nữa")),
)
# What the public may be shown, within its days.
STANDING = (State.APPROVED, State.PUBLISHED)


def move_by(step: Step, before: State | str) -> Move | None:
    return next((move for move in MOVES if (move.step, move.before) == (step, before)), None)


class KeyState(ChipChoices):
    """How far the key of a partner is."""

    WAITING = "waiting", "warn", _lazy("chờ người thứ hai")
    CONFIRMED = "confirmed", "info", _lazy("đã duyệt, chưa lấy khóa")
    IN_USE = "in_use", "good", _lazy("đang dùng")
    REFUSED = "refused", _lazy("không được duyệt")
    REVOKED = "revoked", "late", _lazy("đã thu hồi")


class Told(models.TextChoices):
    """What a mail tells of a publication."""

    PUBLISHED = "published", _lazy("đã đăng")
    RETRACTED = "retracted", _lazy("đã rút lại")


class Ending(models.TextChoices):
    """Why an address is told no more."""

    ASKED = "asked", _lazy("người nhận ngừng")
    BOUNCED = "bounced", _lazy("máy chủ thư trả lại")
