"""Web addresses: one canonical form for one page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

# What is added to follow a visitor names no other page.
_TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|ttclid|zarsrc|spm|ref|refsrc|_t|_r|share_\w+|sp_atk|xptdk|mibextid|igshid|si", re.IGNORECASE
)
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9\-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9\-]{1,23}")
_ENDINGS = "com|vn|net|org|shop|store|info|me|asia|online|site|top|xyz"
_WRITTEN = re.compile(
    rf"(?<![\w@.])(?:https?://[^\s<>\"']+|(?:[a-z0-9\-]+\.)+(?:{_ENDINGS})(?:/[^\s<>\"']*)?)(?![\w@])", re.IGNORECASE
)
_TAIL = ".,;:!?)]}»”’"
LONGEST = 2_000


def read_url(written: str) -> str | None:
    """Return host and path of an address without what does not name the page, or None.

    "HTTPS://www.Shop.vn/a/?utm_source=x#top" and "shop.vn/a" are one.
    """
    written = written.strip()
    if not written or len(written) > LONGEST or any(character.isspace() for character in written):
        return None
    if "://" not in written:
        written = "https://" + written.removeprefix("//")
    try:
        parts = urlsplit(written)
        host, port = parts.hostname or "", parts.port
        host = host.rstrip(".").encode("idna").decode("ascii").lower()
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not _HOST.fullmatch(host):
        return None
    for prefix in ("www.", "m."):
        if host.startswith(prefix) and host.count(".") > 1:
            host = host.removeprefix(prefix)
    if port and port not in (80, 443):
        host = f"{host}:{port}"
    path = unquote(parts.path).rstrip("/")
    kept = sorted((name, value) for name, value in parse_qsl(parts.query) if not _TRACKING.fullmatch(name))
    return host + path + (f"?{urlencode(kept)}" if kept else "")


def find_urls(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield each address of a text with its first code point and the one after its last."""
    for match in _WRITTEN.finditer(text):
        written = match.group().rstrip(_TAIL)
        address = read_url(written)
        if address is not None:
            yield address, match.start(), match.start() + len(written)
