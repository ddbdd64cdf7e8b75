"""What one process of a machine may do at a time: a file that is held, and let go by the system when it ends."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from minhbach.foundation.processes import is_running


@dataclass(frozen=True)
class Claim:
    """A file held, for as long as this process or one forked from it lives."""

    file: IO[str]


@contextmanager
def turn_at(path: Path) -> Iterator[None]:
    """Let those who do the same thing on this machine do it one after the other."""
    with _opened(path) as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def claim(path: Path) -> Claim | None:
    """Hold a file and write who holds it; None where another process does."""
    file = _opened(path)
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        return None
    file.truncate(0)
    file.write(f"{os.getpid()}\n")
    file.flush()
    return Claim(file)


def claimed_by(path: Path) -> int | None:
    """Return the process that wrote itself into a claimed file, where it still runs."""
    try:
        pid = int(path.read_text(encoding="ascii"))
    except (OSError, ValueError):
        return None
    return pid if is_running(pid) else None


def _opened(path: Path) -> IO[str]:
    path.parent.mkdir(parents=True, exist_ok=True)
    return os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600), "a+", encoding="ascii")
