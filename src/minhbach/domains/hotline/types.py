"""States of calls and letters, and what a call back came to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _lazy

from minhbach.foundation.pages.chips import ChipChoices


class CallState(ChipChoices):
    """Where a call stands. One that rang out waits to be called back; it ends by an answer, or by being given up."""

    RINGING = "ringing", "warn", _lazy("đang đổ chuông")
    ANSWERED = "answered", "good", _lazy("đã nghe")
    MISSED = "missed", "late", _lazy("nhỡ, chờ gọi lại")
    CALLED_BACK = "called_back", "good", _lazy("đã gọi lại")
    GIVEN_UP = "given_up", _lazy("không gọi lại được")


class TryResult(models.TextChoices):
    """What one try to call back came to; the first and the last end the matter."""

    REACHED = "reached", _lazy("gặp được")
    NO_ANSWER = "no_answer", _lazy("không nghe máy")
    NOT_THERE = "not_there", _lazy("số không liên lạc được, thôi gọi")


ENDS_CALL: Mapping[str, CallState] = {
    TryResult.REACHED: CallState.CALLED_BACK,
    TryResult.NOT_THERE: CallState.GIVEN_UP,
}


class EventKind(models.TextChoices):
    """What a telephone exchange tells of a call."""

    RINGING = "ringing", _lazy("đổ chuông")
    ANSWERED = "answered", _lazy("có người nghe")
    ENDED = "ended", _lazy("kết thúc")


class Origin(models.TextChoices):
    """Which way a letter came."""

    POST = "post", _lazy("bưu điện, nộp tại cơ quan")
    BOX = "box", _lazy("hòm thư")


class VisitEnd(models.TextChoices):
    """How the reception of a citizen ended."""

    TAKEN = "taken", _lazy("nhận nội dung, lập tin, đơn")
    TOLD = "told", _lazy("giải thích, hướng dẫn ngay")
    SENT_ON = "sent_on", _lazy("chỉ tới cơ quan có thẩm quyền")


@dataclass(frozen=True)
class CallEventTold:
    """One event as an exchange tells it: its own ids, the number called, the moment, and who called where it knows.

    Units: at is ISO 8601 with a zone.
    """

    event: str
    call: str
    kind: EventKind
    at: str
    called: str
    caller: str = ""


def digits_of(number: str) -> str:
    """Return a telephone number as it is compared: digits alone, a leading +84 as 0."""
    digits = "".join(sign for sign in number if sign in "0123456789")
    return f"0{digits[2:]}" if number.strip().startswith("+84") else digits
