"""How far a list is on its way into the record."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _lazy


class ImportPhase(models.TextChoices):
    """What has been done with a list."""

    LOOKED = "looked", _lazy("chưa kiểm tra")
    CHECKED = "checked", _lazy("đã kiểm tra thử")
    TAKEN = "taken", _lazy("đã nhập")
    UNDONE = "undone", _lazy("đã rút lại")


class ImportStep(models.TextChoices):
    """What the worker is asked to do with a list."""

    CHECK = "check", _lazy("đang kiểm tra thử")
    TAKE = "take", _lazy("đang nhập")
    UNDO = "undo", _lazy("đang rút lại")
