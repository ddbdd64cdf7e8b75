"""What one set says of itself: the manifest, and the list of its files."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import PurePosixPath

from minhbach.foundation.backups.locks import Lock
from minhbach.foundation.backups.places import Place, place_at
from minhbach.foundation.backups.refusals import NoSet, SetDamaged

FORMAT = 1
SETS = "sets"
OBJECTS = "objects"
MANIFEST = "manifest.json"
DATABASE = "database.dump"
FILES = "files.txt"
# The folder of the content-addressed store, in MINHBACH_HOME.
STORE = "files"
_NAME = "%Y%m%dT%H%M%SZ"


@dataclass(frozen=True)
class Part:
    """One content of a set, as it lies in the place. Units: bytes."""

    size: int
    sha256: str


@dataclass(frozen=True)
class File:
    """One file of the installation: digest and size of what it says, path below MINHBACH_HOME. Units: bytes."""

    sha256: str
    size: int
    path: str

    def line(self) -> str:
        return f"{self.sha256} {self.size} {self.path}\n"


@dataclass(frozen=True)
class Manifest:
    """Of what a set is: which release, which moment, which head of the audit chain, and the digests of its parts."""

    format: int
    release: str
    taken_at: str
    postgresql: int
    migrations: tuple[str, ...]
    chain: str
    sealed: int
    head: str
    recipients: tuple[str, ...]
    database: Part
    files: Part
    file_count: int
    file_bytes: int
    lost: tuple[str, ...]
    lost_count: int

    @property
    def at(self) -> datetime:
        return datetime.fromisoformat(self.taken_at)

    @property
    def lock(self) -> Lock:
        return Lock(self.recipients)

    def write(self) -> bytes:
        """Return the manifest as it is kept, with a digest of itself."""
        told = asdict(self)
        return json.dumps({**told, "digest": _digest(told)}, ensure_ascii=False, indent=1).encode()


def read_manifest(content: bytes) -> Manifest:
    """Read a manifest.

    Raises: SetDamaged.
    """
    try:
        told = json.loads(content)
        digest = told.pop("digest")
        if told["format"] != FORMAT or digest != _digest(told):
            raise SetDamaged(part=MANIFEST)
        for name in ("database", "files"):
            told[name] = Part(**told[name])
        for name in ("migrations", "recipients", "lost"):
            told[name] = tuple(told[name])
        return Manifest(**told)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise SetDamaged(part=MANIFEST) from error


@dataclass(frozen=True)
class BackupSet:
    """One set in its place."""

    place: Place
    name: str

    @property
    def address(self) -> str:
        return f"{self.place.address}/{SETS}/{self.name}"

    def part(self, name: str) -> str:
        return f"{SETS}/{self.name}/{name}"

    def manifest(self) -> Manifest:
        """Read the manifest.

        Raises: NoSet, SetDamaged.
        """
        try:
            with self.place.reading(self.part(MANIFEST)) as source:
                return read_manifest(source.read())
        except FileNotFoundError:
            raise NoSet(place=self.address) from None

    def files(self) -> Iterator[File]:
        """Read the list of files; what does not belong below MINHBACH_HOME is no line of it.

        Raises: SetDamaged.
        """
        try:
            with self.place.reading(self.part(FILES)) as source:
                rest = b""
                while content := source.read(1 << 20):
                    *lines, rest = (rest + content).split(b"\n")
                    yield from map(_file, lines)
                if rest:
                    raise SetDamaged(part=FILES)
        except FileNotFoundError:
            raise SetDamaged(part=FILES) from None


def name_of(at: datetime) -> str:
    return at.strftime(_NAME)


def object_name(lock: Lock, sha256: str) -> str:
    """Return the name in a place of the file with this digest."""
    return f"{OBJECTS}/{lock.name}/{sha256[:2]}/{sha256}"


def sets_at(place: Place) -> list[BackupSet]:
    """List the whole sets of a place, oldest first."""
    names = (name.split("/") for name, _ in place.sizes(SETS))
    return [BackupSet(place, parts[1]) for parts in sorted(names) if len(parts) == 3 and parts[2] == MANIFEST]


def find_set(address: str) -> BackupSet:
    """Return the set of this address, or the newest where it is the address of a place.

    Raises: NoSet, PlaceUnreachable.
    """
    start, found, name = address.rstrip("/").rpartition(f"/{SETS}/")
    if found and "/" not in name:
        return BackupSet(place_at(start), name)
    place = place_at(address)
    whole = sets_at(place)
    if not whole:
        raise NoSet(place=place.address)
    return whole[-1]


def _file(line: bytes) -> File:
    try:
        sha256, size, path = line.decode().split(" ", 2)
        found = File(sha256, int(size), path)
    except ValueError:
        raise SetDamaged(part=FILES) from None
    parts = PurePosixPath(path).parts
    if len(sha256) != 64 or not set(sha256) <= set("0123456789abcdef") or path.startswith("/") or ".." in parts:
        raise SetDamaged(part=FILES)
    return found


def _digest(told: dict[str, object]) -> str:
    return hashlib.sha256(json.dumps(told, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
