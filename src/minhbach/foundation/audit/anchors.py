"""The heads of the chain, kept outside the database, so that whoever rewrites its rows leaves them behind.

One line for each sealing, in MINHBACH_HOME:

    kind chain sequence digest moment mark

The mark binds a line to all before it and to a key that no database holds; a line that was edited, put in or taken out
of the middle does not fit. The links made next carry the mark of the last line, so lines cut off at the end are missed.
"""

from __future__ import annotations

import hashlib
import hmac
import logging
import os
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from django.conf import settings

FILE = "audit-anchors.txt"
KEY = "audit-key"
_FIELDS = 6
_LONGEST_LINE = 1_000

log = logging.getLogger(__name__)


class Kind(StrEnum):
    BEGIN = "begin"
    SEAL = "seal"
    # From here on the chain counts anew: what stands before was mended, and an audit row says why.
    MEND = "mend"


@dataclass(frozen=True)
class Anchor:
    """The head of the chain after a sealing. IS_BOUND: the mark fits the key and the line before."""

    kind: Kind
    chain: str
    sequence: int
    digest: str
    at: datetime
    mark: str
    is_bound: bool


@dataclass(frozen=True)
class Anchors:
    """All lines that can be read, first to last, and the numbers of those that cannot."""

    lines: tuple[Anchor, ...]
    unreadable: tuple[int, ...]
    has_key: bool

    @property
    def last(self) -> Anchor | None:
        return self.lines[-1] if self.lines else None


def home() -> Path:
    """Return the folder of the installation's own files."""
    return Path(settings.FILE_STORE).parent


def read_anchors() -> Anchors:
    """Read every line and see whether it is bound to the one before."""
    path, key = home() / FILE, _kept_key()
    if not path.exists():
        return Anchors((), (), key is not None)
    lines, unreadable, before = [], [], ""
    for place, text in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), start=1):
        anchor = _read(text, before, key)
        if anchor is None:
            unreadable.append(place)
        else:
            lines.append(anchor)
            before = anchor.mark
    return Anchors(tuple(lines), tuple(unreadable), key is not None)


def last_anchor() -> Anchor | None:
    """Read the last line alone, for sealing; what is wrong with the others is the proof's to say."""
    path = home() / FILE
    if not path.exists():
        return None
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - 2 * _LONGEST_LINE))
        tail = file.read().decode("utf-8", errors="replace").splitlines()
    found = (_read(text, "", None) for text in reversed(tail))
    return next((anchor for anchor in found if anchor is not None), None)


def append(kind: Kind, *, chain: str, sequence: int, digest: str, at: datetime) -> str:
    """Write a line after the last and on to the second place; return its mark. Only under the sealer's lock."""
    last = last_anchor()
    text = f"{kind} {chain} {sequence} {digest} {at.astimezone(UTC).isoformat()}"
    mark = _mark(_kept_key() or _make_key(), last.mark if last else "", text)
    path = home() / FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="ascii") as file:
        file.write(f"{text} {mark}\n")
        file.flush()
        os.fsync(file.fileno())
    copy_on(chain)
    return mark


def second_place(chain: str) -> Path | None:
    """Return the file in the second place, where one is named in the settings."""
    folder = settings.AUDIT_SECOND_PLACE
    return Path(folder) / f"audit-anchors-{chain}.txt" if folder else None


def differing_in_second_place(chain: str) -> int | None:
    """Return the first line in which the second place differs from the first, or lacks it; None where they agree."""
    copy = second_place(chain)
    if copy is None:
        return None
    theirs = copy.read_text(encoding="utf-8", errors="replace").splitlines() if copy.exists() else []
    path = home() / FILE
    ours = path.read_text(encoding="utf-8", errors="replace").splitlines() if path.exists() else []
    if ours == theirs:
        return None
    return next((place for place, pair in enumerate(zip(ours, theirs, strict=False), 1) if pair[0] != pair[1]), 0) or (
        min(len(ours), len(theirs)) + 1
    )


def copy_on(chain: str) -> None:
    """Write to the second place what it lacks. A share that is away now gets it at the next sealing."""
    copy = second_place(chain)
    if copy is None:
        return
    try:
        written = copy.stat().st_size if copy.exists() else 0
        with (home() / FILE).open("rb") as ours:
            ours.seek(written)
            rest = ours.read()
        with copy.open("ab") as theirs:
            theirs.write(rest)
    except OSError as error:
        log.warning("the second place of the anchors cannot be written: %s", error)


def _read(text: str, before: str, key: bytes | None) -> Anchor | None:
    parts = text.split(" ")
    if len(parts) != _FIELDS:
        return None
    kind, chain, sequence, digest, at, mark = parts
    try:
        is_bound = key is not None and hmac.compare_digest(_mark(key, before, " ".join(parts[:-1])), mark)
        return Anchor(Kind(kind), chain, int(sequence), digest, datetime.fromisoformat(at), mark, is_bound)
    except (ValueError, TypeError):
        return None


def _mark(key: bytes, before: str, text: str) -> str:
    return hmac.new(key, f"{before} {text}".encode(), hashlib.sha256).hexdigest()


def mark_of(text: str) -> str:
    """Return the mark that who holds the installation's key puts under TEXT."""
    return _mark(_kept_key() or _make_key(), "", text)


def is_mark_of(text: str, mark: str) -> bool:
    """Say whether MARK was put under TEXT with the installation's key."""
    key = _kept_key()
    return key is not None and hmac.compare_digest(_mark(key, "", text), mark)


def _kept_key() -> bytes | None:
    path = home() / KEY
    return bytes.fromhex(path.read_text(encoding="ascii").strip()) if path.exists() else None


def _make_key() -> bytes:
    """Make the key of this installation, readable by its owner alone."""
    path = home() / KEY
    path.parent.mkdir(parents=True, exist_ok=True)
    key = secrets.token_bytes(32)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(key.hex())
    return key


def bound_since_mend(anchors: Anchors) -> Iterator[Anchor]:
    """List the lines that the chain must agree with: since the last mend, and of those before it what it kept."""
    mend = next((line for line in reversed(anchors.lines) if line.kind is Kind.MEND and line.is_bound), None)
    if mend is None:
        yield from anchors.lines
        return
    place = anchors.lines.index(mend)
    yield from (line for line in anchors.lines[:place] if line.is_bound and line.sequence <= mend.sequence)
    yield from anchors.lines[place:]
