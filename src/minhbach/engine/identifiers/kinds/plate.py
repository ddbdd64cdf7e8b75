"""Number plates of vehicles."""

from __future__ import annotations

import re
from collections.abc import Iterator

from minhbach.engine.identifiers.kind import Kind

# The province, one or two letters or a letter and a digit (motorcycles), four or five digits.
_PLATE = re.compile(r"(\d{2})[\s.\-]*([A-ZĐ]{1,2}\d?|[A-ZĐ]\d)[\s.\-]+(\d{3})\.?(\d{1,2})")
_CLOSE = re.compile(r"(\d{2})([A-ZĐ]{1,2})(\d{4,6})")
_WRITTEN = re.compile(
    r"(?:biển\s*(?:kiểm\s*soát|số(?:\s*xe)?)|BKS|BSX|xe\s*(?:ô\s*tô|tải|máy)?)[\s:]*"
    r"(\d{2}[\s.\-]*[A-ZĐ]{1,2}\d?[\s.\-]*\d{3}\.?\d{1,2})(?!\d)",
    re.IGNORECASE,
)


class PlateKind(Kind):
    """Province and series, a dash, the number: 12A-12345, 29H1-12345."""

    code = "plate"
    words = "biển số xe"
    faults = {"form": "“{said}” không phải biển số xe, ví dụ 12A-123.45."}
    is_personal = True

    def parse(self, written: str, within: str) -> str | None:
        text = written.upper()
        if match := _PLATE.fullmatch(text):
            return f"{match[1]}{match[2]}-{match[3]}{match[4]}" if match[1] >= "11" else None
        match = _CLOSE.fullmatch(re.sub(r"[\s.\-]+", "", text))
        if match is None or match[1] < "11":
            return None
        province, series, number = match.groups()
        if len(number) == 6:  # a motorcycle's series ends in a digit
            series, number = series + number[0], number[1:]
        return f"{province}{series}-{number}"

    def show(self, canonical: str) -> str:
        series, _, number = canonical.partition("-")
        return f"{series}-{number[:3]}.{number[3:]}" if len(number) == 5 else canonical

    def keys(self, canonical: str) -> tuple[str, ...]:
        return (canonical.replace("-", ""), canonical)

    def digits(self, canonical: str) -> str:
        return canonical.partition("-")[2]

    def find(self, text: str) -> Iterator[tuple[str, int, int]]:
        for match in _WRITTEN.finditer(text):
            for canonical in self.guess(match[1]):
                yield canonical, match.start(1), match.end(1)
