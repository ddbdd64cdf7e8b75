"""States and other words of this domain that rooms above use too."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _lazy

from minhbach.foundation.pages.chips import ChipChoices


class State(ChipChoices):
    """How far an arrival is: it waits for the head's word, lies with somebody, is dealt with."""

    REGISTERED = "registered", "warn", _lazy("chờ bút phê")
    ASSIGNED = "assigned", "info", _lazy("đã giao")
    DONE = "done", "good", _lazy("đã xử lý")


class Urgency(models.TextChoices):
    ORDINARY = "ordinary", _lazy("thường")
    URGENT = "urgent", _lazy("khẩn")
    VERY_URGENT = "very_urgent", _lazy("thượng khẩn")
    EXPRESS = "express", _lazy("hỏa tốc")


@dataclass(frozen=True, kw_only=True)
class Written:
    """What the register says of an arrival: who sent it, its own number and day, what it is about, what it belongs to.

    CASE, REPORT and ANSWERS are records, or None: the case or report it is about, the paper of ours it answers.
    """

    arrived_on: date
    sender: str
    abstract: str
    symbol: str = ""
    dated: date | None = None
    urgency: Urgency = Urgency.ORDINARY
    note: str = ""
    case_id: object = None
    report_id: object = None
    answers_id: object = None
