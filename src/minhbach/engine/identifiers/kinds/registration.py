"""Numbers under which goods are notified, registered or licensed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from minhbach.engine.identifiers.kind import Kind
from minhbach.engine.identifiers.registrations import read_registration

_WRITTEN = re.compile(
    r"(?<![\w/\-])(?:\d{1,9}\s?/\s?(?:20)?\d{2}\s?/?\s?CBMP[\s\-_/]{0,2}[A-ZĐ]{2,6}(?:[-/]BYT)?"
    r"|\d{1,9}\s?/\s?\d{4}\s?/\s?(?:[ĐD]KSP|ATTP\s?[-_]\s?XNCB)|\d{1,9}/PCB[AB]-?[A-ZĐ]{2,6}(?:[-/]BYT)?"
    r"|V[DN]\d?-\d{2,6}-\d{2})(?!\w)",
    re.IGNORECASE,
)


class RegistrationKind(Kind):
    """The number of a notification, a confirmation or a registration: it names goods, and whoever answers for them."""

    code = "registration"
    words = "số công bố, đăng ký lưu hành"
    faults = {"form": "“{said}” không phải số công bố hoặc số đăng ký, ví dụ 1234/24/CBMP-HCM, VD-12345-20."}
    tells_one = False

    def parse(self, written: str, within: str) -> str | None:
        found = read_registration(written)
        return found.canonical if found else None

    def find(self, text: str) -> Iterator[tuple[str, int, int]]:
        for match in _WRITTEN.finditer(text):
            for canonical in self.guess(match.group()):
                yield canonical, match.start(), match.end()
