"""Kinds and states."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _lazy

from minhbach.foundation.pages.chips import ChipChoices


class ReportState(ChipChoices):
    """Where a report stands: gathering figures, figures closed, before the signer, issued."""

    OPEN = "open", "info", _lazy("đang tổng hợp")
    CLOSED = "closed", "warn", _lazy("đã chốt số liệu")
    PUT_FORWARD = "put_forward", "warn", _lazy("đã trình ký")
    ISSUED = "issued", "good", _lazy("đã phát hành")


class SubmissionKind(models.TextChoices):
    FIGURES = "figures", _lazy("đã gửi số liệu")
    NOTHING = "nothing", _lazy("không phát sinh")


class SubmissionSource(models.TextChoices):
    ENTERED = "entered", _lazy("nhập trên trang")
    UPLOADED = "uploaded", _lazy("gửi bằng tệp")


class MemberState(ChipChoices):
    """What a member owes a report."""

    COMPUTED = "computed", "info", _lazy("tính từ hồ sơ")
    SENT = "sent", "good", _lazy("đã gửi số liệu")
    NOTHING = "nothing", "good", _lazy("không phát sinh")
    AWAITED = "awaited", "warn", _lazy("chưa gửi")
    LATE = "late", "late", _lazy("quá hạn")

    @property
    def owes(self) -> bool:
        """Whether figures of the member are still missing."""
        return self in (MemberState.AWAITED, MemberState.LATE)


class EventKind(models.TextChoices):
    OPENED = "opened", _lazy("mở báo cáo")
    URGED = "urged", _lazy("đôn đốc đơn vị")
    CLOSED = "closed", _lazy("chốt số liệu")
    REOPENED = "reopened", _lazy("mở lại số liệu")
    PUT_FORWARD = "put_forward", _lazy("trình ký báo cáo")
    ISSUED = "issued", _lazy("phát hành báo cáo")
