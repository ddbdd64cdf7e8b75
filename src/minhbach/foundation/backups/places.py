"""Where backups are kept: a folder, or a store that speaks S3. What is not written whole is not there."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Protocol

from django.utils.translation import gettext as _

from minhbach.foundation.backups.refusals import PlaceUnreachable
from minhbach.foundation.files import is_disk_full

if TYPE_CHECKING:
    from obstore.store import S3Store

SCHEME = "s3://"
_ASIDE = ".part-"


class Place(Protocol):
    """Keeps contents by names such as `sets/…/manifest.json`."""

    address: str

    def writing(self, name: str) -> Any:
        """Give a context with something to write to; the content is there once the context ends well."""

    def reading(self, name: str) -> Any:
        """Give a context with something to read from.

        Raises: FileNotFoundError.
        """

    def sizes(self, under: str) -> Iterator[tuple[str, int]]:
        """List what lies under a name, with its size in bytes."""

    def remove(self, name: str) -> None:
        """Remove a content; harmless where there is none."""


def place_at(address: str) -> Place:
    """Return the place of this address.

    Raises: PlaceUnreachable.
    """
    return Store(address.rstrip("/")) if address.startswith(SCHEME) else Folder(Path(address).expanduser().absolute())


class Folder:
    """A folder of this machine, or one mounted on it."""

    def __init__(self, path: Path) -> None:
        self.path, self.address = path, str(path)

    @contextmanager
    def writing(self, name: str) -> Iterator[IO[bytes]]:
        path = self.path / name
        with self._reached():
            _make_private(path.parent)
            handle, aside = tempfile.mkstemp(dir=path.parent, prefix=_ASIDE)
        try:
            with os.fdopen(handle, "wb") as target:
                yield target
                with self._reached():
                    target.flush()
                    os.fsync(target.fileno())
            with self._reached():
                Path(aside).replace(path)
                _flush_folder(path.parent)
        except BaseException as error:
            Path(aside).unlink(missing_ok=True)
            if is_disk_full(error):
                raise PlaceUnreachable(place=self.address, detail=_("hết chỗ")) from error
            raise

    @contextmanager
    def reading(self, name: str) -> Iterator[IO[bytes]]:
        with (self.path / name).open("rb") as source:
            yield source

    def sizes(self, under: str) -> Iterator[tuple[str, int]]:
        for path in sorted((self.path / under).rglob("*")):
            if path.is_file() and not path.name.startswith(_ASIDE):
                yield path.relative_to(self.path).as_posix(), path.stat().st_size

    def remove(self, name: str) -> None:
        path = self.path / name
        path.unlink(missing_ok=True)
        for folder in path.parents:
            if folder == self.path or (folder.exists() and any(folder.iterdir())):
                return
            if folder.exists():
                folder.rmdir()

    def forget_half_written(self) -> None:
        """Remove what a killed backup was writing."""
        for path in list(self.path.rglob(f"{_ASIDE}*")):
            self.remove(path.relative_to(self.path).as_posix())

    @contextmanager
    def _reached(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise PlaceUnreachable(place=self.address, detail=error.strerror or str(error)) from error


class Store:
    """A prefix in an S3-compatible store; keys and endpoint come from the usual AWS_* variables."""

    def __init__(self, address: str) -> None:
        self.address = address
        bucket, _, prefix = address.removeprefix(SCHEME).partition("/")
        with self._reached():
            self._store = _store(bucket, prefix)

    @contextmanager
    def writing(self, name: str) -> Iterator[Any]:
        import obstore

        with self._reached():
            target = obstore.open_writer(self._store, name)
        # Closed only when all is written: until then the store shows nothing of this name.
        yield _Watched(target, self)
        with self._reached():
            target.close()

    @contextmanager
    def reading(self, name: str) -> Iterator[Any]:
        import obstore

        with self._reached():
            source = obstore.open_reader(self._store, name)
        yield _Watched(source, self)

    def sizes(self, under: str) -> Iterator[tuple[str, int]]:
        import obstore

        with self._reached():
            found = [(one["path"], one["size"]) for chunk in obstore.list(self._store, prefix=under) for one in chunk]
        yield from sorted(found)

    def remove(self, name: str) -> None:
        import obstore

        with self._reached():
            obstore.delete(self._store, name)

    @contextmanager
    def _reached(self) -> Iterator[None]:
        try:
            import obstore.exceptions
        except ImportError as error:
            raise PlaceUnreachable(place=self.address, detail="minhbach[s3]") from error
        try:
            yield
        except (obstore.exceptions.BaseError, PermissionError) as error:
            raise PlaceUnreachable(place=self.address, detail=str(error).partition("\n")[0][:300]) from error


class _Watched:
    """A file of the store, whose troubles are told as those of the place."""

    def __init__(self, file: Any, place: Store) -> None:
        self._file, self._place = file, place

    def read(self, size: int = -1) -> bytes:
        with self._place._reached():
            return bytes(self._file.read(None if size < 0 else size))

    def write(self, content: bytes) -> int:
        with self._place._reached():
            self._file.write(content)
        return len(content)

    def flush(self) -> None:
        """Do nothing: what is flushed half-way is of no use to anybody."""


def _store(bucket: str, prefix: str) -> S3Store:
    from obstore.store import S3Store

    return S3Store(bucket, prefix=prefix or None, client_options={"allow_http": True})


def _make_private(folder: Path) -> None:
    """Make a folder that only its owner may look into, flushed together with those above it."""
    if folder.exists():
        return
    _make_private(folder.parent)
    folder.mkdir(mode=0o700, exist_ok=True)
    _flush_folder(folder.parent)


def _flush_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
