"""E-mail addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator

_ADDRESS = re.compile(
    r"(?<![\w.+\-])[A-Za-z0-9][A-Za-z0-9._%+\-]{0,63}@(?:[A-Za-z0-9](?:[A-Za-z0-9\-]{0,62})\.){1,8}[A-Za-z]{2,24}(?![\w\-])"
)


def read_email(written: str) -> str | None:
    """Return an address in lower case, or None. Dots and tags are kept: they may part two people's boxes."""
    match = _ADDRESS.fullmatch(written.strip().removeprefix("mailto:"))
    return match.group().lower() if match and ".." not in match.group() else None


def find_emails(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield each address of a text with its first code point and the one after its last."""
    for match in _ADDRESS.finditer(text):
        address = read_email(match.group())
        if address is not None:
            yield address, match.start(), match.end()
