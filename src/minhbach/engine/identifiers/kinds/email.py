"""E-mail addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from minhbach.engine.identifiers.kind import Kind
from minhbach.engine.identifiers.urls import refang

_ADDRESS = re.compile(
    r"(?<![\w.+\-])[A-Za-z0-9][A-Za-z0-9._%+\-]{0,63}@(?:[A-Za-z0-9](?:[A-Za-z0-9\-]{0,62})\.){1,8}[A-Za-z]{2,24}(?![\w\-])"
)
_HIDDEN_AT = re.compile(r"\s*[\[({]\s*(?:@|at|a còng)\s*[\])}]\s*", re.IGNORECASE)


class EmailKind(Kind):
    """An address in lower case. Dots and tags are kept: they may part two people's boxes."""

    code = "email"
    words = "thư điện tử"
    faults = {"form": "“{said}” không phải địa chỉ thư điện tử."}
    is_personal = True
    parting = re.compile(r"[;,|\n/\s]+")

    def parse(self, written: str, within: str) -> str | None:
        match = _ADDRESS.fullmatch(_HIDDEN_AT.sub("@", refang(written)).removeprefix("mailto:"))
        return match.group().lower() if match and ".." not in match.group() else None

    def find(self, text: str) -> Iterator[tuple[str, int, int]]:
        for match in _ADDRESS.finditer(text):
            if ".." not in match.group():
                yield match.group().lower(), match.start(), match.end()
