"""A log with some sealed rows, in a database to commit to, and the hands that tamper with it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
import pytest
from django.db import connection
from django.test import override_settings

from minhbach.foundation import audit
from minhbach.foundation.audit import anchors, sealing, verification
from minhbach.foundation.audit.models import AuditEntry, AuditSeal
from minhbach.foundation.clock import now
from minhbach.foundation.ids import new_id
from minhbach.foundation.scope import Access, acting_as
from tests.conftest import scratch_copy

SOMEBODY, ANOTHER = new_id(), new_id()
TABLES = ("auditentry", "auditreceipt", "auditseal", "auditchain")


@dataclass(frozen=True)
class Log:
    """The log of a database: OWNER is the address of the role that made its tables."""

    owner: str

    def write(self, *names: str, officer: UUID = SOMEBODY, action: str = "test.acted") -> None:
        """Write one act each, in a transaction of its own."""
        for name in names:
            with acting_as(Access(officer_id=officer)):
                audit.record(action, officer_id=officer, at=now(), target_type="test", target_id=name)

    def seal(self) -> int:
        return sealing.seal(at=now())

    def run(self, statement: str, *parameters: Any) -> list[tuple[Any, ...]]:
        """Run a statement as the owner of the tables."""
        with psycopg.connect(self.owner) as database:
            cursor = database.execute(statement, parameters)
            return cursor.fetchall() if cursor.description else []

    def unguarded(self, *statements: str) -> None:
        """Run statements as the owner while no trigger looks, and put the triggers back."""
        with psycopg.connect(self.owner) as database:
            for trigger in ("stamp", "receipt"):
                database.execute(f"alter table foundation_auditentry disable trigger foundation_audit_{trigger}")
            for statement in statements:
                database.execute(statement)
            for trigger in ("stamp", "receipt"):
                database.execute(f"alter table foundation_auditentry enable always trigger foundation_audit_{trigger}")

    def sequence(self, name: str) -> int:
        """Return the link of the act NAME."""
        return AuditSeal.objects.get(entry_id=AuditEntry.objects.get(target_id=name).id).sequence

    def last(self) -> int:
        return AuditSeal.objects.order_by("-sequence").values_list("sequence", flat=True)[0]

    def faults(self, at: datetime | None = None) -> list[tuple[str, int]]:
        return [(one.fault.value, one.sequence) for one in verification.verify(at=at or now()).findings]

    def kinds(self) -> set[str]:
        return {fault for fault, _ in self.faults()}

    @property
    def anchor_file(self) -> Path:
        return anchors.home() / anchors.FILE

    @property
    def key_file(self) -> Path:
        return anchors.home() / anchors.KEY

    def edit_anchors(self, change: Callable[[list[str]], list[str]]) -> None:
        lines = self.anchor_file.read_text().splitlines()
        self.anchor_file.write_text("".join(f"{line}\n" for line in change(lines)))


@pytest.fixture(scope="module")
def kept(
    django_db_setup: None, django_db_blocker: Any, owner_url: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Log]:
    """The log, with a copy of its tables and files beside it."""
    home = tmp_path_factory.mktemp("home")
    with (
        override_settings(FILE_STORE=home / "files", DEMO=False, AUDIT_SECOND_PLACE=""),
        scratch_copy(django_db_blocker, owner_url) as owner,
    ):
        log = Log(owner)
        # Tests before this one drew numbers in transactions that were rolled back after their receipts were written.
        log.run("select setval('foundation_audit_number', max(number)) from foundation_auditreceipt")
        for names in ("abc", "def", "ghi"):
            log.write(*names)
            log.seal()
        log.run("create schema kept")
        for table in TABLES:
            log.run(f"create table kept.{table} as select * from foundation_{table}")
        shutil.copytree(home, home / "kept")
        yield log


@pytest.fixture
def log(kept: Log, monkeypatch: pytest.MonkeyPatch) -> Iterator[Log]:
    """The log as it was kept; what the test does to it is undone."""
    monkeypatch.setattr(verification, "COMMIT_SECONDS", 0.01)
    assert kept.faults() == []
    yield kept
    connection.close()
    kept.unguarded(*(f"truncate foundation_{table}" for table in TABLES))
    kept.unguarded(*(f"insert into foundation_{table} select * from kept.{table}" for table in TABLES))
    kept.run("select setval('foundation_audit_number', max(number)) from foundation_auditreceipt")
    for name in (anchors.FILE, anchors.KEY):
        shutil.copy(anchors.home() / "kept" / name, anchors.home() / name)
