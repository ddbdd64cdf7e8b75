"""Names of accounts: Zalo, Facebook, TikTok, and shops on a platform."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

from minhbach.engine.identifiers.phones import read_phone
from minhbach.engine.identifiers.urls import read_url

_FACEBOOK_HOSTS = ("facebook.com", "fb.com", "fb.me", "web.facebook.com", "vi-vn.facebook.com")
_FACEBOOK_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9.\-]{2,99}")
# First parts of a path that name a part of the site and not an account.
_FACEBOOK_ROOMS = frozenset(
    {"groups", "share", "sharer", "watch", "reel", "reels", "marketplace", "events", "hashtag", "help", "login"}
    | {"photo", "photos", "story.php", "permalink.php"}
)
_TIKTOK_NAME = re.compile(r"@?([A-Za-z0-9_.]{2,24})")
_ZALO_NAME = re.compile(r"[A-Za-z0-9_.]{4,60}")
_PLATFORM = re.compile(r"[\w\-]{2,40}")


def read_facebook(written: str) -> str | None:
    """Return the account's name or number on Facebook, in lower case and without dots, which Facebook ignores."""
    path, query = _path_on(written, _FACEBOOK_HOSTS)
    if path is None:
        name = written.strip().lstrip("@")
    elif path[:1] == ["profile.php"]:
        name = query.get("id", [""])[0]
    elif path[:1] in (["people"], ["pages"]) and len(path) >= 3:
        name = path[2]
    elif path and path[0] not in _FACEBOOK_ROOMS:
        name = path[0]
    else:
        return None
    return name.lower().replace(".", "") if _FACEBOOK_NAME.fullmatch(name) else None


def read_tiktok(written: str) -> str | None:
    """Return the account's name on TikTok, in lower case without the @."""
    path, _ = _path_on(written, ("tiktok.com", "vt.tiktok.com"))
    if path is not None and not (path and path[0].startswith("@")):
        return None
    match = _TIKTOK_NAME.fullmatch(path[0] if path else written.strip())
    return match.group(1).lower() if match and not match.group(1).endswith(".") else None


def read_zalo(written: str) -> str | None:
    """Return a Zalo account: the canonical phone where it is one, else the page's name or number."""
    path, _ = _path_on(written, ("zalo.me", "zalo.vn", "chat.zalo.me"))
    if path is not None and (not path or path[0] in ("g", "pc", "download")):
        return None
    name = path[0] if path else written.strip()
    phone = read_phone(name) if re.fullmatch(r"[\d\s.+\-()]+", name) else None
    if phone is not None:
        return phone.canonical
    return name.lower() if _ZALO_NAME.fullmatch(name) else None


def read_shop(written: str) -> str | None:
    """Return "platform:account" of a shop, both in lower case, from the same two words parted by a colon."""
    platform, _, account = written.partition(":")
    platform, account = platform.strip().lower(), " ".join(account.split()).lower()
    return f"{platform}:{account}" if _PLATFORM.fullmatch(platform) and 0 < len(account) <= 200 else None


def _path_on(written: str, hosts: tuple[str, ...]) -> tuple[list[str] | None, dict[str, list[str]]]:
    """Return the parts of the path and the query when the address lies on one of the hosts, else None."""
    address = read_url(written)
    if address is None:
        return None, {}
    parts = urlsplit("https://" + address)
    if parts.hostname not in hosts:
        return None, {}
    return [part for part in parts.path.split("/") if part], parse_qs(parts.query)
