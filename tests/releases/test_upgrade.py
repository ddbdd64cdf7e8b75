"""The record of every earlier release is restored, upgraded to this one, and answers as it did then."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connection, connections
from django.test import Client
from django.urls import reverse
from psycopg.conninfo import make_conninfo

from minhbach.config.urls import PAGES
from minhbach.domains.agencies.models import Officer
from minhbach.foundation.audit import verification
from minhbach.foundation.backups import restoring, standing
from minhbach.foundation.backups.standing import Target
from minhbach.foundation.clock import now
from minhbach.foundation.database import roles
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.conftest import drop_database, use_database
from tests.interfaces.office.test_policy import BACKEND, pages
from tests.releases import made

RELEASES = sorted(folder.name for folder in Path(__file__).parent.iterdir() if (folder / "answers.json").exists())
LOOKERS = ("head", "committee_officer")
ADDRESSES = {
    "DATABASE_URL": roles.APPLICATION,
    "MINHBACH_OWNER_DATABASE_URL": roles.OWNER,
    "MINHBACH_SEALER_DATABASE_URL": roles.SEALER,
    "MINHBACH_BACKUP_DATABASE_URL": roles.BACKUP,
}


@pytest.fixture(scope="module", params=RELEASES)
def release(
    request: pytest.FixtureRequest,
    django_db_setup: None,
    django_db_blocker: Any,
    owner_url: str,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[str]:
    """An installation as the release left it, upgraded to this one by the command that people use."""
    ground = tmp_path_factory.mktemp("release")
    with tarfile.open(Path(__file__).parent / request.param / "place.tar.xz") as archive:
        # Debian's Python 3.11.2 knows no filters yet; the archive is the project's own.
        archive.extraction_filter = getattr(tarfile, "data_filter", lambda member, path: member)
        archive.extractall(ground)  # noqa: S202
    target = Target(owner_url, f"minhbach_release_{os.getpid()}", ground / "home")
    record = restoring.open_set(str(ground / "place"), key=None)
    with psycopg.connect(owner_url) as server:
        if server.info.server_version < record.manifest.postgresql * 10_000:
            pytest.skip("the record was taken from a later PostgreSQL than this one, which does not take it in")
    restoring.restore_aside(record, target, tell=lambda line: None)
    standing.put_in_place(target, stamp="before")
    environment = {
        **os.environ,
        "MINHBACH_HOME": str(target.home),
        **{name: make_conninfo(target.to(target.database), user=role) for name, role in ADDRESSES.items()},
    }
    done = subprocess.run(
        [sys.executable, "-m", "minhbach", "upgrade", "--to", str(ground / "before"), "--plain"],
        env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "✓ Đã ở bản " in done.stdout, done.stdout + done.stderr
    own = connection.settings_dict["NAME"]
    with django_db_blocker.unblock():
        connections.close_all()
        use_database(target.database)
        yield request.param
        connections.close_all()
        use_database(own)
    with psycopg.connect(make_conninfo(owner_url, dbname="postgres"), autocommit=True) as server:
        found = server.execute("select datname from pg_database where starts_with(datname, %s)", [target.database])
        for (name,) in found.fetchall():
            drop_database(owner_url, name)


@pytest.fixture
def store(release: str, settings: Any, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Let this process use the files of the release."""
    homes = sorted(tmp_path_factory.getbasetemp().glob("release*/home"), key=lambda path: path.stat().st_mtime)
    settings.FILE_STORE = homes[-1] / "files"


def test_there_is_a_release_to_upgrade_from() -> None:
    assert "0.2.0" in RELEASES


def test_it_answers_as_it_did(release: str, store: None) -> None:
    told = json.loads((Path(__file__).parent / release / "answers.json").read_text())
    assert json.loads(json.dumps(made.answers())) == told


def test_its_audit_log_proves_itself(release: str, store: None) -> None:
    assert verification.verify(at=now()).findings == ()


@pytest.mark.parametrize("username", LOOKERS)
def test_its_pages_open(release: str, store: None, username: str) -> None:
    client = Client()
    with acting_as(SYSTEM):
        officer = Officer.objects.get(username=username)
    client.force_login(officer, backend=BACKEND)
    opened = 0
    for domain in sorted(PAGES.values()):
        for name, asked in pages(domain).items():
            if asked:
                continue
            answer = client.get(reverse(f"{domain}:{name}"))
            assert answer.status_code in (200, 302, 403, 404, 405), (name, answer.status_code)
            opened += answer.status_code == 200
    assert opened > 10
