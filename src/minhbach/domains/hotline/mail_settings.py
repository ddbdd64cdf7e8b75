"""Which mailboxes there are: a file that the administrator keeps, since whoever names a server is trusted with the way
to it, and since no secret stands in a database.

    [[mailbox]]
    key = "tinbao"                      # stays as it is: by it what was drawn is known
    letterbox = "lang-son"              # the name in the letterbox's address
    address = "tinbao@langson.gov.vn"   # also who signs in, unless `user` says otherwise
    host = "mail.langson.gov.vn"
    password_file = "/etc/minhbach/tinbao.mat-khau"

Further: user, port, security ("tls", "starttls"; "none" on this machine alone), folder ("INBOX"), read_to (a folder
that what was drawn is moved to), since (a day: nothing older is drawn).
"""

from __future__ import annotations

import tomllib
from dataclasses import fields
from pathlib import Path
from typing import Any

from minhbach.domains.hotline.types import SECURITIES, MailboxSettings

_HERE = ("127.0.0.1", "::1", "localhost")


class MailSettingsUnfit(ValueError):
    """The file cannot be used, with why; no secret is in it."""


def read_mail_settings(path: str) -> list[MailboxSettings]:
    """Read the file.

    Raises: MailSettingsUnfit.
    """
    try:
        rows = tomllib.loads(Path(path).read_text(encoding="utf-8")).get("mailbox", [])
        found = [_read(row) for row in rows]
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError, TypeError, AttributeError) as error:
        raise MailSettingsUnfit(f"{path}: {error}") from error
    if len({one.key for one in found}) < len(found):
        raise MailSettingsUnfit(f"{path}: two mailboxes have one key")
    return found


def _read(row: dict[str, Any]) -> MailboxSettings:
    known = {field.name: field for field in fields(MailboxSettings)}
    if unknown := sorted(row.keys() - known):
        raise MailSettingsUnfit(f"unknown: {', '.join(unknown)}")
    found = MailboxSettings(**row)
    if found.security not in SECURITIES:
        raise MailSettingsUnfit(f"{found.key}: security is one of {', '.join(SECURITIES)}")
    if found.security == "none" and found.host not in _HERE:
        raise MailSettingsUnfit(f"{found.key}: a password goes over no open line; security is tls or starttls")
    return found
