"""What may be watched, and how a thing that was met is opened."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _lazy

from minhbach.foundation.office import offered
from minhbach.foundation.pages.chips import ChipChoices
from minhbach.foundation.scope import Sharing


class Watched(models.TextChoices):
    SUBJECT = "subject", _lazy("tổ chức, cá nhân")
    IDENTIFIER = "identifier", _lazy("số điện thoại, tài khoản, mã số")
    GOODS = "goods", _lazy("hàng hóa")
    CONSIGNOR = "consignor", _lazy("người gửi hàng")
    LOT = "lot", _lazy("lô hàng")
    DECLARATION = "declaration", _lazy("tờ khai hải quan")
    HS_CODE = "hs_code", _lazy("mã HS")
    MATERIAL = "material", _lazy("vật tư làm giả (nhãn, tem, bao bì)")
    PLACE = "place", _lazy("đường mòn, lối mở, kho bãi, điểm tập kết")


# What is found by its words in a text.
WORDED = tuple(kind for kind in Watched if kind not in (Watched.SUBJECT, Watched.IDENTIFIER))
WORDED_CHOICES = [(kind.value, kind.label) for kind in WORDED]


class AlertState(ChipChoices):
    NEW = "new", "warn", _lazy("mới")
    READ = "read", "info", _lazy("đã đọc")
    DONE = "done", "good", _lazy("đã xử lý")


class FileState(ChipChoices):
    """How far a list of things to watch is that came as a file."""

    LOOKED = "looked", "", _lazy("chưa xem thử")
    TRIED = "tried", "info", _lazy("đã xem thử, chưa ghi")
    TAKEN = "taken", "good", _lazy("đã ghi")
    UNDONE = "undone", "late", _lazy("đã rút lại")


# Who may read a list; it is a force's unless its keeper narrows it.
READ_BY = tuple(
    (level.value, level.label)
    for level in (Sharing.FORCE, Sharing.AREA, Sharing.NETWORK, Sharing.AGENCY, Sharing.SILENT)
)


@dataclass(frozen=True)
class MetKind:
    """A kind of thing that lists meet, offered by the room that has it: its words, and the page it opens."""

    code: str
    words: str | Promise
    url: Callable[[UUID], str]


@dataclass(frozen=True)
class CaseFinder:
    """How a patrol's result finds the case that came of it, offered by the room above: id and page of a case's code."""

    find: Callable[[str], UUID | None]
    url: Callable[[UUID], str]
    name: Callable[[UUID], str]


@dataclass(frozen=True)
class Thing:
    """What a room above shows to the lists: which record, and its text."""

    met_type: str
    met_id: UUID
    text: str


def met_kinds() -> Mapping[str, MetKind]:
    return {kind.code: kind for kind in offered(MetKind)}


def case_finder() -> CaseFinder | None:
    return next(iter(offered(CaseFinder)), None)
