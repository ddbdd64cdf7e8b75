"""The content-addressed store: a file is named by its SHA-256, written once, never changed."""

from __future__ import annotations

import errno
import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from django.conf import settings
from django.utils.translation import gettext_lazy as _lazy

from minhbach.foundation.refusals import Refusal

CHUNK = 1024 * 1024
INCOMING = ".incoming-"
_PG_FULL = "53100"  # disk_full


class FileMissing(Refusal):
    code = "foundation.file.missing"
    sentence = _lazy("Kho tệp không có tệp %(sha256)s; hãy khôi phục từ bản sao lưu.")


class FileDamaged(Refusal):
    code = "foundation.file.damaged"
    sentence = _lazy("Tệp %(sha256)s không còn đúng nội dung lúc lưu; hãy khôi phục từ bản sao lưu.")


class DiskFull(Refusal):
    code = "foundation.file.disk_full"
    sentence = _lazy("Máy chủ hết chỗ lưu nên chưa ghi nhận gì. Hãy báo quản trị hệ thống, rồi thử lại.")
    status = 507


@dataclass(frozen=True)
class Stored:
    """Units: size in bytes."""

    sha256: str
    size: int


def put(content: bytes | IO[bytes]) -> Stored:
    """Keep a content for good: written aside, flushed, sealed, then renamed. Repeating it is harmless.

    Raises: DiskFull, with nothing kept.
    """
    with disk_watched():
        return _put(content)


@contextmanager
def disk_watched() -> Iterator[None]:
    """Turn a full disk into a refusal.

    Raises: DiskFull.
    """
    try:
        yield
    except OSError as error:
        if is_disk_full(error):
            raise DiskFull from error
        raise


def is_disk_full(error: BaseException | None) -> bool:
    """Say whether an error comes of a full disk, this machine's or the database's."""
    while error is not None:
        if getattr(error, "errno", None) in (errno.ENOSPC, errno.EDQUOT) or getattr(error, "sqlstate", "") == _PG_FULL:
            return True
        error = error.__cause__ or error.__context__
    return False


def write_aside(content: bytes | IO[bytes], path: Path) -> None:
    """Write a content to a file of its own, for somebody who reads it by its path."""
    with path.open("wb") as target:
        for chunk in _chunks(content):
            target.write(chunk)


def _put(content: bytes | IO[bytes]) -> Stored:
    folder = Path(settings.FILE_STORE)
    folder.mkdir(parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    handle, aside = tempfile.mkstemp(dir=folder, prefix=INCOMING)
    try:
        with os.fdopen(handle, "wb") as target:
            for chunk in _chunks(content):
                digest.update(chunk)
                size += len(chunk)
                target.write(chunk)
            target.flush()
            os.fsync(target.fileno())
        path = path_of(digest.hexdigest())
        path.parent.mkdir(exist_ok=True)
        Path(aside).chmod(0o440)
        Path(aside).replace(path)
    except BaseException:
        Path(aside).unlink(missing_ok=True)
        raise
    return Stored(digest.hexdigest(), size)


def open_stored(sha256: str) -> IO[bytes]:
    """Open a kept content for reading.

    Raises: FileMissing.
    """
    try:
        return path_of(sha256).open("rb")
    except FileNotFoundError:
        raise FileMissing(sha256=sha256) from None


def verify(sha256: str) -> None:
    """Read a kept content through and compare it with its name.

    Raises: FileMissing, FileDamaged.
    """
    digest = hashlib.sha256()
    with open_stored(sha256) as source:
        for chunk in _chunks(source):
            digest.update(chunk)
    if digest.hexdigest() != sha256:
        raise FileDamaged(sha256=sha256)


def path_of(sha256: str) -> Path:
    if len(sha256) != 64 or not set(sha256) <= set("0123456789abcdef"):
        raise FileMissing(sha256=sha256)
    return Path(settings.FILE_STORE) / sha256[:2] / sha256


def _chunks(content: bytes | IO[bytes]) -> Iterable[bytes]:
    if isinstance(content, bytes):
        yield content
        return
    while chunk := content.read(CHUNK):
        yield chunk
