"""Taking a backup: one moment of the database first, then the files that the rows of that moment name."""

from __future__ import annotations

import io
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

from minhbach import __version__
from minhbach.foundation.audit import anchors, stamps
from minhbach.foundation.backups import sets
from minhbach.foundation.backups.locks import Lock
from minhbach.foundation.backups.places import Folder, Place
from minhbach.foundation.backups.programs import connecting, program
from minhbach.foundation.backups.pruning import prune
from minhbach.foundation.backups.refusals import PlaceTaken, ProgramFailed, SetDamaged
from minhbach.foundation.backups.sets import STORE, BackupSet, File, Manifest, Part
from minhbach.foundation.backups.snapshot import Snapshot, held_snapshot
from minhbach.foundation.backups.streams import CHUNK, Measured

KNOWLEDGE = "knowledge"
SECRET = "secret-key"  # noqa: S105
NAMED = 100  # lost files that the manifest names one by one
# What a copy must not carry: `migrate` tells the secret anew, sessions would open the door, the cache is nobody's.
LEFT_OUT = ("foundation_scopesecret", "django_session", "foundation_cache")


@dataclass(frozen=True)
class Taken:
    """A backup that was taken, and which sets went for it."""

    backup: BackupSet
    manifest: Manifest
    added_files: int
    pruned: tuple[str, ...]


def take(
    place: Place, *, address: str, home: Path, lock: Lock, secret: str, at: datetime, keep: int | None = None
) -> Taken:
    """Copy the database at ADDRESS and its files to a place, as one set; then remove sets that KEEP does not keep.

    Raises: what `held_snapshot` raises, PlaceTaken, PlaceUnreachable, ProgramMissing, ProgramFailed.
    """
    with held_snapshot(address, home=home) as snapshot:
        _own(place, snapshot.chain)
        backup = BackupSet(place, sets.name_of(at))
        database = _copy_database(backup, address=address, snapshot=snapshot, lock=lock)
        copied = _Copied(place, lock)
        listed = copied.copy_all(backup, _files_of(snapshot, home, secret if lock.recipients else ""))
        manifest = Manifest(
            format=sets.FORMAT,
            release=__version__,
            taken_at=at.astimezone(UTC).isoformat(),
            postgresql=snapshot.postgresql,
            migrations=snapshot.migrations,
            chain=snapshot.chain,
            sealed=snapshot.sealed,
            head=snapshot.head,
            recipients=lock.recipients,
            database=database,
            files=listed,
            file_count=copied.count,
            file_bytes=copied.size,
            lost=tuple(copied.lost[:NAMED]),
            lost_count=len(copied.lost),
        )
        with place.writing(backup.part(sets.MANIFEST)) as target:
            target.write(manifest.write())
        pruned = prune(place, keep=keep, at=at) if keep else ()
    return Taken(backup, manifest, copied.added, pruned)


def _own(place: Place, chain: str) -> None:
    """Refuse a place where another installation keeps its backups; clear away what a killed backup left."""
    for one in reversed(sets.sets_at(place)):
        with suppress(SetDamaged):
            if one.manifest().chain != chain:
                raise PlaceTaken(place=place.address)
            break
    if isinstance(place, Folder):
        place.forget_half_written()


def _copy_database(backup: BackupSet, *, address: str, snapshot: Snapshot, lock: Lock) -> Part:
    arguments, environment = connecting(address)
    command = [
        str(program("pg_dump", server=snapshot.postgresql)),
        *arguments,
        "--format=custom",
        f"--snapshot={snapshot.name}",
        *(f"--exclude-table-data=public.{table}" for table in LEFT_OUT),
    ]
    with backup.place.writing(backup.part(sets.DATABASE)) as target:
        written = Measured(target)
        with running(command, environment, stdout=subprocess.PIPE) as dump:
            lock.close(dump.stdout, written)
    return Part(written.size, written.sha256)


@contextmanager
def running(command: list[str], environment: dict[str, str], **streams: Any) -> Iterator[subprocess.Popen[bytes]]:
    """Run a program of PostgreSQL inside the block.

    Raises: ProgramFailed with what it said.
    """
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(command, env=environment, stderr=said, cwd="/", **streams)
        try:
            yield process
            _close(process)
        except BrokenPipeError:
            _close(process)
        except BaseException:
            process.kill()
            _close(process)
            process.wait()
            raise
        if process.wait() != 0:
            said.seek(0)
            detail = said.read().decode(errors="replace").strip()
            raise ProgramFailed(program=Path(command[0]).name, detail=detail[-500:])


def _close(process: subprocess.Popen[bytes]) -> None:
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            with suppress(BrokenPipeError):
                stream.close()


@dataclass(frozen=True)
class _Source:
    """A file to copy: what opens it, where it belongs, and its digest where its name already says it."""

    path: str
    content: Path | bytes
    limit: int | None = None
    sha256: str = ""

    @contextmanager
    def opened(self) -> Iterator[IO[bytes] | Any]:
        if isinstance(self.content, bytes):
            yield io.BytesIO(self.content)
            return
        with self.content.open("rb") as source:
            yield source if self.limit is None else _Prefix(source, self.limit)


class _Prefix:
    """The first bytes of a file that grows at its end."""

    def __init__(self, source: IO[bytes], limit: int) -> None:
        self._source, self._left = source, limit

    def read(self, size: int = -1) -> bytes:
        content = self._source.read(self._left if size < 0 else min(size, self._left))
        self._left -= len(content)
        return content


def _files_of(snapshot: Snapshot, home: Path, secret: str) -> Iterator[_Source]:
    """List what belongs to the moment: contents that rows name, the anchors as far as they went, and what lies by."""
    if snapshot.anchors_size:
        yield _Source(anchors.FILE, home / anchors.FILE, limit=snapshot.anchors_size)
    if (home / anchors.KEY).exists():
        yield _Source(anchors.KEY, home / anchors.KEY)
    if secret:
        yield _Source(SECRET, secret.encode())
    for folder in (stamps.FOLDER, KNOWLEDGE):
        for path in sorted((home / folder).rglob("*")):
            if path.is_file():
                yield _Source(path.relative_to(home).as_posix(), path)
    for sha256 in snapshot.named_files():
        name = f"{STORE}/{sha256[:2]}/{sha256}"
        yield _Source(name, home / name, sha256=sha256)


class _Copied:
    """Copies files into a place, each content once, and lists them; what is lost is told, and the rest is copied."""

    def __init__(self, place: Place, lock: Lock) -> None:
        self._place, self._lock = place, lock
        self._there = {bytes.fromhex(name.rpartition("/")[2]) for name, _ in place.sizes(f"{sets.OBJECTS}/{lock.name}")}
        self.count = self.size = self.added = 0
        self.lost: list[str] = []

    def copy_all(self, backup: BackupSet, sources: Iterator[_Source]) -> Part:
        """Copy every file and write the list of them."""
        with self._place.writing(backup.part(sets.FILES)) as target:
            written = Measured(target)
            for source in sources:
                try:
                    file = self._copy(source)
                except (FileNotFoundError, _Differs):
                    self.lost.append(source.path)
                    continue
                written.write(file.line().encode())
                self.count += 1
                self.size += file.size
        return Part(written.size, written.sha256)

    def _copy(self, source: _Source) -> File:
        if source.sha256 and self._has(source.sha256) and isinstance(source.content, Path):
            return File(source.sha256, source.content.stat().st_size, source.path)
        size, sha256 = _measure(source)
        if sha256 != (source.sha256 or sha256):
            raise _Differs
        if not self._has(sha256):
            with source.opened() as stream, self._place.writing(sets.object_name(self._lock, sha256)) as target:
                read = Measured(stream)
                self._lock.close(read, target)
                if read.sha256 != sha256:
                    raise _Differs
            self._there.add(bytes.fromhex(sha256))
            self.added += 1
        return File(sha256, size, source.path)

    def _has(self, sha256: str) -> bool:
        return bytes.fromhex(sha256) in self._there


class _Differs(Exception):
    """A file does not say what its name says, or said two things when it was read twice."""


def _measure(source: _Source) -> tuple[int, str]:
    """Read a file through: what it is named by must be known before it is written."""
    with source.opened() as stream:
        measured = Measured(stream)
        while measured.read(CHUNK):
            pass
    return measured.size, measured.sha256
