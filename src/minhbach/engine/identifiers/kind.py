"""What a kind of identifier is: one class, one kind, one file in `kinds`; the table there lists them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar
from unicodedata import normalize

from minhbach.engine.refusals import EngineRefusal

LONGEST = 2_000
_FIGURE = re.compile(r"[\d\s.+\-()/]+")
# What keyboards of the East write wide, dashes that a word processor makes of a hyphen, and letters without a width
# that come along when somebody copies.
_AS_TYPED = (
    {wide: chr(wide - 0xFEE0) for wide in range(0xFF01, 0xFF5F)}
    | dict.fromkeys((*range(0x2010, 0x2016), 0x2212), "-")
    | dict.fromkeys((0x00AD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF))
)


def as_typed(written: str) -> str:
    """Return a value as a plain keyboard types it: figures and letters of one width, composed, nothing unseen."""
    return (written if written.isascii() else normalize("NFC", written.translate(_AS_TYPED))).strip()


def is_figure(written: str) -> bool:
    """Say whether a string is digits and what parts them: a number of something, never a name."""
    return _FIGURE.fullmatch(written) is not None


@dataclass(frozen=True)
class Identity:
    """A kind and the canonical value under which everybody who writes it meets."""

    kind: str
    canonical: str


class IdentifierUnreadable(EngineRefusal):
    """What was written is no identifier of its kind; values: kind, fault, said (the part at fault)."""

    code = "identifier.unreadable"


class Kind:
    """One kind: how it is written, read, shown, found, and what it tells.

    WORDS names it, FAULTS says what is wrong with a value ({said} is the part at fault).
    IS_PERSONAL: its value is personal data. IS_CLOSED: it is kept only where nobody reads it.
    TELLS_ONE: two that carry the same value may be one; a number of goods says nothing of who sells them.
    CLAIMS: what it finds in a running text is nothing else as well.
    """

    code: ClassVar[str]
    words: ClassVar[str]
    faults: ClassVar[Mapping[str, str]]
    is_personal: ClassVar[bool] = False
    is_closed: ClassVar[bool] = False
    tells_one: ClassVar[bool] = True
    claims: ClassVar[bool] = True
    parting: ClassVar[re.Pattern[str]] = re.compile(r"[;,|\n]|\s(?:[-–—/&]|hoặc|và|or)\s")
    """What stands between several values in one cell."""

    def read(self, written: str, *, within: str = "") -> str:
        """Return the canonical value; WITHIN is the bank, wallet or carrier that stands beside it.

        Raises: IdentifierUnreadable.
        """
        typed = as_typed(written)
        canonical = self.parse(typed, as_typed(within)) if typed else None
        if canonical is None:
            raise self.unreadable("form", written)
        return canonical

    def parse(self, written: str, within: str) -> str | None:
        """Return the canonical value, or None where it has not the form."""
        raise NotImplementedError

    def unreadable(self, fault: str, said: str) -> IdentifierUnreadable:
        return IdentifierUnreadable(kind=self.code, fault=fault, said=" ".join(said.split())[:100])

    def show(self, canonical: str) -> str:
        """Return a canonical value as people write it; reading that gives the value again."""
        return canonical

    def keys(self, canonical: str) -> tuple[str, ...]:
        """Return what a person may type the beginning of to find the value."""
        return (canonical,)

    def digits(self, canonical: str) -> str:
        """Return the digits by whose last ones the value is found; empty where it is not found so."""
        return ""

    def guess(self, written: str) -> Iterator[str]:
        """Yield what a whole string could be as this kind: what somebody put into a search box.

        Of most kinds it is none, and nobody is told why.
        """
        typed = as_typed(written)
        try:
            canonical = self.parse(typed, "") if typed else None
        except IdentifierUnreadable:
            return
        if canonical is not None:
            yield canonical

    def find(self, text: str) -> Iterator[tuple[str, int, int]]:
        """Yield each value that stands openly in a text, with its first code point and the one after its last."""
        return iter(())

    def implies(self, canonical: str) -> tuple[Identity, ...]:
        """Return what else whoever carries the value is reached by: a wallet's telephone, an address's domain."""
        return ()

    def tells_person(self, canonical: str) -> bool:
        """Say whether a value is personal data."""
        return self.is_personal

    def tells_who(self, canonical: str) -> bool:
        """Say whether two that carry this value may be one."""
        return self.tells_one
