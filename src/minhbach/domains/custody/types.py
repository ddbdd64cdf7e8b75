"""States and other words of this domain that rooms above use too."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _lazy

from minhbach.foundation.pages.chips import ChipChoices


class State(ChipChoices):
    """How far a wish to open what is sealed has come."""

    WAITING = "waiting", "warn", _lazy("chờ người giữ thứ hai")
    APPROVED = "approved", "info", _lazy("được mở, chưa mở")
    REFUSED = "refused", "late", _lazy("không được mở")
    OPENED = "opened", _lazy("đã mở")


class Done(ChipChoices):
    """How far a wish to blank has come."""

    WAITING = "waiting", "warn", _lazy("chờ người giữ thứ hai")
    RUNNING = "running", "info", _lazy("đang xóa")
    DONE = "done", _lazy("đã xóa")
    REFUSED = "refused", "late", _lazy("không xóa")


class ItemState(ChipChoices):
    """What becomes of one record of a wish to blank."""

    DUE = "due", "warn", _lazy("tới hạn")
    HELD = "held", "info", _lazy("giữ lại")
    DONE = "done", _lazy("đã xóa")


@dataclass(frozen=True)
class Blanks:
    """What a room keeps of people and blanks when its time is over; its functions are named in `custody_blanks`.

    PAGE is the name of the page of one such record, which takes its id.
    """

    code: str
    words: str | Promise
    help: str | Promise
    page: str = ""


class Purpose(models.TextChoices):
    """What an identity may be opened for. Words of the house: no law we have read lists them."""

    CHECK_IDENTITY = "check_identity", _lazy("kiểm tra danh tính người tố cáo")
    PROTECT = "protect", _lazy("bảo vệ người báo tin, người tố cáo")
    TELL_RESULT = "tell_result", _lazy("báo kết quả cho người gửi")
    PROSECUTION = "prosecution", _lazy("theo yêu cầu của cơ quan tiến hành tố tụng")
