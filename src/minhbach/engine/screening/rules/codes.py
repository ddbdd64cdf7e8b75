"""Bar codes, read as what they are: a prefix names the issuer of a number, never the country of manufacture."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import numpy as np
import polars as pl
from numpy.typing import NDArray

from minhbach.engine.identifiers.gtins import has_right_check_digit, is_short, prefix_of, read_gtin
from minhbach.engine.screening.knowledge import Knowledge
from minhbach.engine.screening.listing import Finding, Hit, Listing
from minhbach.engine.screening.rule_table import judge_row, rule
from minhbach.engine.screening.rules import Verdict, finding, judge, listing_rule
from minhbach.engine.text.folding import FoldedBatch

_DIGITS_OF_GTIN = 13  # alone, only this length: twelve digits are as often a person's or a medicine's number
_STEP = 12  # every run of thirteen digits has one at a twelfth place
_AROUND = np.arange(-_DIGITS_OF_GTIN, _DIGITS_OF_GTIN + 1)
_NO_GTIN_BEFORE = re.compile(rb"(?:sku|\+|[.,])[ \x1f:.\-]*\Z")  # platforms make up stock numbers that look like GTINs
_THIRTEEN = re.compile(rb"(?<![0-9])[0-9]{13}(?![0-9])")
_ISSUER = rule("codes.gtin.issuer")
_FAULTS = judge_row("codes.gtin").weights
_MOST_GTINS = 3  # of one listing


def gtins_of(folded: FoldedBatch) -> pl.DataFrame:
    """Find the trade item numbers that stand in a batch as thirteen digits, whatever words stand around them.

    Shape: n folded listings -> [n: Int64 (row in the batch), gtin: String (fourteen digits)], at most three
           different ones a listing, in the order of the text. Check digit right, prefix one of trade items.
    """
    data = folded.data
    rows: list[int] = []
    gtins: list[str] = []
    starts = runs_of_thirteen(np.frombuffer(data, dtype=np.uint8))
    places = folded.bounds[:, 0].searchsorted(starts, side="right") - 1
    seen: dict[int, list[str]] = {}
    for start, row in zip(starts.tolist(), places.tolist(), strict=True):
        gtin = _trade_item(data, start)
        known = seen.setdefault(row, [])
        if gtin is not None and gtin not in known and len(known) < _MOST_GTINS:
            known.append(gtin)
            rows.append(row)
            gtins.append(gtin)
    return pl.DataFrame({"n": rows, "gtin": gtins}, schema={"n": pl.Int64, "gtin": pl.String})


def runs_of_thirteen(data: NDArray[np.uint8]) -> NDArray[np.int64]:
    """Return where runs of exactly thirteen digits begin."""
    sampled = np.flatnonzero(data[_STEP - 1 :: _STEP] - np.uint8(0x30) <= 9) * _STEP + _STEP - 1
    # First one neighbour on each side: most digits stand in short numbers.
    near = [data.take(sampled + side, mode="clip") - np.uint8(0x30) <= 9 for side in (-6, 6)]
    sampled = sampled[near[0] | near[1]]
    around = sampled[:, None] + _AROUND
    is_digit = data.take(around, mode="clip") - np.uint8(0x30) <= 9
    is_digit &= (around >= 0) & (around < data.size)
    before = np.argmin(is_digit[:, _DIGITS_OF_GTIN::-1], axis=1)  # digits from here back, this one included
    after = np.argmin(is_digit[:, _DIGITS_OF_GTIN:], axis=1)
    whole = (before > 0) & (after > 0) & (before + after - 1 == _DIGITS_OF_GTIN)
    starts: NDArray[np.int64] = np.unique(sampled[whole] - before[whole] + 1)
    return starts


def _trade_item(data: bytes, start: int) -> str | None:
    """Return the number that begins here where it is a trade item's."""
    if _NO_GTIN_BEFORE.search(data, max(0, start - 8), start):
        return None
    gtin = read_gtin(data[start : start + _DIGITS_OF_GTIN].decode("ascii"))
    prefix = prefix_of(gtin) if gtin else None
    return gtin if prefix is not None and prefix.use == "trade" else None


@judge("codes.gtin")
def judge_gtin(hit: Hit) -> Verdict:
    """A number called a bar code counts, a little, when it cannot be one that GS1 gave to a trade item."""
    groups = re.findall(rb"[0-9]+", hit.folded[re.search(rb"[0-9]", hit.folded).start() :])  # type: ignore[union-attr]
    written = _best_reading([group.decode("ascii") for group in groups])
    if written is None:
        return None
    gtin = read_gtin(written)
    if gtin is None:
        return _FAULTS["check_digit"], {"code": written, "fault": "check_digit"}
    prefix = prefix_of(gtin)
    if is_short(gtin) or (prefix is not None and prefix.use not in ("coupon", "internal")):
        return None
    fault = prefix.use if prefix is not None else "unassigned"
    return _FAULTS[fault], {"code": written, "fault": fault}


def _best_reading(groups: Sequence[str]) -> str | None:
    """Return the digits that are meant: a right number if any, else thirteen digits in one piece, else None.

    Other lengths with a wrong check digit are mostly thirteen digits of which one was left out.
    """
    joined = ""
    for group in groups:
        joined += group
        if len(joined) in (8, 12, 13, 14) and has_right_check_digit(joined):
            return joined
    return groups[0] if len(groups[0]) == _DIGITS_OF_GTIN else None


@listing_rule("codes.gtin.issuer")
def show_issuer(listing: Listing, found: Sequence[Finding], knowledge: Knowledge) -> Iterable[Finding]:
    """Say who issued the first trade item number, where origin is in question: shown, never counted."""
    signs = sorted({one.sign for one in found if one.weight > 0 and one.sign in _ISSUER.signs})
    if not signs:
        return
    for match in _THIRTEEN.finditer(listing.data, listing.start, listing.description_end):
        gtin = _trade_item(listing.data, match.start())
        prefix = prefix_of(gtin) if gtin else None
        if prefix is not None:
            values = {"code": match[0].decode("ascii"), "issuer": prefix.issuer, "country": prefix.country}
            start, end = match.span()
            yield finding(_ISSUER, signs[0], _ISSUER.weight, values, start=start, end=end)
            return
