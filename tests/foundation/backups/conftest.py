"""An installation of a test's own to back up: a database to commit to, a home with files, and a place for sets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg import sql
from psycopg.conninfo import make_conninfo

from minhbach.domains.agencies.models import Agency
from minhbach.domains.screening.models import Export
from minhbach.foundation import audit, files
from minhbach.foundation.audit import sealing
from minhbach.foundation.backups import restoring, sets, standing
from minhbach.foundation.backups.locks import Lock
from minhbach.foundation.backups.places import Folder, Place
from minhbach.foundation.backups.standing import Target
from minhbach.foundation.backups.taking import LEFT_OUT, Taken, take
from minhbach.foundation.clock import now
from minhbach.foundation.database import roles
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.conftest import drop_database, scratch_copy

AT = datetime(2026, 11, 29, 1, 15, tzinfo=UTC)
SECRET = "the secret of the test"


@dataclass(frozen=True)
class Installation:
    """OWNER is the owner's address of its database."""

    owner: str
    home: Path
    place: Folder

    @property
    def reader(self) -> str:
        return make_conninfo(self.owner, user=roles.BACKUP)

    def keep_file(self, content: bytes) -> str:
        """Keep a content in the store and a row that names it, as one act."""
        stored = files.put(content)
        with acting_as(SYSTEM):
            agency = Agency.objects.order_by("id").first()
            Export.objects.create(
                name="tệp", sha256=stored.sha256, size=stored.size, owner_agency=agency, created_at=now()
            )
            audit.record("test.acted", officer_id=None, at=now(), target_type="test", target_id=stored.sha256)
        return stored.sha256

    def back_up(self, *, at: datetime = AT, place: Place | None = None, lock: Lock | None = None, **more: Any) -> Taken:
        return take(
            place or self.place, address=self.reader, home=self.home, lock=lock or Lock(), secret=SECRET, at=at, **more
        )

    def elsewhere(self, name: str) -> Target:
        """Return a database that is not yet there, and an empty home."""
        home = self.home.parent / name
        home.mkdir(exist_ok=True)
        return Target(self.owner, f"{self.database}_{name}", home)

    @property
    def database(self) -> str:
        return self.owner.rpartition("/")[2]


@pytest.fixture
def installation(
    django_db_setup: None, django_db_blocker: Any, owner_url: str, settings: Any, tmp_path: Path
) -> Iterator[Installation]:
    settings.FILE_STORE = tmp_path / "home" / "files"
    with scratch_copy(django_db_blocker, owner_url) as owner:
        made = Installation(owner, tmp_path / "home", Folder(tmp_path / "place"))
        with psycopg.connect(owner) as database:
            # Tests that were rolled back drew numbers of the database that this is a copy of.
            database.execute("select setval('foundation_audit_number', max(number)) from foundation_auditreceipt")
        sealing.seal(at=now())
        yield made
        for name in ("new", "other"):
            for database in (f"{made.database}_{name}", f"{made.database}_{name}_restoring"):
                drop_database(owner_url, database)


def restored(opened: restoring.Opened, target: Target) -> Target:
    """Restore a set into a target, without the migration that follows."""
    standing.require_room(target, replace=False)
    restoring.restore_aside(opened, target, tell=lambda line: None)
    standing.put_in_place(target, stamp=sets.name_of(AT))
    return target


def rows(address: str) -> dict[str, tuple[int, str]]:
    """Return the count and a digest of the rows of every table, as the role that may read all."""
    found = {}
    with psycopg.connect(make_conninfo(address, user=roles.BACKUP)) as database:
        names = database.execute("select tablename from pg_tables where schemaname = 'public' order by 1").fetchall()
        for (name,) in names:
            if name in LEFT_OUT:
                continue
            query = sql.SQL(
                "select count(*), coalesce(md5(string_agg(row::text, '|' order by row::text collate \"C\")), '')"
                " from {} row"
            )
            found[name] = database.execute(query.format(sql.Identifier(name))).fetchone()
    return found


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }
