"""Whether the machine's clock may be believed: asked before what cannot be taken back is dated by it.

A clock that jumps is set right later; a number given meanwhile keeps its date, and its register with it. Three things
are compared with it, and one that differs by minutes is enough to stop:

- the database's clock, where it runs on another machine;
- how long the machine has run: it and the clock move together, so what lies between them stays as it was when first
  seen. A file beside the store keeps that for as long as the machine runs; `minhbach accept-clock` writes it anew;
- when the audit log was last sealed, which no present act can come before.
"""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _lazy

from minhbach.foundation import audit
from minhbach.foundation.audit.models import AuditSeal
from minhbach.foundation.refusals import Refusal
from minhbach.foundation.writing import write_moment

SLACK = timedelta(minutes=5)
_BOOT = Path("/proc/sys/kernel/random/boot_id")


class ClockJumped(Refusal):
    code = "foundation.clock_jumped"
    sentence = _lazy(
        "Đồng hồ máy chủ đang chỉ %(shown)s, nhưng %(witness)s là %(expected)s. Chưa ghi gì. Hãy báo quản trị hệ "
        "thống chỉnh lại đồng hồ, rồi làm lại."
    )


@dataclass(frozen=True)
class Doubt:
    """What the clock shows, what a witness says it should show, and who the witness is."""

    shown: datetime
    expected: datetime
    witness: str | Promise


@dataclass(frozen=True)
class Readings:
    """The database's clock; what the machine's clock should show by its running time, None where that is unknown."""

    database: datetime
    by_running_time: datetime | None


def require_true_clock(at: datetime) -> None:
    """Refuse where the clock that gave AT, the present moment, cannot be believed.

    Raises: ClockJumped.
    """
    doubt = find_doubt(at) or _before_last_seal(at)
    if doubt is not None:
        raise ClockJumped(shown=write_moment(doubt.shown), expected=write_moment(doubt.expected), witness=doubt.witness)


def find_doubt(at: datetime) -> Doubt | None:
    """Return why the clock cannot be believed; None where database and running time agree with it."""
    read = readings()
    for expected, witness in (
        (read.database, _lazy("giờ của cơ sở dữ liệu")),
        (read.by_running_time, _lazy("giờ tính theo thời gian máy đã chạy")),
    ):
        if expected is not None and abs(at - expected) > SLACK:
            return Doubt(at, expected, witness)
    return None


def accept_clock(*, at: datetime) -> None:
    """Believe the clock as it now stands: whoever looks after the machine has set it right. Audited."""
    _keep(_between())
    audit.record(
        "foundation.clock.accepted", officer_id=None, at=at, target_type="foundation.clock", target_id="machine"
    )


def readings() -> Readings:
    """Read what the clock is compared with."""
    with connection.cursor() as cursor:
        cursor.execute("select clock_timestamp()")
        database: datetime = cursor.fetchone()[0]
    return Readings(database.astimezone(UTC), _by_running_time())


def _before_last_seal(at: datetime) -> Doubt | None:
    last = AuditSeal.objects.order_by("-sequence").values_list("sealed_at", flat=True).first()
    if last is None or at >= last - SLACK:
        return None
    return Doubt(at, last, _lazy("lần niêm phong nhật ký gần nhất"))


def _by_running_time() -> datetime | None:
    if not _BOOT.exists():
        return None
    boot, _space, first = _kept().partition(" ")
    if boot != _BOOT.read_text().strip():
        # The machine was started anew: there is nothing yet to compare with.
        _keep(_between())
        return None
    return datetime.fromtimestamp(float(first) + time.clock_gettime(time.CLOCK_BOOTTIME), UTC)


def _between() -> float:
    """What lies between the clock and the running time, in seconds."""
    return time.time() - time.clock_gettime(time.CLOCK_BOOTTIME)


def _witness() -> Path:
    return Path(settings.FILE_STORE).parent / "clock-witness.txt"


def _kept() -> str:
    path = _witness()
    return path.read_text(encoding="ascii").strip() if path.exists() else ""


def _keep(between: float) -> None:
    if not _BOOT.exists():
        return
    path = _witness()
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f"{path.name}.{os.getpid()}")
    aside.write_text(f"{_BOOT.read_text().strip()} {between:.3f}\n", encoding="ascii")
    aside.replace(path)
