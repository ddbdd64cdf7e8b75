"""Tax codes of enterprises and their branches: ten digits, or ten, a dash and three."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from stdnum import exceptions
from stdnum.vn import mst

_WRITTEN = re.compile(r"(?<![\d.+])\d{10}(?:[\s]?-?[\s]?\d{3})?(?![\d])")
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
    """Return why a string is no tax code: length, digits, branch, number or check_digit; None when it is one.

    Source: ten digits with mod 11 check, branches 001 to 999; python-stdnum vn.mst.
    """
    compact = mst.compact(written)
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
    compact = mst.compact(written)
    return TaxCode(compact[:10], compact[10:] or None)


def find_tax_codes(text: str) -> Iterator[tuple[TaxCode, int, int]]:
    """Yield each tax code that a text names as such, with its first code point and the one after its last."""
    for match in _WRITTEN.finditer(text):
        if not _SAYS_SO.search(text[max(0, match.start() - 40) : match.start()]):
            continue
        code = read_tax_code(match.group())
        if code is not None:
            yield code, match.start(), match.end()
