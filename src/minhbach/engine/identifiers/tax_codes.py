"""Tax codes: ten digits of an enterprise, three more for its branch, or the twelve of a household's owner."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from stdnum import exceptions
from stdnum.vn import mst

from minhbach.engine.identifiers.personal_numbers import LENGTH, fault_of_personal_number

_WRITTEN = re.compile(r"(?<![\d.+])(?:\d{12}|\d{10}(?:[\s]?-?[\s]?\d{3})?)(?![\d])")
# A row of digits is a tax code when it says so; ten digits alone are a phone more often.
_SAYS_SO = re.compile(
    r"(?:mã\s*số\s*thuế|mã\s*số\s*(?:doanh\s*nghiệp|DN|ĐKKD)|\bMST\b|\bMSDN\b)\D{0,12}$", re.IGNORECASE
)


@dataclass(frozen=True)
class TaxCode:
    """A tax code; a branch's own three digits stand apart, so that branches are found by their head."""

    head: str
    branch: str | None = None

    @property
    def canonical(self) -> str:
        return f"{self.head}-{self.branch}" if self.branch else self.head


def fault_of(written: str) -> str | None:
    """Return why a string is no tax code; None when it is one.

    length, digits, branch, number, check_digit; of a household's: province, century.

    Source: ten digits with mod 11 check, branches 001 to 999; python-stdnum vn.mst. Twelve digits: Thông tư
    86/2024/TT-BTC, the owner's personal number since 1/7/2025.
    """
    compact = _compact(written)
    if len(compact) == LENGTH and compact.isascii() and compact.isdigit():
        return fault_of_personal_number(compact)
    try:
        mst.validate(compact)
    except exceptions.InvalidLength:
        return "length"
    except exceptions.InvalidFormat:
        return "digits"
    except exceptions.InvalidComponent:
        return "branch" if compact[10:] == "000" else "number"
    except exceptions.InvalidChecksum:
        return "check_digit"
    return None


def read_tax_code(written: str) -> TaxCode | None:
    """Return the tax code that a string stands for, or None."""
    if fault_of(written):
        return None
    compact = _compact(written)
    return TaxCode(compact) if len(compact) == LENGTH else TaxCode(compact[:10], compact[10:] or None)


def _compact(written: str) -> str:
    """Return the digits alone, with the zero that a spreadsheet took, where it makes a code that checks."""
    compact: str = mst.compact(written)
    if compact.isascii() and compact.isdigit():
        if len(compact) == 9 and mst.is_valid("0" + compact):
            return "0" + compact
        if len(compact) == LENGTH - 1 and fault_of_personal_number("0" + compact) is None:
            return "0" + compact
    return compact


def find_tax_codes(text: str) -> Iterator[tuple[TaxCode, int, int]]:
    """Yield each tax code that a text names as such, with its first code point and the one after its last."""
    for match in _WRITTEN.finditer(text):
        if not _SAYS_SO.search(text[max(0, match.start() - 40) : match.start()]):
            continue
        code = read_tax_code(match.group())
        if code is not None:
            yield code, match.start(), match.end()
