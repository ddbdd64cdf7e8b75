"""Web addresses: one canonical form for one page, also where somebody made them unclickable."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

# What is added to follow a visitor names no other page.
_TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|ttclid|zarsrc|spm|ref|refsrc|_t|_r|share_\w+|sp_atk|xptdk|mibextid|igshid|si", re.IGNORECASE
)
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9\-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9\-]{1,23}")
_ENDINGS = "com|vn|net|org|shop|store|info|me|asia|online|site|top|xyz|io|co|biz|click|club|live|vip|app|link|pro"
# A point as written by whoever does not want an address clicked: [.] (.) {.} [dot] \.
_POINT = r"\s*[\[({]\s*(?:\.|dot|chấm)\s*[\])}]\s*|\\\."
_DOT = rf"(?:\.|{_POINT})"
_WRITTEN = re.compile(
    rf"(?<![\w@.])(?:h(?:tt|xx)ps?(?:://|\[://\])(?:{_POINT}|[^\s<>\"'])+"
    rf"|(?:[a-z0-9\-]+{_DOT})+(?:{_ENDINGS})(?:/[^\s<>\"']*)?)(?![\w@])",
    re.IGNORECASE,
)
_DEFANGED = (
    (re.compile(_POINT, re.IGNORECASE), "."),
    (re.compile(r"[。．｡]"), "."),
    (re.compile(r"[\[(]\s*:\s*(//)?\s*[\])]"), r":\1"),
    (re.compile(r"[\[(]\s*/\s*[\])]"), "/"),
    (re.compile(r"^\s*h(?:xx|\*\*|tx|xt)p(s?)(?=\s*:)", re.IGNORECASE), r"http\1"),
)
_SAME_PAGE = ("www.", "m.")
# Signs that mean something else in an address unless they are written as codes.
_SIGNS = re.compile(r"[\s?#%\\\[\]()<>\"'\x00-\x1f]")
_TAIL = ".,;:!?)]}»”’"
LONGEST = 2_000


def refang(written: str) -> str:
    """Return an address as it is meant: "hxxps://shop[.]vn" is https://shop.vn."""
    for hidden, meant in _DEFANGED:
        written = hidden.sub(meant, written)
    return written.strip()


# One row of a list asks several times for the same.
@lru_cache(maxsize=1 << 10)
def read_url(written: str) -> str | None:
    """Return host and path of an address without what does not name the page, or None.

    "HTTPS://www.Shop.vn/a/?utm_source=x#top", "hxxps://shop[.]vn/a" and "shop.vn/a" are one.
    """
    if len(written) > LONGEST:
        return None
    written = refang(written)
    if not written or any(character.isspace() for character in written):
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
    while host.startswith(_SAME_PAGE) and host.count(".") > 1:
        host = host.partition(".")[2]
    if port and port not in (80, 443):
        host = f"{host}:{port}"
    path = _SIGNS.sub(lambda sign: quote(sign.group(), safe=""), unquote(parts.path).rstrip("/"))
    kept = sorted((name, value) for name, value in parse_qsl(parts.query) if not _TRACKING.fullmatch(name))
    return host + path + (f"?{urlencode(kept)}" if kept else "")


def host_of(address: str) -> str:
    """Return the host of an address in its canonical form, without a port."""
    return address.partition("/")[0].partition("?")[0].partition(":")[0]


def path_of(address: str) -> list[str]:
    """Return the parts of the path of an address in its canonical form."""
    return [part for part in address.partition("?")[0].split("/")[1:] if part]


def find_urls(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield each address of a text with its first code point and the one after its last."""
    for match in _WRITTEN.finditer(text):
        written = match.group().rstrip(_TAIL)
        address = read_url(written)
        if address is not None:
            yield address, match.start(), match.start() + len(written)
