"""Accounts, groups and channels on Telegram."""

from __future__ import annotations

import re
from collections.abc import Iterator

from minhbach.engine.identifiers.kind import Identity, Kind, is_figure
from minhbach.engine.identifiers.phones import Phone, read_any_phone, show_phone
from minhbach.engine.identifiers.urls import path_of, read_url

HOSTS = ("t.me", "telegram.me", "telegram.dog")
_NAME = re.compile(r"@?([A-Za-z][A-Za-z0-9_]{3,31})")
# First parts of a path that name no account: invitations, sets of stickers, a way to share.
_ROOMS = ("joinchat", "addstickers", "share", "proxy", "s", "c")


class TelegramKind(Kind):
    """The name in lower case without the @, or the canonical phone where an account is reached by it."""

    code = "telegram"
    words = "tài khoản Telegram"
    faults = {"form": "“{said}” không phải tài khoản Telegram: hãy ghi @tên hoặc địa chỉ t.me/…"}

    def parse(self, written: str, within: str) -> str | None:
        address = read_url(written)
        is_there = address is not None and address.partition("/")[0] in HOSTS
        path = path_of(address) if is_there and address else None
        if path is not None and not path:
            return None
        if path and path[0] == "s" and len(path) > 1:
            path = path[1:]
        name = path[0] if path else written
        if is_figure(name):
            phone = read_any_phone(name)
            return phone.canonical if phone and phone.canonical.startswith("+") else None
        match = _NAME.fullmatch(name)
        return match.group(1).lower() if match and not (path and name in _ROOMS) else None

    def show(self, canonical: str) -> str:
        return show_phone(canonical) if canonical.startswith("+") else f"@{canonical}"

    def keys(self, canonical: str) -> tuple[str, ...]:
        return (Phone(canonical, "").national,)

    def guess(self, written: str) -> Iterator[str]:
        for canonical in super().guess(written) if "@" not in written[1:] else ():
            if canonical.startswith("+") or not is_figure(written):
                yield canonical

    def implies(self, canonical: str) -> tuple[Identity, ...]:
        return (Identity("phone", canonical),) if canonical.startswith("+") else ()

    def tells_person(self, canonical: str) -> bool:
        return canonical.startswith("+")
