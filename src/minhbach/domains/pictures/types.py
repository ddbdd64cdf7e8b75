"""States and other words of this domain that rooms above use too."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _lazy

from minhbach.foundation.pages.chips import ChipChoices


class KnownKind(models.TextChoices):
    """Codes of `engine.pictures.gallery.KINDS`, without a listing's."""

    GENUINE = "genuine", _lazy("hàng thật")
    FAKE = "fake", _lazy("hàng bị phát hiện là giả")
    DOCUMENT = "document", _lazy("giấy tờ")


class MatchKind(models.TextChoices):
    """What a listing's picture is one with: codes of `engine.pictures.matching`."""

    FAKE = "fake", _lazy("ảnh mẫu hàng bị phát hiện là giả")
    GENUINE = "genuine", _lazy("ảnh mẫu hàng thật")
    DOCUMENT = "document", _lazy("ảnh mẫu giấy tờ")
    SHOP = "shop", _lazy("ảnh của gian hàng khác")
    LISTING = "listing", _lazy("ảnh của tin khác, không rõ gian hàng")


class Verdict(ChipChoices):
    WAITING = "waiting", "info", _lazy("chưa ai xem")
    SAME = "same", "warn", _lazy("đúng là một ảnh")
    DIFFERENT = "different", _lazy("không phải một ảnh")


class UploadState(ChipChoices):
    """The states of a job (foundation.jobs), as a file of pictures says them."""

    WAITING = "waiting", "info", _lazy("chờ đọc")
    RUNNING = "running", "info", _lazy("đang đọc, so ảnh")
    KEEPING = "keeping", "info", _lazy("đang ghi kết quả")
    DONE = "done", "good", _lazy("đã xong")
    FAILED = "failed", "late", _lazy("không đọc được")
    CANCELED = "canceled", _lazy("đã dừng")
