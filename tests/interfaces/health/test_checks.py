"""A check never breaks what looks at it, and each looks quickly unless it says otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from typer.testing import CliRunner

from minhbach.foundation.clock import now
from minhbach.interfaces.cli import app
from minhbach.interfaces.health import checks
from minhbach.interfaces.health.ailments import Ailment
from minhbach.interfaces.health.checks import CHECKS, Check, run_checks

AT = datetime(2026, 11, 29, 5, tzinfo=UTC)


def sick(at: datetime) -> Iterator[Ailment]:
    yield Ailment("Hỏng.", "Sửa.")


def broken(at: datetime) -> Iterator[Ailment]:
    yield Ailment("Hỏng.", "Sửa.")
    raise RuntimeError("no such table")


def test_what_breaks_while_being_looked_at_is_something_wrong() -> None:
    well, ill, fault = run_checks(
        AT, (Check("well", "", lambda at: iter(())), Check("ill", "", sick), Check("fault", "", broken))
    )
    assert (well.ailments, ill.ailments) == ((), (Ailment("Hỏng.", "Sửa."),))
    assert [one.what for one in fault.ailments] == ["RuntimeError: no such table"]
    assert fault.looked_at == AT
    assert fault.seconds >= 0


def test_every_check_has_a_code_of_its_own() -> None:
    codes = [check.code for check in CHECKS]
    assert len(set(codes)) == len(codes)


def test_what_is_not_said_to_be_slow_is_quick(db: None) -> None:
    quick = [check for check in CHECKS if not check.is_slow]
    list(run_checks(now(), quick))  # the first look of a process loads what it needs
    assert [result.check.code for result in run_checks(now(), quick) if result.seconds > 0.2] == []


def test_the_doctor_tells_each_with_its_remedy_and_ends_with_one(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("minhbach.interfaces.cli.installation.prepare", lambda: None)
    run = run_checks
    monkeypatch.setattr(checks, "run_checks", lambda at, looked: run(at, (Check("ill", "Thử", sick), looked[0])))
    done = CliRunner().invoke(app, ["doctor"])
    assert (done.exit_code, done.output) == (
        1,
        "✗ Thử\n    Hỏng.\n    → Sửa.\n✓ Cơ sở dữ liệu trả lời\n",
    )


def test_the_doctor_of_a_stopped_site_leaves_out_what_runs(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("minhbach.interfaces.cli.installation.prepare", lambda: None)
    looked_at: list[str] = []
    monkeypatch.setattr(checks, "run_checks", lambda at, looked: looked_at.extend(one.code for one in looked) or ())
    assert CliRunner().invoke(app, ["doctor", "--stopped"]).exit_code == 0
    assert [one.code for one in CHECKS if one.code not in looked_at] == ["front_end", "worker", "jobs"]
