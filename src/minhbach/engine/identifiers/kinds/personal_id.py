"""Personal numbers and the cards before them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from minhbach.engine.identifiers.kind import Kind
from minhbach.engine.identifiers.personal_numbers import LENGTH, fault_of_personal_number

_SEPARATORS = re.compile(r"[\s.\-]+")
_OLD = 9
_WRITTEN = re.compile(
    r"(?:căn\s*cước(?:\s*công\s*dân)?|CCCD|CMND|CMTND|chứng\s*minh(?:\s*(?:nhân\s*dân|thư))?|định\s*danh(?:\s*cá\s*nhân)?)"
    r"[^\d\n]{0,20}(\d(?:[\s.]?\d){11}|\d(?:[\s.]?\d){8})(?!\d)",
    re.IGNORECASE,
)


class PersonalIdKind(Kind):
    """Twelve digits of a personal number, or nine of an identity card of before. Kept where nobody reads it."""

    code = "personal_id"
    words = "số định danh cá nhân (căn cước)"
    faults = {
        "form": "“{said}” không phải số định danh cá nhân: số có 12 chữ số, hoặc 9 chữ số đối với chứng minh nhân dân.",
        "province": "“{said}” không phải số định danh cá nhân: ba chữ số đầu không phải mã tỉnh.",
        "century": "“{said}” không phải số định danh cá nhân: chữ số thứ tư từ 0 đến 3.",
    }
    is_personal = True
    is_closed = True

    def parse(self, written: str, within: str) -> str | None:
        digits = _SEPARATORS.sub("", written)
        if not digits.isascii() or not digits.isdigit():
            return None
        if len(digits) == LENGTH - 1 and fault_of_personal_number("0" + digits) is None:
            digits = "0" + digits  # which a spreadsheet took
        if len(digits) == LENGTH and (fault := fault_of_personal_number(digits)):
            raise self.unreadable(fault, written)
        return digits if len(digits) in (LENGTH, _OLD) else None

    def find(self, text: str) -> Iterator[tuple[str, int, int]]:
        for match in _WRITTEN.finditer(text):
            for canonical in self.guess(match[1]):
                yield canonical, match.start(1), match.end(1)
