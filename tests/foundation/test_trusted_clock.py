"""A clock that jumped"""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from minhbach.foundation import trusted_clock
from minhbach.foundation.audit.models import AuditEntry
from minhbach.foundation.clock import now
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from minhbach.foundation.trusted_clock import ClockJumped, Readings, accept_clock, find_doubt, require_true_clock

AT = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
MONTH = timedelta(days=30)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock_agrees() -> None:
    """Here nothing is arranged."""


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> object:
    def read(database: datetime, by_running_time: datetime | None) -> None:
        monkeypatch.setattr(trusted_clock, "readings", lambda: Readings(database, by_running_time))

    return read


@pytest.mark.parametrize("jump", [MONTH, -MONTH, timedelta(minutes=6), timedelta(minutes=-6)])
def test_is_noticed_by_the_databases_clock(read: object, jump: timedelta) -> None:
    read(AT - jump, AT)  # type: ignore[operator]
    with pytest.raises(ClockJumped) as refused:
        require_true_clock(AT)
    assert "giờ của cơ sở dữ liệu" in str(refused.value)


@pytest.mark.parametrize("jump", [MONTH, -MONTH, timedelta(minutes=6)])
def test_is_noticed_by_the_time_the_machine_has_run(read: object, jump: timedelta) -> None:
    read(AT, AT - jump)  # type: ignore[operator]
    with pytest.raises(ClockJumped) as refused:
        require_true_clock(AT)
    assert "09:00 20/11/2026" in str(refused.value)
    assert "giờ tính theo thời gian máy đã chạy" in str(refused.value)


def test_a_clock_a_few_minutes_off_is_believed(read: object) -> None:
    read(AT + timedelta(minutes=4), None)  # type: ignore[operator]
    require_true_clock(AT)


def test_the_running_time_is_kept_and_compared_and_accepted(files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert find_doubt(now()) is None
    assert (files.parent / "clock-witness.txt").exists()
    assert find_doubt(now()) is None
    wall = time.time
    monkeypatch.setattr(time, "time", lambda: wall() + MONTH.total_seconds())
    monkeypatch.setattr(trusted_clock, "SLACK", timedelta(days=1))
    read = trusted_clock.readings()
    monkeypatch.setattr(trusted_clock, "readings", lambda: Readings(now() + MONTH, trusted_clock._by_running_time()))
    assert read.by_running_time is not None
    assert find_doubt(now() + MONTH) is not None
    with acting_as(SYSTEM):
        accept_clock(at=now() + MONTH)
    assert find_doubt(now() + MONTH) is None
    assert AuditEntry.objects.filter(action="foundation.clock.accepted").count() == 1
