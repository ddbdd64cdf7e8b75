"""`minhbach backup`, `restore`, `upgrade`: what is said, what the log tells, what a kill leaves."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connections
from psycopg.conninfo import make_conninfo

from minhbach.foundation.audit.models import AuditEntry
from minhbach.foundation.backups import keeping, sets
from minhbach.foundation.backups.places import Folder
from minhbach.foundation.backups.refusals import NotEncrypted
from minhbach.foundation.clock import now
from minhbach.foundation.database import roles
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from minhbach.interfaces.health import backups as health
from tests.conftest import drop_database
from tests.foundation.backups.conftest import Installation, installation, rows

__all__ = ["installation"]


@pytest.fixture
def environment(installation: Installation, owner_url: str) -> Iterator[dict[str, str]]:
    """What commands of this installation, run as people run them, find around them."""
    installation.home.mkdir(exist_ok=True)
    roles_of = {
        "DATABASE_URL": roles.APPLICATION,
        "MINHBACH_OWNER_DATABASE_URL": roles.OWNER,
        "MINHBACH_SEALER_DATABASE_URL": roles.SEALER,
        "MINHBACH_BACKUP_DATABASE_URL": roles.BACKUP,
    }
    yield {
        **os.environ,
        "MINHBACH_HOME": str(installation.home),
        **{name: make_conninfo(installation.owner, user=role) for name, role in roles_of.items()},
    }
    connections.close_all()
    with psycopg.connect(make_conninfo(owner_url, dbname="postgres"), autocommit=True) as server:
        beside = f"{installation.database}_%"
        for (name,) in server.execute("select datname from pg_database where datname like %s", [beside]).fetchall():
            drop_database(owner_url, name)


def run(environment: dict[str, str], *arguments: str) -> tuple[int, str]:
    """Run a command; nobody of this process may be connected to the database meanwhile."""
    connections.close_all()
    done = subprocess.run(
        [sys.executable, "-m", "minhbach", *arguments], env=environment, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout + done.stderr


def acts(*actions: str) -> list[tuple[str, dict[str, Any]]]:
    with acting_as(SYSTEM):
        found = AuditEntry.objects.filter(action__in=actions).order_by("recorded_at")
        return [(one.action, one.data) for one in found]


def test_an_installation_is_backed_up_lost_and_brought_back(
    installation: Installation, environment: dict[str, str], tmp_path: Path
) -> None:
    installation.keep_file(b"a paper")
    place, key = str(tmp_path / "place"), str(tmp_path / "key")
    assert "--plain" in run(environment, "backup", place)[1]
    assert run(environment, "backup-key", key)[0] == 0
    code, said = run(environment, "backup", place)
    assert (code, "đã mã hóa" in said) == (0, True)
    assert [action for action, _ in acts(keeping.TAKEN, keeping.FAILED)] == [keeping.FAILED, keeping.TAKEN]
    before = rows(installation.owner)

    installation.keep_file(b"written after the backup")
    code, said = run(environment, "restore", place, "--key", key)
    assert (code, "--replace" in said) == (1, True)
    code, said = run(environment, "restore", place, "--key", key, "--replace")
    assert "✓ Nhật ký toàn vẹn" in said, said
    assert "✓ Cơ sở dữ liệu nhận chữ ký của ứng dụng" in said
    after = rows(installation.owner)
    own = {"foundation_auditentry", "foundation_auditreceipt", "foundation_auditseal", "django_migrations"}
    assert {name: row for name, row in after.items() if name not in own} == {
        name: row for name, row in before.items() if name not in own
    }
    assert acts(keeping.RESTORED)[0][1]["set"].startswith(f"{place}/sets/")


def test_an_upgrade_backs_up_first_and_changes_nothing_when_it_fails(
    installation: Installation, environment: dict[str, str], tmp_path: Path
) -> None:
    installation.keep_file(b"a paper")
    place = str(tmp_path / "place")
    before = rows(installation.owner)
    with psycopg.connect(installation.owner):
        code, said = run(environment, "upgrade", "--to", place, "--plain")
    assert (code, "đang có 1 kết nối" in said) == (1, True)
    # A release whose last step fails: the table it makes is already there.
    with psycopg.connect(installation.owner) as database:
        database.execute("delete from django_migrations where app = 'foundation' and name = '0003_press'")
    before = rows(installation.owner)
    code, said = run(environment, "upgrade", "--to", place, "--plain")
    assert (code, "Chưa thay đổi gì" in said) == (1, True)
    assert rows(installation.owner) == before
    assert len(sets.sets_at(Folder(Path(place)))) == 1
    with psycopg.connect(installation.owner) as database:
        database.execute(
            "insert into django_migrations (app, name, applied) values ('foundation', '0003_press', now())"
        )
    code, said = run(environment, "upgrade", "--to", place, "--plain")
    assert "✓ Đã ở bản 0.2.0: 0 bước nâng cấp bảng." in said, said
    assert [action for action, _ in acts(keeping.TAKEN, keeping.UPGRADED)] == [keeping.TAKEN, keeping.UPGRADED]


def test_a_backup_that_is_killed_leaves_nothing_that_looks_like_one(
    installation: Installation, environment: dict[str, str], tmp_path: Path
) -> None:
    for number in range(200):
        installation.keep_file(f"paper {number}".encode() * 5_000)
    place = tmp_path / "place"
    connections.close_all()
    for moment in ("sets/*/.part-*", "objects/*/*/*"):
        process = subprocess.Popen(
            [sys.executable, "-m", "minhbach", "backup", str(place), "--plain"],
            env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        while not list(place.glob(moment)):
            time.sleep(0.001)
        process.send_signal(signal.SIGKILL)
        assert process.wait() == -signal.SIGKILL
        assert sets.sets_at(Folder(place)) == []
    code, said = run(environment, "backup", str(place), "--plain")
    assert code == 0, said
    assert list(place.rglob(".part-*")) == []
    assert run(environment, "restore", str(place), "--check")[0] == 0


def test_the_checks_tell_of_a_backup_that_is_late_or_not_whole(installation: Installation, settings: Any) -> None:
    settings.DEMO, settings.BACKUP_TO = False, str(installation.place.path)
    settings.BACKUP_DATABASE_URL = make_conninfo(installation.owner, user=roles.BACKUP)
    at = keeping.begun_at() or now()
    assert list(health.backups(at)) == []
    [never] = health.backups(at + timedelta(hours=37))
    assert never.what == "Chưa có bản sao lưu nào."
    with pytest.raises(NotEncrypted):
        keeping.back_up(settings.BACKUP_TO, is_plain=False, keep=None, at=at + timedelta(hours=1))
    keeping.back_up(settings.BACKUP_TO, is_plain=True, keep=None, at=at + timedelta(hours=37))
    assert list(health.backups(at + timedelta(hours=38))) == []
    [late] = health.backups(at + timedelta(hours=74))
    assert late.what.startswith("Bản sao lưu gần nhất lúc ")
    with pytest.raises(NotEncrypted):
        keeping.back_up(settings.BACKUP_TO, is_plain=False, keep=None, at=at + timedelta(hours=61))
    [failed] = health.backups(at + timedelta(hours=74))
    assert failed.what.endswith("Lần sau đó không thành (foundation.backup.not_encrypted).")
    settings.BACKUP_DATABASE_URL = ""
    assert "MINHBACH_BACKUP_DATABASE_URL" in next(iter(health.backups(at))).remedy
