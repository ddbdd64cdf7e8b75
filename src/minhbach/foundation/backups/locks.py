"""Locks of backups, in the age format: closed with public keys on the server, opened with a key kept elsewhere."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import pyrage

from minhbach.foundation.backups.refusals import KeyExists, KeyMissing, KeyUnreadable, KeyWrong, RecipientUnreadable
from minhbach.foundation.backups.streams import Remembered, copy

RECIPIENTS = "backup-recipients.txt"
PLAIN = "plain"


@dataclass(frozen=True)
class Lock:
    """Who alone can open what is closed with it; nobody in particular where RECIPIENTS is empty."""

    recipients: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Tell apart what was closed for others: it is opened with other keys."""
        if not self.recipients:
            return PLAIN
        return hashlib.sha256("\n".join(sorted(self.recipients)).encode()).hexdigest()[:16]

    def close(self, source: IO[bytes] | Any, target: IO[bytes] | Any) -> None:
        """Write SOURCE to TARGET so that only the recipients can read it."""
        if not self.recipients:
            copy(source, target)
            return
        read, written = Remembered(source), Remembered(target)
        try:
            pyrage.encrypt_io(read, written, [pyrage.x25519.Recipient.from_str(one) for one in self.recipients])
        except pyrage.EncryptError as error:
            # It says of a full disk only that it could not encrypt.
            raise read.error or written.error or error from error


@dataclass(frozen=True)
class Key:
    """Opens what was closed with a lock."""

    lock: Lock
    identities: tuple[Any, ...] = ()

    @property
    def _is_of_lock(self) -> bool:
        return any(str(identity.to_public()) in self.lock.recipients for identity in self.identities)

    def open(self, source: IO[bytes] | Any, target: IO[bytes] | Any) -> None:
        """Write to TARGET what SOURCE was before it was closed.

        Raises: KeyWrong; OSError where it was changed since.
        """
        if not self.lock.recipients:
            copy(source, target)
            return
        try:
            pyrage.decrypt_io(source, target, list(self.identities))
        except pyrage.DecryptError as error:
            # Said as well of a right key where the head of what was closed is damaged.
            if "No matching keys" in str(error) and not self._is_of_lock:
                raise KeyWrong(recipients=", ".join(self.lock.recipients)) from error
            raise OSError(str(error)) from error


def lock_of(home: Path) -> Lock:
    """Return the lock that this installation closes its backups with.

    Raises: RecipientUnreadable.
    """
    path = home / RECIPIENTS
    if not path.exists():
        return Lock()
    lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines()]
    recipients = [line for line in lines if line and not line.startswith("#")]
    for line in recipients:
        try:
            pyrage.x25519.Recipient.from_str(line)
        except pyrage.RecipientError as error:
            raise RecipientUnreadable(path=path, line=line) from error
    return Lock(tuple(dict.fromkeys(recipients)))


def key_for(lock: Lock, path: Path | None) -> Key:
    """Read the key file that should open a lock.

    Raises: KeyMissing, KeyUnreadable.
    """
    if not lock.recipients:
        return Key(lock)
    if path is None:
        raise KeyMissing
    try:
        lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines()]
        identities = [pyrage.x25519.Identity.from_str(line) for line in lines if line and not line.startswith("#")]
    except (OSError, UnicodeDecodeError, pyrage.IdentityError) as error:
        raise KeyUnreadable(path=path) from error
    if not identities:
        raise KeyUnreadable(path=path)
    return Key(lock, tuple(identities))


def make_key(path: Path, *, home: Path) -> str:
    """Write a new key to PATH, for its owner alone; backups are closed for it and those before it from now on.

    Raises: KeyExists, RecipientUnreadable.
    """
    kept: Sequence[str] = lock_of(home).recipients
    identity = pyrage.x25519.Identity.generate()
    recipient = str(identity.to_public())
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise KeyExists(path=path) from None
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(f"# public key: {recipient}\n{identity}\n")
        file.flush()
        os.fsync(file.fileno())
    home.mkdir(parents=True, exist_ok=True)
    aside = home / f"{RECIPIENTS}.new"
    aside.write_text("".join(f"{one}\n" for one in [*kept, recipient]), encoding="ascii")
    aside.replace(home / RECIPIENTS)
    return recipient
