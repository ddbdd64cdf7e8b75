"""Nobody serves as a role that row-level security does not bind, nor where the database would believe nothing."""

from __future__ import annotations

import os
import platform
import socket
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, connections
from typer.testing import CliRunner

from minhbach.config.settings.environment import database_settings
from minhbach.foundation.claims import claim
from minhbach.foundation.clock import now
from minhbach.foundation.scope import signing
from minhbach.interfaces.cli import app
from minhbach.interfaces.health.checks import unfit_to_serve


@pytest.fixture
def as_owner(scratch_database: str, django_db_blocker: Any) -> Any:
    """The copy of the database, asked as the role that owns the tables."""
    application = dict(connection.settings_dict)
    owner = database_settings(scratch_database)
    with django_db_blocker.unblock():
        connections.close_all()
        connection.settings_dict.update(USER=owner["USER"], PASSWORD=owner.get("PASSWORD", ""))
        yield
        connections.close_all()
        connection.settings_dict.update(USER=application["USER"], PASSWORD=application["PASSWORD"])


def test_the_application_serves(db: None) -> None:
    assert unfit_to_serve(now()) == []


def test_the_owner_of_the_tables_does_not(as_owner: None) -> None:
    (ailment,) = unfit_to_serve(now())
    assert ailment.what == (
        "Ứng dụng đang dùng vai trò minhbach_owner, vai trò này làm chủ bảng dữ liệu hoặc bỏ qua bảo mật theo dòng."
    )
    assert "minhbach_app" in ailment.remedy


@pytest.mark.parametrize("command", ["serve", "worker"])
def test_commands_that_serve_end_at_once(as_owner: None, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    monkeypatch.setattr("minhbach.interfaces.cli.installation.prepare", lambda: None)
    monkeypatch.setattr("subprocess.Popen", lambda *_: pytest.fail("it served"))
    done = CliRunner().invoke(app, [command])
    assert done.exit_code == 1
    assert "minhbach_owner" in done.output


def test_an_application_with_another_secret_is_told_so(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signing, "scope_secret", lambda: b"another installation's")
    (ailment,) = unfit_to_serve(now())
    assert "MINHBACH_SECRET_KEY" in ailment.what
    assert "minhbach migrate" in ailment.remedy


def test_a_second_serve_of_one_home_says_so_and_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MINHBACH_HOME", str(tmp_path))
    held = claim(tmp_path / f"serve-{platform.node()}.lock")
    assert held is not None
    done = CliRunner().invoke(app, ["serve"])
    held.file.close()
    assert done.exit_code == 1
    assert f"đang chạy trên máy này (tiến trình {os.getpid()})" in done.output


def test_an_address_in_use_is_said_before_anything_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MINHBACH_HOME", str(tmp_path))
    for name in ("installation.prepare", "refuse_unfit", "gather_front_end"):
        monkeypatch.setattr(f"minhbach.interfaces.cli.server.{name}", lambda: None)
    monkeypatch.setattr("subprocess.Popen", lambda *_: pytest.fail("it served"))
    with socket.create_server(("127.0.0.1", 0)) as taken:
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        done = CliRunner().invoke(app, ["serve", f"--bind={address}"])
    assert done.exit_code == 1
    assert f"Không nghe được ở {address}: đang có chương trình khác dùng." in done.output
