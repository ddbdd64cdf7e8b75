"""The way back: a set is opened, and made a database and a home aside, every digest proved on the way."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import psycopg

from minhbach import __version__
from minhbach.foundation.audit import anchors
from minhbach.foundation.backups import sets
from minhbach.foundation.backups.locks import Key, key_for
from minhbach.foundation.backups.programs import connecting, program
from minhbach.foundation.backups.refusals import (
    ProgramFailed,
    ServerOlder,
    SetDamaged,
    SetNewer,
)
from minhbach.foundation.backups.schema import is_newer
from minhbach.foundation.backups.sets import STORE, BackupSet, File, Manifest, Part
from minhbach.foundation.backups.standing import Target, clear_aside, create_aside, server_of
from minhbach.foundation.backups.streams import Measured
from minhbach.foundation.backups.taking import SECRET, running
from minhbach.foundation.files import DiskFull, is_disk_full

_PRIVATE = {anchors.KEY, SECRET}


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
    with server_of(target) as server:
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
    with psycopg.connect(target.to(target.database_aside)) as database:
        # A dump carries no statistics, and without them the first pages would be planned blind.
        database.execute("analyze")
    secret = target.home_aside / SECRET
    return secret.read_text() if secret.exists() else ""


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


def _end_numbers_with_rows(target: Target) -> None:
    """Let receipts go on where the copied rows end: a sequence is copied as it stood later than its rows."""
    with psycopg.connect(target.to(target.database_aside)) as database:
        database.execute(
            "select setval('foundation_audit_number', max(number)) from foundation_auditreceipt having count(*) > 0"
        )
