"""Kinds of rights, how they stand on a day, what is said beside them, and what becomes of a link that was reported."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _lazy

from minhbach.foundation.pages.chips import ChipChoices


class RightKind(models.TextChoices):
    TRADEMARK = "trademark", _lazy("nhãn hiệu")
    COLLECTIVE = "collective", _lazy("nhãn hiệu tập thể")
    CERTIFICATION = "certification", _lazy("nhãn hiệu chứng nhận")
    GEOGRAPHICAL = "geographical", _lazy("chỉ dẫn địa lý")
    DESIGN = "design", _lazy("kiểu dáng công nghiệp")
    PATENT = "patent", _lazy("sáng chế")
    COPYRIGHT = "copyright", _lazy("quyền tác giả")


# What is a word on goods: of these alone the screen can find a name in a listing.
SIGNS = (RightKind.TRADEMARK, RightKind.COLLECTIVE, RightKind.CERTIFICATION, RightKind.GEOGRAPHICAL)


class State(ChipChoices):
    PROPOSED = "proposed", "warn", _lazy("chờ đối chiếu")
    CONFIRMED = "confirmed", "good", _lazy("đã đối chiếu")
    REFUSED = "refused", _lazy("không ghi nhận")


class Standing(ChipChoices):
    """How a right stands on a day: reckoned from its dates each time, kept nowhere."""

    PROPOSED = "proposed", "warn", _lazy("chờ đối chiếu")
    REFUSED = "refused", _lazy("không ghi nhận")
    NOT_YET = "not_yet", "info", _lazy("chưa đến ngày cấp")
    IN_FORCE = "in_force", "good", _lazy("đang có hiệu lực")
    EXPIRED = "expired", "late", _lazy("hết thời hạn ghi trên văn bằng")
    ENDED = "ended", "late", _lazy("đã chấm dứt, bị hủy bỏ")


class TermKind(models.TextChoices):
    RENEWED = "renewed", _lazy("gia hạn")
    ENDED = "ended", _lazy("chấm dứt hoặc hủy bỏ hiệu lực")


class SellerRole(models.TextChoices):
    SELLER = "seller", _lazy("người bán được ủy quyền")
    IMPORTER = "importer", _lazy("người nhập khẩu được ủy quyền")


class Shows(models.TextChoices):
    SIGN = "sign", _lazy("mẫu được bảo hộ")
    GENUINE = "genuine", _lazy("hàng thật")
    FAKE = "fake", _lazy("hàng giả")


class NoticeState(ChipChoices):
    """The states of a job (foundation.jobs), as a notice says them."""

    WAITING = "waiting", "info", _lazy("chờ đọc")
    RUNNING = "running", "info", _lazy("đang đọc")
    DONE = "done", "good", _lazy("đã đọc xong")
    FAILED = "failed", "late", _lazy("đọc không thành công")
    CANCELED = "canceled", _lazy("đã dừng")


class LinkState(ChipChoices):
    WAITING = "waiting", "info", _lazy("đang xem xét")
    UNREADABLE = "unreadable", "late", _lazy("không đọc được")
    TWICE = "twice", _lazy("trùng đường dẫn khác")
    ANSWERED = "answered", "good", _lazy("đã trả lời")


class Answer(ChipChoices):
    CONFIRMED = "confirmed", "late", _lazy("xác nhận có vi phạm")
    UNFOUNDED = "unfounded", "good", _lazy("không có căn cứ")
    NO_POWER = "no_power", "warn", _lazy("không thuộc thẩm quyền")
    KNOWN = "known", "info", _lazy("đã biết, đang hoặc đã xử lý")


class Problem(models.TextChoices):
    """Why a link is kept but not followed, and what its sender can do."""

    NO_ADDRESS = "no_address", _lazy("không phải một địa chỉ trang: sao chép lại từ thanh địa chỉ của trình duyệt")
    TOO_LONG = "too_long", _lazy("dài quá 2.000 ký tự: bỏ phần sau dấu ? rồi gửi lại")
    SHORTENED = "shortened", _lazy("đường dẫn rút gọn: mở ra rồi gửi địa chỉ đầy đủ của tin đăng")
    HOST_ALONE = "host_alone", _lazy("chỉ là trang chủ của sàn, không phải một tin đăng hay gian hàng")


@dataclass(frozen=True)
class ReportedLink:
    """One link of a notice that can be followed: what a higher room makes a lead of."""

    id: UUID
    address: str
    platform: str


@dataclass(frozen=True)
class NoticeRead:
    """Links of one notice that were just read, with the right they are said to infringe."""

    agency_id: UUID
    place_id: int | None
    sharing: str
    mark: str
    holder: str
    at: datetime
    links: Sequence[ReportedLink]
