"""The mailbox on its server: what is new in it, read without a trace, marked when it is kept. Nothing is ever deleted.

Whatever the server or the way to it does becomes one trouble that an administrator can act on.
"""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from imapclient import SEEN, IMAPClient
from imapclient.exceptions import IMAPClientAbortError, IMAPClientError, LoginError

from minhbach.domains.hotline.types import MailboxSettings, MailHead, MailTrouble

SECONDS = 30


class MailboxShut(RuntimeError):
    """Why a mailbox cannot be drawn from."""

    def __init__(self, trouble: MailTrouble) -> None:
        self.trouble = trouble
        super().__init__(str(trouble))


@dataclass(frozen=True)
class Inbox:
    """A folder that is open."""

    client: IMAPClient
    uidvalidity: int
    read_to: str

    def newer(self, than: int, *, since: date, most: int) -> list[int]:
        """List what came after a UID, the oldest first."""
        with _speaking():
            found = self.client.search(["UID", f"{than + 1}:*", "SINCE", since])
        # A range whose end lies before its beginning is turned round by the server, and names the last mail again.
        return sorted(uid for uid in found if uid > than)[:most]

    def head(self, uid: int) -> MailHead | None:
        """Tell of one mail; none where it has gone since."""
        told = self._told(uid, ["RFC822.SIZE", "INTERNALDATE", "BODY.PEEK[HEADER]"])
        if b"BODY[HEADER]" not in told:
            return None
        came = told.get(b"INTERNALDATE") or datetime.now(UTC)
        return MailHead(uid, int(told.get(b"RFC822.SIZE") or 0), came, bytes(told[b"BODY[HEADER]"] or b""))

    def content(self, uid: int) -> bytes:
        return bytes(self._told(uid, ["BODY.PEEK[]"]).get(b"BODY[]") or b"")

    def settle(self, uids: list[int]) -> None:
        """Say on the server that mails are kept here: read, and moved where a folder is named and it can be."""
        with _speaking():
            self.client.add_flags(uids, [SEEN], silent=True)
            if self.read_to and self.client.has_capability("MOVE"):
                if not self.client.folder_exists(self.read_to):
                    self.client.create_folder(self.read_to)
                self.client.move(uids, self.read_to)

    def _told(self, uid: int, asked: list[str]) -> dict[bytes, Any]:
        with _speaking():
            found: dict[bytes, Any] = self.client.fetch([uid], asked).get(uid, {})
            return found


@contextmanager
def opened(box: MailboxSettings) -> Iterator[Inbox]:
    """Sign in and open the folder.

    Raises: MailboxShut.
    """
    password = _password(box)
    with _speaking():
        client = IMAPClient(
            box.host,
            port=box.port_used,
            ssl=box.security == "tls",
            ssl_context=ssl.create_default_context() if box.security == "tls" else None,
            timeout=SECONDS,
        )
    client.normalise_times = False
    try:
        with _speaking():
            if box.security == "starttls":
                client.starttls(ssl.create_default_context())
            client.login(box.user or box.address, password)
        with _speaking(MailTrouble.FOLDER):
            told = client.select_folder(box.folder)
        yield Inbox(client, int(told[b"UIDVALIDITY"]), box.read_to)
    finally:
        try:
            client.logout()
        except (OSError, IMAPClientError):
            with suppress(OSError, IMAPClientError):
                client.shutdown()


@contextmanager
def _speaking(refused: MailTrouble = MailTrouble.BROKEN) -> Iterator[None]:
    """Turn what goes wrong into a trouble, without its cause: what a library says of a sign-in may hold what was sent.

    Raises: MailboxShut.
    """
    try:
        yield
    except LoginError:
        raise MailboxShut(MailTrouble.REFUSED) from None
    except ssl.SSLError:
        raise MailboxShut(MailTrouble.CERTIFICATE) from None
    # What breaks off is the way to the server, whoever says so.
    except (OSError, IMAPClientAbortError):
        raise MailboxShut(MailTrouble.UNREACHABLE) from None
    except IMAPClientError:
        raise MailboxShut(refused) from None


def _password(box: MailboxSettings) -> str:
    try:
        password = Path(box.password_file).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        password = ""
    if not password:
        raise MailboxShut(MailTrouble.SECRET)
    return password
