"""Vietnamese phone numbers, however they are grouped, with the prefixes that moved in 2018."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_NOT_DIGIT = re.compile(r"\D+")
_HOTLINE = re.compile(r"(?:1800|1900)\d{4,6}")
# Digits that follow a country code or a 0, parted by at most two separators each. What hides behind
# letters and words is uncovered by engine.text first.
_WRITTEN = re.compile(
    r"(?<![\d+])(?:\+\s?84|0084|84|0)(?:[\s.\-()]{0,2}\d){8,11}(?!\d)"
    r"|(?<!\d)1[89]00(?:[\s.]?\d){4,6}(?!\d)"
)


@dataclass(frozen=True)
class Phone:
    """A phone number in its canonical form: +84 and the digits without the leading 0; a hotline as it is dialled."""

    canonical: str
    kind: str  # mobile, landline, hotline
    carrier: str | None = None

    @property
    def national(self) -> str:
        """The digits as dialled in Vietnam: 0901234567."""
        return "0" + self.canonical.removeprefix("+84") if self.canonical.startswith("+84") else self.canonical


@dataclass(frozen=True)
class _Plan:
    carriers: dict[str, str]
    moved: dict[str, str]
    landlines: frozenset[str]


@cache
def _plan() -> _Plan:
    content = tomllib.loads((Path(__file__).parent / "phones.toml").read_text(encoding="utf-8"))
    return _Plan(
        carriers={prefix: row["carrier"] for row in content["mobile"] for prefix in row["prefixes"]},
        moved=content["moved"]["prefixes"],
        landlines=frozenset(content["landline"]["prefixes"]),
    )


def read_phone(written: str) -> Phone | None:
    """Return the phone that a string of digits and separators stands for, or None.

    An old eleven-digit mobile number is read as the one it became. Hotlines (1800, 1900) are known as
    such: they are a maker's line more often than a seller's.
    """
    digits = _NOT_DIGIT.sub("", written)
    if _HOTLINE.fullmatch(digits):
        return Phone(digits, "hotline")
    if digits.startswith("0084"):
        digits = "0" + digits[4:].removeprefix("0")
    elif digits.startswith("84") and len(digits) in (11, 12, 13):
        digits = "0" + digits[2:].removeprefix("0")
    plan = _plan()
    if len(digits) == 11 and digits[:4] in plan.moved:
        digits = plan.moved[digits[:4]] + digits[4:]
    if len(digits) == 10 and digits[:3] in plan.carriers:
        return Phone("+84" + digits[1:], "mobile", plan.carriers[digits[:3]])
    if len(digits) == 11 and digits[:3] in plan.landlines:
        return Phone("+84" + digits[1:], "landline")
    return None


def find_phones(text: str) -> Iterator[tuple[Phone, int, int]]:
    """Yield each phone of a text with its first code point and the one after its last."""
    for match in _WRITTEN.finditer(text):
        phone = read_phone(match.group())
        if phone is not None:
            yield phone, match.start(), match.end()
