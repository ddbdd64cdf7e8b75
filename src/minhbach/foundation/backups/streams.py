"""Streams that count and digest what passes: backups are larger than memory."""

from __future__ import annotations

import hashlib
from typing import IO, Any

CHUNK = 1024 * 1024


class Measured:
    """Reads from, or writes to, another stream and keeps the size and the SHA-256 of what passed."""

    def __init__(self, stream: IO[bytes] | Any) -> None:
        self._stream, self._digest, self.size = stream, hashlib.sha256(), 0

    @property
    def sha256(self) -> str:
        return self._digest.hexdigest()

    def read(self, size: int = -1) -> bytes:
        content: bytes = self._stream.read(size)
        self._passed(content)
        return content

    def write(self, content: bytes) -> int:
        self._stream.write(content)
        self._passed(content)
        return len(content)

    def flush(self) -> None:
        self._stream.flush()

    def _passed(self, content: bytes) -> None:
        self._digest.update(content)
        self.size += len(content)


class Remembered:
    """Reads from, or writes to, another stream and remembers what went wrong, for whoever tells it otherwise."""

    def __init__(self, stream: IO[bytes] | Any) -> None:
        self._stream = stream
        self.error: OSError | None = None

    def read(self, size: int = -1) -> bytes:
        try:
            content: bytes = self._stream.read(size)
        except OSError as error:
            self.error = error
            raise
        return content

    def write(self, content: bytes) -> int:
        try:
            self._stream.write(content)
        except OSError as error:
            self.error = error
            raise
        return len(content)

    def flush(self) -> None:
        self._stream.flush()


def copy(source: IO[bytes] | Any, target: IO[bytes] | Any) -> None:
    """Write all of SOURCE to TARGET."""
    while content := source.read(CHUNK):
        target.write(content)
