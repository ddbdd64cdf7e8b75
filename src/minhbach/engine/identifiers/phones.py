"""Phone numbers, however they are grouped, with the prefixes that moved in 2017 and 2018; foreign ones as they are."""

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
# letters and words is read by `disguises`.
_WRITTEN = re.compile(
    r"(?<![\d+])(?:\+\s?84|0084|84|0)(?:[\s.\-()]{0,2}\d){8,11}(?!\d)"
    r"|(?<!\d)1[89]00(?:[\s.]?\d){4,6}(?!\d)"
    r"|(?<![\d+])\+(?!84)[1-9](?:[\s.\-()]{0,2}\d){7,14}(?!\d)"
)
# "Mã kiện hàng 0901…", "vận đơn: 0901…": a parcel's number, an order's, an article's.
_SAYS_OTHERWISE = re.compile(
    r"(?:(?:mã|số)\s*(?:kiện|vận\s*đơn|đơn\s*hàng|đơn|bưu\s*(?:gửi|kiện)|lô|hàng|sản\s*phẩm|sp|vạch|sku)"
    r"|vận\s*đơn|tracking|bar\s*code|imei|serial)[^\n\d]{0,16}$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Phone:
    """A phone number in its canonical form: + and the country's digits; a hotline as it is dialled."""

    canonical: str
    kind: str  # mobile, landline, hotline, foreign
    carrier: str | None = None

    @property
    def national(self) -> str:
        """The digits as dialled in Vietnam: 0901234567."""
        return "0" + self.canonical.removeprefix("+84") if self.canonical.startswith("+84") else self.canonical


@dataclass(frozen=True)
class _Plan:
    carriers: dict[str, str]
    moved: dict[str, str]
    landline: re.Pattern[str]
    moved_landlines: dict[str, str]


@cache
def _plan() -> _Plan:
    content = tomllib.loads((Path(__file__).parent / "phones.toml").read_text(encoding="utf-8"))
    return _Plan(
        carriers={prefix: row["carrier"] for row in content["mobile"] for prefix in row["prefixes"]},
        moved=content["moved"]["prefixes"],
        landline=re.compile(content["landline"]["pattern"]),
        moved_landlines=content["moved_landline"]["prefixes"],
    )


def read_phone(written: str) -> Phone | None:
    """Return the Vietnamese phone of today's plan that a string of digits and separators stands for, or None.

    An old eleven-digit mobile number is read as the one it became. Hotlines (1800, 1900) are known as
    such: they are a maker's line more often than a seller's.
    """
    digits = _NOT_DIGIT.sub("", written)
    if _HOTLINE.fullmatch(digits):
        return Phone(digits, "hotline")
    digits = _national(digits)
    plan = _plan()
    if len(digits) == 11 and digits[:4] in plan.moved:
        digits = plan.moved[digits[:4]] + digits[4:]
    if len(digits) == 10 and digits[:3] in plan.carriers:
        return Phone("+84" + digits[1:], "mobile", plan.carriers[digits[:3]])
    return Phone("+84" + digits[1:], "landline") if plan.landline.fullmatch(digits) else None


def read_any_phone(written: str) -> Phone | None:
    """Return the phone of any plan and country that was written as one, or None.

    For a field that holds a telephone; in a running text most of what could be an old number is none. A landline
    under its area code of before 2017 is read as what it became, a foreign number begins with + or 00. A spreadsheet
    takes the 0 from a number: what is one with it is one.
    """
    digits = _NOT_DIGIT.sub("", written)
    if written.lstrip(" (").startswith("+") and not digits.startswith("84"):
        return _read_foreign(digits)
    if digits.startswith("00") and not digits.startswith("0084"):
        return _read_foreign(digits[2:])
    phone = read_phone(written) or _read_old_landline(_national(digits))
    if phone is None and len(digits) in (9, 10) and not digits.startswith("0") and "+" not in written:
        phone = read_phone("0" + digits)
    return phone


def _national(digits: str) -> str:
    """Return digits as dialled in Vietnam where they begin with its code."""
    if digits.startswith("0084"):
        return "0" + digits[4:].removeprefix("0")
    if digits.startswith("84") and len(digits) in (11, 12, 13):
        return "0" + digits[2:].removeprefix("0")
    return digits


def _read_old_landline(digits: str) -> Phone | None:
    """Return what a landline under its area code of before 2017 became; what is a mobile number today is none."""
    plan = _plan()
    for length in (4, 3, 2):
        area = plan.moved_landlines.get(digits[:length])
        if area is not None and plan.landline.fullmatch(area + digits[length:]):
            return Phone("+84" + area[1:] + digits[length:], "landline")
    return None


def _read_foreign(digits: str) -> Phone | None:
    # Here, not above: few numbers are foreign, and the library takes its time to load.
    import phonenumbers

    try:
        number = phonenumbers.parse("+" + digits)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    return Phone(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164), "foreign")


def show_phone(canonical: str) -> str:
    """Return a canonical number as people write it."""
    if not canonical.startswith("+"):
        return canonical
    if canonical.startswith("+84"):
        national = Phone(canonical, "").national
        return f"{national[:4]} {national[4:7]} {national[7:]}"
    import phonenumbers

    return str(phonenumbers.format_number(phonenumbers.parse(canonical), phonenumbers.PhoneNumberFormat.INTERNATIONAL))


def find_phones(text: str) -> Iterator[tuple[Phone, int, int]]:
    """Yield each phone of a text with its first code point and the one after its last."""
    for match in _WRITTEN.finditer(text):
        if _SAYS_OTHERWISE.search(text, max(0, match.start() - 40), match.start()):
            continue
        phone = (read_any_phone if match.group().startswith("+") else read_phone)(match.group())
        if phone is not None:
            yield phone, match.start(), match.end()
