"""Kinds of plans, the way each goes, and the state of an overlap."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _lazy

from minhbach.foundation.pages.chips import ChipChoices
from minhbach.foundation.scope import Sharing


class PlanKind(models.TextChoices):
    """What is not planned is an inspection without notice, and stands in no plan."""

    PERIODIC = "periodic", _lazy("kế hoạch định kỳ")
    THEMATIC = "thematic", _lazy("kế hoạch chuyên đề")


class PlanState(ChipChoices):
    DRAFT = "draft", _lazy("dự thảo")
    SHARED = "shared", "info", _lazy("đang lấy ý kiến")
    APPROVED = "approved", "good", _lazy("đã duyệt")
    DROPPED = "dropped", "late", _lazy("đã hủy")


class PlanAct(models.TextChoices):
    """What happened to a plan, as its page tells it."""

    DRAWN_UP = "drawn_up", _lazy("lập dự thảo")
    ITEM_ADDED = "item_added", _lazy("thêm một đối tượng")
    ITEM_DROPPED = "item_dropped", _lazy("bỏ một đối tượng")
    SHARED = "shared", _lazy("gửi lấy ý kiến")
    REMARKED = "remarked", _lazy("góp ý")
    APPROVED = "approved", _lazy("duyệt")
    REOPENED = "reopened", _lazy("mở lại để điều chỉnh")
    DROPPED = "dropped", _lazy("hủy")


class OverlapState(ChipChoices):
    """What became of two plans for the same subject. FOUND is known to who draws up the plan alone."""

    FOUND = "found", _lazy("chưa gửi lấy ý kiến")
    NOTED = "noted", "info", _lazy("chỉ cảnh báo")
    WAITING = "waiting", "warn", _lazy("chờ ý kiến")
    AGREED = "agreed", "good", _lazy("đơn vị kia đồng ý")
    OBJECTED = "objected", "late", _lazy("đơn vị kia phản đối")
    WITHDRAWN = "withdrawn", "good", _lazy("đã rút phản đối")
    SILENT = "silent", "good", _lazy("không có ý kiến trong hạn")
    KEPT = "kept", "good", _lazy("cấp trên cho giữ")
    DROPPED = "dropped", _lazy("không kiểm tra nữa")


# Told to the other unit: what counts as an overlap.
TOLD = tuple(state for state in OverlapState if state is not OverlapState.FOUND)
# What still keeps a plan from being approved.
OPEN = (OverlapState.WAITING, OverlapState.OBJECTED)


class VisitKind(models.TextChoices):
    INSPECTED = "inspected", _lazy("đã kiểm tra")
    VISITED = "visited", _lazy("đã xem cơ sở")


# How far a plan may be read once it is sent out.
READ_BY = (
    (Sharing.NETWORK, Sharing.NETWORK.label),
    (Sharing.FORCE, Sharing.FORCE.label),
    (Sharing.AREA, Sharing.AREA.label),
    (Sharing.AGENCY, _lazy("trong nội bộ cơ quan; đơn vị trùng đối tượng chỉ được báo là có trùng")),
    (Sharing.SILENT, Sharing.SILENT.label),
)
