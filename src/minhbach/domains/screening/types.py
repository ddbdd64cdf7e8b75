"""Signs, states and reasons."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _lazy

from minhbach.engine.screening.signs import signs
from minhbach.foundation.pages.chips import ChipChoices

SIGNS = tuple((one.code, one.short) for one in signs().values())
"""Signs of violation as choices, in the engine's order and under its codes: reasons to look, never proof."""


class LeadState(ChipChoices):
    NEW = "new", "info", _lazy("chờ nhận")
    TAKEN = "taken", "warn", _lazy("đang thẩm tra")
    CASE_OPENED = "case_opened", "good", _lazy("đã mở vụ việc")
    DISMISSED = "dismissed", _lazy("đã bỏ qua")


OPEN_STATES = (LeadState.NEW, LeadState.TAKEN)


class DismissalReason(models.TextChoices):
    """Why a lead led nowhere; kept, so that the screen can learn from it."""

    MISREAD = "misread", _lazy("hệ thống hiểu sai lời đăng: không có dấu hiệu")
    LAWFUL = "lawful", _lazy("hợp pháp: hàng được ủy quyền, có chứng từ hoặc được phép kinh doanh")
    REMEDIED = "remedied", _lazy("người bán đã sửa hoặc gỡ tin đăng")
    UNTRACEABLE = "untraceable", _lazy("không truy tìm được người bán")
    MINOR = "minor", _lazy("mức độ không đáng kể")
    DUPLICATE = "duplicate", _lazy("đã xử lý ở thông tin hoặc vụ việc khác")
    OTHER = "other", _lazy("lý do khác, nêu trong ghi chú")


class EventKind(models.TextChoices):
    SEEN_AGAIN = "seen_again", _lazy("thấy lại, nội dung đã đổi")
    RETURNED = "returned", _lazy("mở lại: đã bỏ qua nhưng thấy lại với nội dung khác")
    TAKEN = "taken", _lazy("nhận thẩm tra")
    RELEASED = "released", _lazy("trả lại")
    DISMISSED = "dismissed", _lazy("đã bỏ qua")
    RESTORED = "restored", _lazy("khôi phục")
    ATTACHED = "attached", _lazy("gắn với tổ chức, cá nhân")
    DETACHED = "detached", _lazy("gỡ khỏi tổ chức, cá nhân")
    PASSED_ON = "passed_on", _lazy("chuyển cho đơn vị khác")
    CASE_LINKED = "case_linked", _lazy("đã mở vụ việc")
    ASSIGNED = "assigned", _lazy("giao thẩm tra")
    RECALLED = "recalled", _lazy("thu hồi việc giao")


class BulkAct(models.TextChoices):
    """What can be done at once with all leads that match a filter."""

    TAKE = "take", _lazy("nhận thẩm tra")
    DISMISS = "dismiss", _lazy("bỏ qua")
    ASSIGN = "assign", _lazy("giao thẩm tra")
    UNDO = "undo", _lazy("hoàn tác")


class BulkState(ChipChoices):
    """The states of a job (foundation.jobs), before it the leads that were chosen and not yet asked anything of."""

    CHOSEN = "chosen", "info", _lazy("chờ chọn việc")
    WAITING = "waiting", "info", _lazy("chờ làm")
    RUNNING = "running", "info", _lazy("đang làm")
    DONE = "done", "good", _lazy("đã làm xong")
    FAILED = "failed", "late", _lazy("chưa làm xong, bị lỗi")
    CANCELED = "canceled", _lazy("đã dừng")


class SweepState(ChipChoices):
    """The states of a job (foundation.jobs), as a sweep says them."""

    WAITING = "waiting", "info", _lazy("chờ quét")
    RUNNING = "running", "info", _lazy("đang quét")
    KEEPING = "keeping", "info", _lazy("đang nhận kết quả")
    DONE = "done", "good", _lazy("đã quét xong")
    FAILED = "failed", "late", _lazy("quét không thành công")
    CANCELED = "canceled", _lazy("đã dừng")


class LexiconState(ChipChoices):
    """How far the latest version of an entry has come; an older version may be in use meanwhile."""

    DRAFT = "draft", _lazy("nháp")
    TRIED = "tried", "info", _lazy("đã thử")
    PROPOSED = "proposed", "warn", _lazy("chờ duyệt")
    ACTIVE = "active", "good", _lazy("đang dùng")
    OFF = "off", _lazy("đã tắt")


class LexiconStrength(models.TextChoices):
    """Codes of lexicon_words.toml, where their weights and names stand."""

    WEAK = "weak", _lazy("yếu")
    MEDIUM = "medium", _lazy("vừa")
    STRONG = "strong", _lazy("mạnh")


class LexiconEventKind(models.TextChoices):
    WRITTEN = "written", _lazy("đã soạn một bản")
    TRIED = "tried", _lazy("đã chạy thử")
    PROPOSED = "proposed", _lazy("đã trình duyệt")
    RETURNED = "returned", _lazy("đã trả lại")
    APPROVED = "approved", _lazy("đã duyệt; dùng từ lúc đó")
    SWITCHED_OFF = "off", _lazy("đã tắt")
    DELETED = "deleted", _lazy("đã xóa bản nháp")
    RESTORED = "restored", _lazy("đã khôi phục bản nháp")


class TrialState(ChipChoices):
    """The states of a job (foundation.jobs), as a trial says them."""

    WAITING = "waiting", "info", _lazy("chờ quét")
    RUNNING = "running", "info", _lazy("đang chạy thử")
    DONE = "done", "good", _lazy("đã thử")
    FAILED = "failed", "late", _lazy("chạy thử bị lỗi")
    CANCELED = "canceled", _lazy("đã dừng chạy thử")


class Verdict(models.TextChoices):
    """What an officer thinks of a listing that a trial added."""

    WORTH = "worth", _lazy("đáng xem")
    NOT_WORTH = "not_worth", _lazy("không đáng")


@dataclass(frozen=True)
class LeadAct:
    """What a room above lets whoever verifies a lead do from its page; URL takes the lead's id."""

    label: str | Promise
    icon: str
    url: Callable[[str], str]
    # Offered to those alone; to everybody where none is named.
    roles: frozenset[str] = frozenset()


@dataclass(frozen=True)
class LeadPanel:
    """A piece of page that a lead fetches from a room above, for a reader who may see it; URL takes the lead's id."""

    url: Callable[[str], str]
