"""Kinds, states and other words of this domain that rooms above use too."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _lazy

from minhbach.foundation.pages.chips import ChipChoices


class ForceKind(models.TextChoices):
    JOINT = "joint", _lazy("tổ công tác liên ngành")
    RAPID = "rapid", _lazy("lực lượng phản ứng nhanh")


class Term(ChipChoices):
    """Where a force stands in its term; read from the days, kept nowhere."""

    RUNNING = "running", "good", _lazy("đang hoạt động")
    OVER = "over", "", _lazy("đã hết thời hạn, giải thể")


class Decided(models.TextChoices):
    """What a decision does to a force."""

    SET_UP = "set_up", _lazy("thành lập")
    PROLONGED = "prolonged", _lazy("gia hạn")
    DISSOLVED = "dissolved", _lazy("giải thể")


class Given(models.TextChoices):
    """What an errand begins with: nothing but its words, or a record that was handed to the force."""

    WORDS = "", _lazy("không kèm hồ sơ")
    CASE = "cases.case", _lazy("vụ việc")
    LEAD = "screening.lead", _lazy("thông tin phát hiện")
    REPORT = "intake.report", _lazy("phản ánh, tố giác")


class Answered(ChipChoices):
    """What somebody who was called out says; the last word counts, each stays."""

    RECEIVED = "received", "info", _lazy("đã nhận")
    COMING = "coming", "good", _lazy("đang tới")
    CANNOT = "cannot", "late", _lazy("không đi được")
