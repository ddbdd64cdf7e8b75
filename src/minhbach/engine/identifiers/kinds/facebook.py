"""Accounts and pages on Facebook."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

from minhbach.engine.identifiers.kind import Kind, is_figure
from minhbach.engine.identifiers.urls import path_of, read_url

HOSTS = ("facebook.com", "fb.com", "fb.me", "web.facebook.com", "vi-vn.facebook.com")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9.\-]{2,99}")
# First parts of a path that name a part of the site and not an account.
_ROOMS = frozenset(
    {"groups", "share", "sharer", "watch", "reel", "reels", "marketplace", "events", "hashtag", "help", "login"}
    | {"photo", "photos", "story.php", "permalink.php"}
)


class FacebookKind(Kind):
    """The account's name or number, in lower case and without dots, which Facebook ignores."""

    code = "facebook"
    words = "tài khoản Facebook"
    faults = {"form": "“{said}” không phải tài khoản Facebook: hãy ghi địa chỉ trang hoặc tên trong địa chỉ đó."}

    def parse(self, written: str, within: str) -> str | None:
        address = read_url(written)
        is_there = address is not None and address.partition("/")[0] in HOSTS
        name = _named_by(address) if is_there and address else written.lstrip("@")
        plain = name.lower().replace(".", "")
        return plain if _NAME.fullmatch(name) and _NAME.fullmatch(plain) else None

    def guess(self, written: str) -> Iterator[str]:
        if "@" not in written[1:] and len(written) > 3 and not is_figure(written):
            yield from super().guess(written)


def _named_by(address: str) -> str:
    """Return the account that an address on Facebook leads to; empty where it leads to none."""
    path = path_of(address)
    if path[:1] == ["profile.php"]:
        return parse_qs(urlsplit("https://" + address).query).get("id", [""])[0]
    if path[:2] == ["marketplace", "profile"] and len(path) > 2:
        return path[2]
    if path[:1] in (["people"], ["pages"]) and len(path) > 2:
        return path[2]
    return path[0] if path and path[0] not in _ROOMS else ""
