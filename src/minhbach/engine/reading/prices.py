"""What a price column says: đồng where it can be read, else nothing, and why. A price never costs a listing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from minhbach.engine.reading.mapping import words_for_free, words_for_no_price
from minhbach.engine.text.amounts import FOREIGN, Amount, Token, amounts_in, fold_amount, tokens_of
from minhbach.engine.text.keys import search_key

HIGHEST_PRICE = 10**12
_LEAST_BARE = 1_000  # a figure without unit, sign or groups is a price beside words from here on
_WORKED_OUT = re.compile(r"\d{4,}[.,]\d{1,6}|\d{1,12}(?:[.,]\d{1,12})?e\+?\d{1,2}")  # by a program
_PLAIN = re.compile(r"₫?\s?([1-9]\d{0,2}(?:\.\d{3})+|[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d*)\s?[₫đ]?", re.ASCII)
_LETTERS = 300  # of a cell; a price is shorter
_CONNECTORS = frozenset(("-", "–", "—", "−", "~", "→", "den", "toi", "to", "hoac"))
_ENDS = frozenset(("/", "kg", "cai", "chiec", "hop", "bo", "tu", "gia"))
_BEFORE_NO_PRICE = frozenset((
    "giam", "bot", "tru", "coc", "ship", "phi", "voucher", "hoan", "tang", "tiet", "duoi", "under", "max",
    "thuong", "coupon", "freeship",
))  # fmt: skip
_UPPER_SIGNS = frozenset(("<", "≤", "-", "−"))


@dataclass(frozen=True)
class Price:
    """A price as it was read.

    Units: đồng.
    """

    vnd: int | None = None
    note: str | None = None  # code of what the reader noticed
    written: str | None = None  # as it stands, where it says more than the figure, or could not be read


def read_price(text: str) -> Price:
    """Return what a cell says of a price; the lower end of a range, the lowest of several.

    Notes: price_range, price_several, price_foreign, price_zero, price_unreadable.
    """
    written = text.strip()
    if plain := _PLAIN.fullmatch(written):  # as nearly all are
        return _price(int(re.sub(r"[.,]", "", plain[1])), None, None, written)
    folded = fold_amount(written[:_LETTERS])
    if not folded or search_key(folded) in words_for_no_price() or folded in ("-", "—", "--", "~"):
        return Price()
    if search_key(folded) in words_for_free():
        return Price(None, "price_zero", written)
    tokens = tokens_of(folded)
    amounts = amounts_in(tokens)
    is_alone = len(amounts) == 1 and (amounts[0].first, amounts[0].last) == (0, len(tokens))
    if is_alone and not amounts[0].is_foreign and not re.match(r"0\d", folded):
        return _price(amounts[0].vnd, None, None, written)
    if _WORKED_OUT.fullmatch(folded):
        return _price(round(float(folded.replace(",", "."))), None, None, written)
    foreign = any(
        {one.kind, other.kind} > {"figure"} and {one.text, other.text} & FOREIGN for one, other in pairwise(tokens)
    )
    prices = _prices(tokens, [amount for amount in amounts if not amount.is_foreign])
    if not prices:
        return Price(None, "price_foreign" if foreign else "price_unreadable", written)
    lowest = min(vnd for vnd, _ in prices)
    several = len({vnd for vnd, _ in prices}) > 1
    is_range = several and _is_range(tokens, [amount for _, amount in prices])
    note = "price_range" if is_range else "price_several" if several else None
    return _price(lowest, note, written, written)


def _price(vnd: int, note: str | None, said: str | None, written: str) -> Price:
    if vnd == 0:
        return Price(None, "price_zero", written)
    if vnd > HIGHEST_PRICE:
        return Price(None, "price_unreadable", written)
    return Price(vnd, note, said)


def _prices(tokens: list[Token], amounts: list[Amount]) -> list[tuple[int, Amount]]:
    """Return the amounts that are prices, an end of a range in the unit that its other end gives."""
    found: list[tuple[int, Amount]] = []
    for place, amount in enumerate(amounts):
        if not _is_price(tokens, amount):
            continue
        if amount.is_marked:
            found.append((amount.vnd, amount))
            continue
        after = amounts[place + 1] if place + 1 < len(amounts) else None
        if after is not None and after.unit > 1 and _joins(tokens, amount, after) and amount.vnd < _LEAST_BARE:
            raised = amount.vnd * after.unit  # "250-300k"
            if 0 < raised <= after.vnd:
                found.append((raised, amount))
    if found:
        return found
    bare = [amount for amount in amounts if _is_price(tokens, amount) and amount.vnd >= _LEAST_BARE]
    figures = sum(token.kind == "figure" for token in tokens)
    is_plain = not any(tokens[amount.figure].text.startswith("0") for amount in bare)
    if is_plain and figures == len(bare) and (len(bare) == 1 or (len(bare) == 2 and _joins(tokens, *bare))):
        return [(amount.vnd, amount) for amount in bare]
    return []


def _is_price(tokens: list[Token], amount: Amount) -> bool:
    """Say whether an amount is what the goods cost: not a discount, a deposit, a share, or only an upper bound."""
    if amount.last < len(tokens) and tokens[amount.last].text == "%":
        return False
    if amount.first and tokens[amount.first - 1].text == "/":  # "/2 hộp"
        return amount.is_marked
    before = tokens[amount.first - 1].text if amount.first else ""
    if before in _BEFORE_NO_PRICE:
        return False
    if before in _UPPER_SIGNS:
        is_left_open = amount.first == 1 or (before != "<" and tokens[amount.first - 2].text == "(")
        return before not in ("<", "≤") and not is_left_open
    return not (before == "da" and amount.first > 1 and tokens[amount.first - 2].text == "toi")  # "tối đa"


def _joins(tokens: list[Token], one: Amount, other: Amount) -> bool:
    """Say whether one sign or word between two amounts makes them the ends of a range."""
    between = [token.text for token in tokens[one.last : other.first] if token.text not in _ENDS]
    return len(between) == 1 and between[0] in _CONNECTORS


def _is_range(tokens: list[Token], amounts: list[Amount]) -> bool:
    return len(amounts) == 2 and _joins(tokens, *amounts)


def read_count(text: str) -> int | None:
    """Return how many pieces a cell says were sold: "1,2k", "Đã bán 500+"; None where it says nothing.

    Raises: ValueError.
    """
    folded = fold_amount(text[:_LETTERS])
    if not folded or search_key(folded) in words_for_no_price() or folded in ("-", "—"):
        return None
    tokens = tokens_of(folded)
    amounts = amounts_in(tokens)
    is_below = bool(amounts) and amounts[0].first > 0 and tokens[amounts[0].first - 1].text in _UPPER_SIGNS
    if not amounts or is_below or amounts[0].is_foreign:
        raise ValueError(text)
    return amounts[0].vnd
