"""States of calls and letters, and what a call back came to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

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


class MailTrouble(models.TextChoices):
    """Why a mailbox is not drawn from, and what an administrator does about it."""

    UNREACHABLE = "unreachable", _lazy("Không nối được máy chủ thư. Kiểm tra tên máy chủ, cổng, tường lửa.")
    CERTIFICATE = (
        "certificate",
        _lazy("Chứng thư của máy chủ thư không hợp lệ. Kiểm tra tên máy chủ, ngày hết hạn, nơi cấp."),
    )
    REFUSED = "refused", _lazy("Máy chủ thư không nhận tài khoản. Kiểm tra tên, mật khẩu, quyền dùng IMAP.")
    SECRET = "secret", _lazy("Không đọc được tệp mật khẩu. Kiểm tra đường dẫn và quyền đọc của tệp.")
    FOLDER = "folder", _lazy("Không mở được thư mục thư. Kiểm tra tên thư mục trong tệp cấu hình.")
    LETTERBOX = "letterbox", _lazy("Hộp thư tiếp nhận không có hoặc đã đóng. Sửa tên hộp thư trong tệp cấu hình.")
    BROKEN = "broken", _lazy("Máy chủ thư trả lời sai giao thức. Hệ thống tự thử lại; nếu kéo dài, báo nơi giữ thư.")


class MailState(ChipChoices):
    """Where a mail stands. One that a machine wrote is set aside by itself, and may be taken back."""

    WAITING = "waiting", "warn", _lazy("chờ phân loại")
    UNREAD = "unread", "late", _lazy("không đọc được, xem ở hộp thư")
    ENTERED = "entered", "good", _lazy("đã thành tin, đơn")
    JOINED = "joined", "good", _lazy("đã nối vào tin, đơn")
    ASIDE = "aside", _lazy("để riêng")


class Automatic(models.TextChoices):
    """What kind of machine wrote a mail."""

    BOUNCE = "bounce", _lazy("thư báo không gửi được")
    ANSWER = "answer", _lazy("thư trả lời tự động")
    LIST = "list", _lazy("thư gửi hàng loạt")


class FileMark(models.TextChoices):
    """What is wrong with a file, or to be known of it, for whoever is about to open it."""

    VIRUS = "virus", _lazy("có mã độc")
    TEST_VIRUS = "test_virus", _lazy("là tệp thử của phần mềm diệt vi-rút")
    PROGRAM = "program", _lazy("là hoặc chứa chương trình chạy được")
    FALSE_NAME = "false_name", _lazy("tên tệp giả loại khác")
    TWO_KINDS = "two_kinds", _lazy("một tệp mang hai loại")
    MACRO = "macro", _lazy("có macro")
    ACTIVE = "active", _lazy("PDF có lệnh tự chạy hoặc tệp nhúng")
    PAGE = "page", _lazy("là trang web, có thể chạy lệnh")
    BOMB = "bomb", _lazy("bung ra quá lớn")
    UNSEEN = "unseen", _lazy("tệp nén không xem được bên trong")
    UNSCANNED = "unscanned", _lazy("chưa quét được vi-rút")
    ARCHIVE = "archive", _lazy("tệp nén, đã xem danh sách bên trong")


# With any other a file cannot be opened by a click.
HARMLESS = frozenset({FileMark.ARCHIVE})


# How a mailbox is spoken to, and at which port where none is named.
SECURITIES = {"tls": 993, "starttls": 143, "none": 143}


@dataclass(frozen=True, kw_only=True)
class MailboxSettings:
    """One mailbox, as the file names it."""

    key: str
    letterbox: str
    address: str
    host: str
    password_file: str
    user: str = ""
    port: int = 0
    security: str = "tls"
    folder: str = "INBOX"
    read_to: str = ""
    since: date | None = None

    @property
    def port_used(self) -> int:
        return self.port or SECURITIES[self.security]


@dataclass(frozen=True)
class MailHead:
    """What a server tells of a mail before it is fetched.

    Units: size in bytes.
    """

    uid: int
    size: int
    came_at: datetime
    header: bytes
