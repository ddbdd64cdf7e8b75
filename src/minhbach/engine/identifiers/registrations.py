"""Numbers under which goods are notified or registered: cosmetics, foods, medicines, medical devices.

The forms are those that sellers write; the law tables hold them unconfirmed (``product_codes``), so
nothing is concluded from a form alone. No period of validity is read off a number: only a register
says until when one holds.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

_BLANKS = re.compile(r"\s*([/\-])\s*")
_NUMBER = r"(?P<number>\d{1,9})"
_OFFICE = r"(?P<office>[A-ZĐ]{2,6})(?:[-/]?BYT)?"


@dataclass(frozen=True)
class Registration:
    """One number. ``year`` is null where the form holds none."""

    kind: str  # cosmetic, food, medicine, device
    form: str  # notification, food_notice, food_confirmation, self_declared, medicine_old, medicine_new, device
    canonical: str
    year: int | None


def read_registration(written: str, *, kind: str | None = None) -> Registration | None:
    """Return the registration that was written, or None.

    A kind decides what the text alone leaves open: twelve digits are a medicine's number only where a
    medicine's is asked for, "01/Ten/2024" a food's own declaration only where a food's is.
    """
    text = unicodedata.normalize("NFC", written).strip().upper().replace("–", "-").replace("_", "-")
    text = _BLANKS.sub(r"\1", text)
    for name, form, build in _FORMS:
        match = form.fullmatch(text)
        if match is None or (name in _ASKED_FOR and kind != _ASKED_FOR[name]):
            continue
        found = build(match)
        if kind is None or found.kind == kind:
            return found
    return None


def _cosmetic(match: re.Match[str]) -> Registration:
    year = _full_year(match["year"])
    number = int(match["number"])
    return Registration("cosmetic", "notification", f"{number}/{year % 100:02}/CBMP-{match['office']}", year)


def _food(match: re.Match[str]) -> Registration:
    year = int(match["year"])
    return Registration("food", "food_notice", f"{int(match['number'])}/{year}/ĐKSP", year)


def _food_confirmed(match: re.Match[str]) -> Registration:
    year = int(match["year"])
    return Registration("food", "food_confirmation", f"{int(match['number'])}/{year}/ATTP-XNCB", year)


def _self_declared(match: re.Match[str]) -> Registration:
    year = int(match["year"])
    return Registration("food", "self_declared", f"{int(match['number'])}/{match['name'].strip()}/{year}", year)


def _medicine_old(match: re.Match[str]) -> Registration:
    year = _full_year(match["year"])
    return Registration("medicine", "medicine_old", f"{match['series']}-{match['number']}-{match['year']}", year)


def _medicine_new(match: re.Match[str]) -> Registration:
    return Registration("medicine", "medicine_new", match[0], None)


def _device(match: re.Match[str]) -> Registration:
    digits = match["number"]
    year = 2000 + int(digits[:2]) if len(digits) == 9 else None
    return Registration("device", "device", f"{digits}/{match['series']}-{match['office']}", year)


def _full_year(written: str) -> int:
    return int(written) if len(written) == 4 else 2000 + int(written)


_Build = Callable[[re.Match[str]], Registration]
_FORMS: tuple[tuple[str, re.Pattern[str], _Build], ...] = (
    # 59388/18/CBMP-QLD, 001700/21/CBMP-HCM, 01/2019/CBMP-ĐN
    ("notification", re.compile(_NUMBER + r"/(?P<year>\d{2}|20\d{2})/?CBMP[-/ ]?" + _OFFICE), _cosmetic),
    # 8845/2019/ĐKSP
    ("food_notice", re.compile(_NUMBER + r"/(?P<year>\d{4})/[ĐD]KSP"), _food),
    # 35041/2015/ATTP-XNCB
    ("food_confirmation", re.compile(_NUMBER + r"/(?P<year>\d{4})/ATTP-XNCB"), _food_confirmed),
    # 180001074/PCBA-HN
    ("device", re.compile(_NUMBER + r"/(?P<series>PCBA|PCBB)-?" + _OFFICE), _device),
    # VD-12345-12, VN2-123-15
    (
        "medicine_old",
        re.compile(r"(?P<series>VD\d?|VN\d?|VS|QLĐB|QLDB|GC|V\d{1,3})-(?P<number>\d{2,6})-(?P<year>\d{2})"),
        _medicine_old,
    ),
    ("medicine_new", re.compile(r"\d{12}"), _medicine_new),
    (
        "self_declared",
        re.compile(r"(?P<number>\d{1,4})/(?P<name>[^/\d][^/]{1,59})/(?P<year>20\d{2})"),
        _self_declared,
    ),
)
_ASKED_FOR = {"medicine_new": "medicine", "self_declared": "food"}
