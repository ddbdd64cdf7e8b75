"""Article numbers under a bar code."""

from __future__ import annotations

import re
from collections.abc import Iterator

from minhbach.engine.identifiers.gtins import write_gtin
from minhbach.engine.identifiers.kind import Kind
from minhbach.engine.identifiers.scanned import read_scanned

_WRITTEN = re.compile(
    r"(?:(?:mã\s*vạch|bar\s*code|gtin|ean|upc)[^\d\n]{0,12}|\(01\)\s?|https?://\S+?/01/)(\d(?:[\s\-]?\d){7,13})(?!\d)",
    re.IGNORECASE,
)


class GtinKind(Kind):
    """Fourteen digits with the right check digit: it names goods, whoever sells them. A scanned code is read, too."""

    code = "gtin"
    words = "mã vạch (GTIN)"
    faults = {"form": "“{said}” không phải mã vạch: mã có 8, 12, 13 hoặc 14 chữ số và đúng chữ số kiểm tra."}
    tells_one = False

    def parse(self, written: str, within: str) -> str | None:
        found = read_scanned(written)
        return found.gtin if found else None

    def show(self, canonical: str) -> str:
        return write_gtin(canonical)

    def keys(self, canonical: str) -> tuple[str, ...]:
        return (self.show(canonical),)

    def digits(self, canonical: str) -> str:
        return canonical

    def find(self, text: str) -> Iterator[tuple[str, int, int]]:
        for match in _WRITTEN.finditer(text):
            for canonical in self.guess(match[1]):
                yield canonical, match.start(1), match.end(1)
