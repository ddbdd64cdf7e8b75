"""How a question is answered, and the words of its state."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _lazy

from minhbach.foundation.pages.chips import ChipChoices


class State(ChipChoices):
    """A question waits until it has its one answer."""

    WAITING = "waiting", "warn", _lazy("chờ trả lời")
    OPENED = "opened", "good", _lazy("đã mở hồ sơ")
    ANSWERED = "answered", "good", _lazy("đã trả lời")
    REFUSED = "refused", "late", _lazy("không cung cấp")


class Reading(ChipChoices):
    """Whether anybody of the agency has read a notice."""

    NEW = "new", "warn", _lazy("chưa xem")
    READ = "read", "good", _lazy("đã xem")


class RefusalReason(models.TextChoices):
    """Why an agency gives nothing."""

    PURPOSE = "purpose", _lazy("mục đích nêu ra chưa đủ căn cứ")
    INTERNAL = "internal", _lazy("thông tin chỉ dùng trong cơ quan")
    DIRECTLY = "directly", _lazy("trao đổi trực tiếp với đầu mối của cơ quan")
    OTHER = "other", _lazy("lý do khác")


# What an answer may be.
ANSWERS = (State.OPENED, State.ANSWERED, State.REFUSED)
