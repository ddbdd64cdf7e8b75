"""What is written on a device in the field, and what becomes of it once it has come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import IO, Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.cases.types.codes import Step
from minhbach.foundation.pages.chips import ChipChoices

# When a case may be taken along, and for a day how far ahead.
TAKEN_AT = (Step.INSPECTION_ORDER, Step.INSPECTION)
DAYS_AHEAD = 7


class FieldKind(ChipChoices):
    MINUTES = "minutes", "", _lazy("biên bản kiểm tra")
    GOODS = "goods", "", _lazy("dòng hàng hóa")
    PERSON = "person", "", _lazy("người có mặt")
    NOTE = "note", "", _lazy("ghi chú")
    PHOTO = "photo", "", _lazy("ảnh")


class FieldState(ChipChoices):
    """ARRIVED waits for the minutes it belongs to, or for the lines that they name; nobody need do anything."""

    ARRIVED = "arrived", "info", _lazy("đã đến, chờ biên bản")
    ENTERED = "entered", "good", _lazy("đã vào hồ sơ")
    WAITING = "waiting", "warn", _lazy("chờ đối chiếu")
    KEPT = "kept", "", _lazy("giữ bên cạnh")
    REFUSED = "refused", "late", _lazy("không nhận")


# What belongs to minutes: their list of goods, and who was there.
LINES = (FieldKind.GOODS, FieldKind.PERSON)
OPEN_STATES = (FieldState.ARRIVED, FieldState.WAITING)


@dataclass(frozen=True, kw_only=True)
class Sent:
    """One entry as a device sends it. DEVICE_AT is what its clock says at the moment of sending."""

    id: UUID
    kind: str
    made_at: datetime
    device_at: datetime
    content: dict[str, Any]
    file: IO[bytes] | None = None
    # As the device reckoned it; what comes with another is broken on its way.
    sha256: str = ""
