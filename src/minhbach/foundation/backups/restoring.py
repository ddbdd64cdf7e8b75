"""The way back: all is made aside and proved first, then put in place by renaming; what was there is kept."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from minhbach import __version__
from minhbach.foundation.audit import anchors, stamps
from minhbach.foundation.backups import sets
from minhbach.foundation.backups.locks import Key, key_for
from minhbach.foundation.backups.programs import connecting, program
from minhbach.foundation.backups.refusals import (
    InUse,
    NotEmpty,
    ProgramFailed,
    RolesMissing,
    ServerOlder,
    SetDamaged,
    SetNewer,
)
from minhbach.foundation.backups.schema import is_newer
from minhbach.foundation.backups.sets import STORE, BackupSet, File, Manifest, Part
from minhbach.foundation.backups.streams import Measured
from minhbach.foundation.backups.taking import KNOWLEDGE, SECRET, running
from minhbach.foundation.database import roles
from minhbach.foundation.files import DiskFull, is_disk_full

# What a set holds of MINHBACH_HOME; whatever else lies there is not touched.
HELD = (STORE, KNOWLEDGE, stamps.FOLDER, anchors.FILE, anchors.KEY, SECRET)
ASIDE = ".restoring"
# Names of databases end at 63 bytes; theirs is followed by a moment.
_LONGEST_NAME = 40
# A connection just closed takes the server a moment to end.
_ENDING_SECONDS = 3.0
_PRIVATE = {anchors.KEY, SECRET}


@dataclass(frozen=True)
class Target:
    """Where a set goes: a database on the server that ADDRESS, the owner's, leads to, and MINHBACH_HOME."""

    address: str
    database: str
    home: Path

    def to(self, database: str) -> str:
        """Return the owner's address of another database on the same server."""
        return make_conninfo(self.address, dbname=database)

    @property
    def database_aside(self) -> str:
        return f"{self.database[:_LONGEST_NAME]}_restoring"

    @property
    def home_aside(self) -> Path:
        return self.home / ASIDE


@dataclass(frozen=True)
class Before:
    """What stood there before, kept under other names; empty where nothing did."""

    database: str
    home: str


@dataclass(frozen=True)
class Opened:
    """A set that fits this release and opens with this key."""

    backup: BackupSet
    manifest: Manifest
    key: Key


def open_set(address: str, *, key: Path | None) -> Opened:
    """Look whether a set is whole as far as this can be seen without reading all of it.

    Raises: NoSet, SetDamaged, SetNewer, KeyMissing, KeyUnreadable, PlaceUnreachable.
    """
    backup = sets.find_set(address)
    manifest = backup.manifest()
    if is_newer(manifest.migrations):
        raise SetNewer(release=manifest.release, ours=__version__)
    sizes = dict(backup.place.sizes(backup.part("").rstrip("/")))
    for name, part in ((sets.DATABASE, manifest.database), (sets.FILES, manifest.files)):
        if sizes.get(backup.part(name)) != part.size:
            raise SetDamaged(part=name)
    _prove_list(backup, manifest.files)
    there = {name for name, _ in backup.place.sizes(f"{sets.OBJECTS}/{manifest.lock.name}")}
    for file in backup.files():
        if sets.object_name(manifest.lock, file.sha256) not in there:
            raise SetDamaged(part=file.path)
    return Opened(backup, manifest, key_for(manifest.lock, key))


def check(opened: Opened) -> None:
    """Read all of a set and compare it with its digests; nothing is restored.

    Raises: SetDamaged, KeyWrong, PlaceUnreachable.
    """
    with open("/dev/null", "wb") as nowhere:  # noqa: PTH123
        for file in opened.backup.files():
            _read_object(opened, file, nowhere)
        _read_dump(opened, nowhere)


def require_room(target: Target, *, replace: bool) -> None:
    """Refuse to restore where something stands, unless it is to be replaced, or where somebody works.

    Raises: NotEmpty, InUse, RolesMissing.
    """
    if not replace:
        for name in HELD:
            path = target.home / name
            if name != SECRET and path.exists() and (path.is_file() or any(path.iterdir())):
                raise NotEmpty(what=str(path))
    with _server(target) as server:
        names = {row[0] for row in server.execute("select rolname from pg_roles")}
        if not {roles.OWNER, roles.APPLICATION, roles.BACKUP, roles.SEALER} <= names:
            raise RolesMissing
        if not _exists(server, target.database):
            return
        require_alone(server, target.database)
    if not replace and not _is_empty(target.to(target.database)):
        raise NotEmpty(what=target.database)


def require_alone(server: psycopg.Connection, database: str) -> None:
    """Refuse while anybody is connected to a database.

    Raises: InUse.
    """
    deadline = time.monotonic() + _ENDING_SECONDS
    while count := _connected(server, database):
        if time.monotonic() > deadline:
            raise InUse(database=database, count=count)
        time.sleep(0.1)


def _connected(server: psycopg.Connection, database: str) -> int:
    row = server.execute(
        "select count(*) from pg_stat_activity where datname = %s and pid <> pg_backend_pid()"
        " and backend_type = 'client backend'",
        [database],
    ).fetchone()
    return row[0] if row else 0


def require_alone_on(target: Target) -> None:
    """Refuse while anybody is connected to the database in place.

    Raises: InUse.
    """
    with _server(target) as server:
        require_alone(server, target.database)


def drop(target: Target, database: str) -> None:
    """Remove a database that is kept beside the one in place."""
    with _server(target) as server:
        server.execute(sql.SQL("drop database {}").format(sql.Identifier(database)))


def keep_secret(target: Target, secret: str) -> None:
    """Put the secret key beside the files made aside, where they brought none."""
    path = target.home_aside / SECRET
    if path.exists() or (target.home / SECRET).exists():
        return
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(secret)


def restore_aside(opened: Opened, target: Target, *, tell: Callable[[str], object]) -> str:
    """Make the files and the database of a set aside, proving every digest; returns the secret key where it has one.

    Raises: SetDamaged, KeyWrong, ServerOlder, ProgramMissing, ProgramFailed, PlaceUnreachable.
    """
    clear_aside(target)
    try:
        return _restore_aside(opened, target, tell)
    except BaseException:
        clear_aside(target)
        raise


def _restore_aside(opened: Opened, target: Target, tell: Callable[[str], object]) -> str:
    target.home_aside.mkdir(mode=0o700, parents=True)
    with _server(target) as server:
        ours = server.info.server_version // 10_000
    if ours < opened.manifest.postgresql:
        raise ServerOlder(theirs=opened.manifest.postgresql, ours=ours)
    pg_restore = program("pg_restore", server=ours)
    tell(f"Tệp: {opened.manifest.file_count}")
    for file in opened.backup.files():
        _restore_file(opened, target, file)
    tell("Cơ sở dữ liệu")
    create_aside(target)
    arguments, environment = connecting(target.to(target.database_aside))
    command = [str(pg_restore), *arguments, "--exit-on-error"]
    try:
        with running(command, environment, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL) as process:
            _read_dump(opened, process.stdin)
    except ProgramFailed as failed:
        # A dump that was changed makes the program fail first: then that is what is to be said.
        with open("/dev/null", "wb") as nowhere:  # noqa: PTH123
            _read_dump(opened, nowhere)
        raise failed from None
    _end_numbers_with_rows(target)
    secret = target.home_aside / SECRET
    return secret.read_text() if secret.exists() else ""


def clear_aside(target: Target) -> None:
    """Remove what an earlier attempt made aside."""
    shutil.rmtree(target.home_aside, ignore_errors=True)
    with _server(target) as server:
        server.execute(sql.SQL("drop database if exists {}").format(sql.Identifier(target.database_aside)))


def put_in_place(target: Target, *, stamp: str) -> Before:
    """Rename what was made aside into place; what stood there is kept under a name with STAMP.

    Raises: InUse, with nothing renamed.
    """
    os.sync()
    database = put_database_in_place(target, stamp=stamp)
    kept_home = target.home / f"before-{stamp}"
    for name in HELD:
        made = target.home_aside / name
        if name == SECRET and not made.exists():
            continue
        if (target.home / name).exists():
            kept_home.mkdir(mode=0o700, exist_ok=True)
            (target.home / name).replace(kept_home / name)
        if made.exists():
            made.replace(target.home / name)
    shutil.rmtree(target.home_aside, ignore_errors=True)
    return Before(database, str(kept_home) if kept_home.exists() else "")


def put_database_in_place(target: Target, *, stamp: str) -> str:
    """Rename the database aside into place in one transaction; returns what the old one is called now, if any.

    Raises: InUse, with nothing renamed.
    """
    kept_as = f"{target.database[:_LONGEST_NAME]}_{stamp.lower()}"
    was_empty = True
    with _server(target) as server:
        if there := _exists(server, target.database):
            was_empty = _is_empty(target.to(target.database))
            require_alone(server, target.database)
        require_alone(server, target.database_aside)
        with server.transaction():
            if there:
                _rename(server, target.database, kept_as)
            _rename(server, target.database_aside, target.database)
        if there and was_empty:
            server.execute(sql.SQL("drop database {}").format(sql.Identifier(kept_as)))
    return "" if was_empty else kept_as


def _restore_file(opened: Opened, target: Target, file: File) -> None:
    path = target.home_aside / file.path
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with path.open("xb") as written:
        _read_object(opened, file, written)
    if file.path in _PRIVATE:
        path.chmod(0o600)
    elif file.path.startswith(f"{STORE}/"):
        path.chmod(0o440)


def _read_object(opened: Opened, file: File, target: object) -> None:
    """Write a file to TARGET and prove it.

    Raises: SetDamaged, KeyWrong.
    """
    written = Measured(target)
    try:
        with opened.backup.place.reading(sets.object_name(opened.manifest.lock, file.sha256)) as source:
            opened.key.open(source, written)
    except OSError as error:
        raise DiskFull if is_disk_full(error) else SetDamaged(part=file.path) from error
    if (written.sha256, written.size) != (file.sha256, file.size):
        raise SetDamaged(part=file.path)


def _read_dump(opened: Opened, target: object) -> None:
    part = opened.manifest.database
    try:
        with opened.backup.place.reading(opened.backup.part(sets.DATABASE)) as source:
            read = Measured(source)
            opened.key.open(read, target)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise SetDamaged(part=sets.DATABASE) from error
    if (read.sha256, read.size) != (part.sha256, part.size):
        raise SetDamaged(part=sets.DATABASE)


def _prove_list(backup: BackupSet, part: Part) -> None:
    with backup.place.reading(backup.part(sets.FILES)) as source:
        read = Measured(source)
        while read.read(1 << 20):
            pass
    if (read.sha256, read.size) != (part.sha256, part.size):
        raise SetDamaged(part=sets.FILES)


@contextmanager
def _server(target: Target) -> Iterator[psycopg.Connection]:
    """Connect as the owner beside the databases that are renamed."""
    with psycopg.connect(target.to("postgres"), autocommit=True) as server:
        yield server


def _exists(server: psycopg.Connection, database: str) -> bool:
    return server.execute("select from pg_database where datname = %s", [database]).fetchone() is not None


def _is_empty(address: str) -> bool:
    with psycopg.connect(address) as database:
        row = database.execute(
            "select not exists (select from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r')"
        ).fetchone()
    return row == (True,)


def create_aside(target: Target, *, as_copy: bool = False) -> None:
    """Make the database aside: empty, or as a copy of the one in place, to which nobody may be connected."""
    with _server(target) as server:
        if as_copy:
            copied = sql.SQL("create database {} template {}")
            server.execute(copied.format(sql.Identifier(target.database_aside), sql.Identifier(target.database)))
            return
        server.execute(
            sql.SQL("create database {} encoding 'UTF8' lc_collate 'C.UTF-8' lc_ctype 'C.UTF-8' template template0")
            .format(sql.Identifier(target.database_aside))
        )  # fmt: skip


def _rename(server: psycopg.Connection, old: str, new: str) -> None:
    server.execute(sql.SQL("alter database {} rename to {}").format(sql.Identifier(old), sql.Identifier(new)))


def _end_numbers_with_rows(target: Target) -> None:
    """Let receipts go on where the copied rows end: a sequence is copied as it stood later than its rows."""
    with psycopg.connect(target.to(target.database_aside)) as database:
        database.execute(
            "select setval('foundation_audit_number', max(number)) from foundation_auditreceipt having count(*) > 0"
        )
