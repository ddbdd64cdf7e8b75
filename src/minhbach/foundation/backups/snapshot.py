"""One moment of the database: what it says, which files it names, and the anchors that fit it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from minhbach.foundation.audit import anchors
from minhbach.foundation.audit.sealing import LOCK, OVERTAKEN
from minhbach.foundation.backups.refusals import BackupUnderWay, DatabaseUnreachable, NothingThere, ReaderUnknown
from minhbach.foundation.backups.schema import is_ours
from minhbach.foundation.backups.sets import STORE
from minhbach.foundation.kept_files import COLLECTING, kept_columns

_TURN = 38_901_390
# How often a moment is looked for in which no transaction is half committed.
_TRIES = 20
_COMMIT_SECONDS = 1.0
_BATCH = 10_000
_GAPS = f"""
    select before + 1 from (
        select number, lag(number) over (order by number) as before from foundation_auditreceipt
        where number > (select max(number) from foundation_auditreceipt) - {OVERTAKEN}
    ) pairs where number > before + 1
"""


@dataclass(frozen=True)
class Snapshot:
    """A moment that is held as long as its connection lasts. Units: size of the anchors in bytes."""

    database: psycopg.Connection
    name: str
    postgresql: int
    chain: str
    sealed: int
    head: str
    migrations: tuple[str, ...]
    anchors_size: int
    home: Path

    def named_files(self) -> Iterator[str]:
        """List the digests of all contents that a row names.

        Of tables that another release made, it is not known which columns name contents: all of the store is listed.
        """
        if not is_ours(self.migrations):
            yield from (path.name for path in sorted((self.home / STORE).glob("[0-9a-f][0-9a-f]/*")))
            return
        queries = [f'select "{column}" from "{table}" where "{column}" <> \'\'' for table, column in kept_columns()]
        with self.database.cursor("named_files") as cursor:
            cursor.itersize = _BATCH
            cursor.execute(" union ".join(queries))
            for (sha256,) in cursor:
                yield sha256


@contextmanager
def held_snapshot(address: str, *, home: Path) -> Iterator[Snapshot]:
    """Hold one moment of the database while it is copied; no other backup runs, and no file is collected.

    Raises: BackupUnderWay, ReaderUnknown, DatabaseUnreachable, NothingThere.
    """
    if not address:
        raise ReaderUnknown
    try:
        connection = psycopg.connect(address, autocommit=True)
    except psycopg.OperationalError as error:
        raise DatabaseUnreachable(detail=str(error).strip()) from error
    with connection as database:
        if _one(database, "select to_regclass('public.django_migrations') is null") == "True":
            raise NothingThere
        turn = database.execute("select pg_try_advisory_lock(%s)", [_TURN]).fetchone()
        if turn != (True,):
            raise BackupUnderWay
        database.execute("select pg_advisory_lock_shared(%s)", [COLLECTING])
        # Between a link of the audit chain and its anchor nobody looks.
        database.execute("select pg_advisory_lock_shared(%s)", [LOCK])
        _begin_where_all_is_committed(database)
        path = home / anchors.FILE
        anchors_size = path.stat().st_size if path.exists() else 0
        database.execute("select pg_advisory_unlock_shared(%s)", [LOCK])
        chain = _one(database, "select id::text from foundation_auditchain")
        last = database.execute("select sequence, digest from foundation_auditseal order by sequence desc limit 1")
        sealed, head = last.fetchone() or (0, chain)
        migrations = database.execute("select app || '.' || name from django_migrations order by app, name")
        yield Snapshot(
            database=database,
            name=_one(database, "select pg_export_snapshot()"),
            postgresql=database.info.server_version // 10_000,
            chain=chain,
            sealed=sealed,
            head=head,
            migrations=tuple(row[0] for row in migrations.fetchall()),
            anchors_size=anchors_size,
            home=home,
        )
        database.execute("rollback")


def _begin_where_all_is_committed(database: psycopg.Connection) -> None:
    """Begin at a moment at which every receipt drawn is to be seen, so that the copy shows no gap of its own.

    A gap that stays for as long as a commit can last is the database's own, and is copied as it is.
    """
    first_seen: dict[int, float] = {}
    for _ in range(_TRIES):
        database.execute("begin transaction isolation level repeatable read read only")
        gaps = {row[0] for row in database.execute(_GAPS).fetchall()}
        moment = time.monotonic()
        first_seen = {gap: first_seen.get(gap, moment) for gap in gaps}
        if all(moment - seen > _COMMIT_SECONDS for seen in first_seen.values()):
            return
        database.execute("rollback")
        time.sleep(_COMMIT_SECONDS / 8)
    database.execute("begin transaction isolation level repeatable read read only")


def _one(database: psycopg.Connection, query: str) -> str:
    row = database.execute(query).fetchone()
    return str(row[0]) if row else ""
