"""What a reader of bar codes types: an article number alone, or with batch, serial and dates, as GS1 writes them.

Three ways of writing one thing: element strings as a reader sends them, the same with brackets as people print them,
and GS1 Digital Link, an address with the numbers in it. What stands there is what somebody had printed, no more.

The century of a day is the nearest one, as GS1 says: the only thing here that hangs on when it is read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from minhbach.engine.identifiers.gtins import read_gtin

if TYPE_CHECKING:
    from biip.gs1_element_strings import GS1ElementStrings

LONGEST = 300
# Cheap to ask of each value: an address with numbers in it, brackets, a reader's own sign, or the number of an article
# with more behind it.
_ADDRESS = re.compile(r"https?://[^\s]+/(?:01|gtin)/\d{8,14}(?!\d)", re.IGNORECASE)
_BRACKETS = re.compile(r"\(01\)\s?\d{14}(?!\d)")
_FROM_READER = re.compile(r"(?:\](?:C1|d2|Q3|e0))?\x1d?01(\d{14})(.*)", re.DOTALL)


@dataclass(frozen=True)
class Scanned:
    """What one code says. HOST is where an address leads to, empty of other codes."""

    gtin: str  # fourteen digits
    batch: str = ""
    serial: str = ""
    made_on: date | None = None
    best_before: date | None = None
    expires_on: date | None = None
    host: str = ""


def read_scanned(written: str) -> Scanned | None:
    """Read what a code says; None where it names no article, or one whose check digit is wrong."""
    text = written.strip().removeprefix("\ufeff")
    if len(text) > LONGEST:
        return None
    if (alone := read_gtin(text)) is not None:
        return Scanned(alone)
    is_address = _ADDRESS.match(text) is not None
    strings = _strings(text, is_address=is_address)
    article = strings.get(ai="01") if strings is not None else None
    gtin = read_gtin(article.value) if article is not None else None
    if strings is None or gtin is None:
        return None
    return Scanned(
        gtin,
        batch=_value(strings, "10"),
        serial=_value(strings, "21"),
        made_on=_day(strings, "11"),
        best_before=_day(strings, "15"),
        expires_on=_day(strings, "17"),
        host=text.split("/")[2].lower() if is_address else "",
    )


def _strings(text: str, *, is_address: bool) -> GS1ElementStrings | None:
    has_brackets = _BRACKETS.match(text) is not None
    from_reader = _FROM_READER.fullmatch(text)
    if not (is_address or has_brackets or (from_reader and read_gtin(from_reader[1]) is not None)):
        return None
    # Its tables take a moment to read, which who never meets such a code need not wait for.
    from biip import ParseError
    from biip.gs1_digital_link_uris import GS1DigitalLinkURI
    from biip.gs1_messages import GS1Message

    try:
        if is_address:
            return GS1DigitalLinkURI.parse(text).element_strings
        if has_brackets:
            return GS1Message.parse_hri("".join(text.split())).element_strings
        return GS1Message.parse(text[3:] if text.startswith("]") else text).element_strings
    except ParseError:
        return None


def _value(strings: GS1ElementStrings, ai: str) -> str:
    found = strings.get(ai=ai)
    return found.value if found is not None else ""


def _day(strings: GS1ElementStrings, ai: str) -> date | None:
    found = strings.get(ai=ai)
    return found.date if found is not None else None
