"""Kinds and states."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _lazy


class ReportState(models.TextChoices):
    """Where a report stands: gathering figures, figures closed, before the signer, issued."""

    OPEN = "open", _lazy("đang tổng hợp")
    CLOSED = "closed", _lazy("đã chốt số liệu")
    PUT_FORWARD = "put_forward", _lazy("đã trình ký")
    ISSUED = "issued", _lazy("đã phát hành")


class SubmissionKind(models.TextChoices):
    FIGURES = "figures", _lazy("đã gửi số liệu")
    NOTHING = "nothing", _lazy("không phát sinh")


class SubmissionSource(models.TextChoices):
    ENTERED = "entered", _lazy("nhập trên trang")
    UPLOADED = "uploaded", _lazy("gửi bằng tệp")


class MemberState(models.TextChoices):
    """What a member owes a report."""

    COMPUTED = "computed", _lazy("tính từ hồ sơ")
    SENT = "sent", _lazy("đã gửi số liệu")
    NOTHING = "nothing", _lazy("không phát sinh")
    AWAITED = "awaited", _lazy("chưa gửi")
    LATE = "late", _lazy("quá hạn")


class EventKind(models.TextChoices):
    OPENED = "opened", _lazy("mở báo cáo")
    URGED = "urged", _lazy("đôn đốc đơn vị")
    CLOSED = "closed", _lazy("chốt số liệu")
    REOPENED = "reopened", _lazy("mở lại số liệu")
    PUT_FORWARD = "put_forward", _lazy("trình ký báo cáo")
    ISSUED = "issued", _lazy("phát hành báo cáo")
