"""Files that spare a later run some work: ours alone, whole or not at all, never needed."""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from pathlib import Path

_MAGIC = b"minhbach cache 1\n"
_HEAD = len(_MAGIC) + hashlib.sha256().digest_size


def default_folder() -> Path | None:
    """Return the user's cache folder, or None where there is no home."""
    try:
        return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "minhbach"
    except RuntimeError:
        return None


def read(path: Path) -> bytes | None:
    """Return what was kept, or None where the file is missing, damaged or could be another's.

    What is kept is run or unpickled: who can write it could run code as us.
    """
    try:
        with path.open("rb") as file:
            state = os.fstat(file.fileno())
            if hasattr(os, "geteuid") and (state.st_uid != os.geteuid() or state.st_mode & 0o022):
                return None
            kept = file.read()
    except OSError:
        return None
    content = kept[_HEAD:]
    return content if kept[:_HEAD] == _head(content) else None


def write(path: Path, content: bytes) -> None:
    """Keep something; two processes at once each write a file of their own, and the last name stands."""
    aside = path.with_suffix(f".{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(_head(content) + content)
        aside.replace(path)
    except OSError:  # a full or read-only disk: work it out again next time
        with suppress(OSError):
            aside.unlink()


def _head(content: bytes) -> bytes:
    return _MAGIC + hashlib.sha256(content).digest()
