"""Amounts of đồng as people say and type them: 1.250.000, 250k, 1tr2, 2 triệu rưỡi, ₫89.000.

One reader for a price that a seller wrote and for a sum that an officer types. What can be meant in two ways is no
amount: better asked again than guessed.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_THOUSAND, _MILLION, _BILLION = 1_000, 10**6, 10**9
_UNITS = {
    "k": _THOUSAND,
    "ka": _THOUSAND,
    "nghin": _THOUSAND,
    "ngan": _THOUSAND,
    "tr": _MILLION,
    "trieu": _MILLION,
    "cu": _MILLION,
    "ty": _BILLION,
    "ti": _BILLION,
}
_TIMES = {"tram": 100, "chuc": 10}  # "5 trăm nghìn"
_DONG = {"₫", "d", "dong", "vnd"}
FOREIGN = frozenset((
    "$", "¥", "€", "£", "฿", "₩", "₱", "₭", "៛", "元", "円", "usd", "us", "do", "dola", "dollar", "dollars", "cny",
    "rmb", "ndt", "te", "yuan", "yen", "jpy", "eur", "euro", "gbp", "thb", "baht", "bat", "krw", "won", "hkd",
    "hk", "twd", "nt", "sgd", "aud", "cad", "myr", "rm", "idr", "rp", "php", "kip", "lak", "riel", "khr",
))  # fmt: skip
"""What other countries' money is called, folded."""
_TOKEN = re.compile(
    r"(?P<figure>\d{1,3}(?: \d{3})+(?![\d.,])(?:[.,]0+(?!\d))?|\d+(?:[.,'’]\d+)*)|(?P<word>[^\W\d_]+)|(?P<sign>\S)"
)
_HALF = "ruoi"
_LONGEST_FIGURE = 60


@dataclass(frozen=True)
class Token:
    """A figure, a word or a sign of the folded text."""

    kind: str  # figure, word, sign
    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Amount:
    """An amount found in a text.

    Units: đồng, unless ``is_foreign``.
    """

    vnd: int
    first: int  # token
    last: int  # the token after its last
    figure: int  # its first token that is a figure
    unit: int = 1  # of its first figure
    is_marked: bool = False  # by a unit, a currency or groups of three
    is_foreign: bool = False


def fold_amount(text: str) -> str:
    """Return a text without accents, case and forms of width, so that amounts stand in it alike."""
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold().replace("đ", "d"))
    plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return re.sub(r"[\s\u200b-\u200f\u2060\ufeff]+", " ", plain).strip()


def read_amount(text: str) -> int:
    """Return the đồng that a text says, where it says one amount and nothing else.

    Raises: ValueError.
    """
    tokens = tokens_of(fold_amount(text))
    found = amount_at(tokens, 0)
    if found is None or found.last != len(tokens) or found.is_foreign:
        raise ValueError(text)
    return found.vnd


def tokens_of(folded: str) -> list[Token]:
    """Part a folded text into figures, words and signs; units and currencies written together are parted."""
    tokens: list[Token] = []
    for found in _TOKEN.finditer(folded):
        kind = str(found.lastgroup)
        if kind != "word":
            tokens.append(Token(kind, found[0], found.start(), found.end()))
            continue
        at = found.start()
        for part in _parted(found[0]):
            tokens.append(Token(kind, part, at, at + len(part)))
            at += len(part)
    return tokens


def _parted(word: str) -> tuple[str, ...]:
    """Part "kvnd" and "trd" into unit and currency."""
    for money in ("vnd", "dong", "d"):
        if word.endswith(money) and word.removesuffix(money) in _UNITS:
            return word.removesuffix(money), money
    return (word,)


def amounts_in(tokens: list[Token]) -> list[Amount]:
    """Find every amount among tokens, in their order."""
    amounts: list[Amount] = []
    at = 0
    while at < len(tokens):
        found = amount_at(tokens, at)
        if found is None:
            at += 1
        else:
            amounts.append(found)
            at = found.last
    return amounts


def amount_at(tokens: list[Token], at: int) -> Amount | None:
    """Read the amount that begins at a token, with the currency before or after it; None where there is none."""
    first, money, foreign = at, False, False
    while at < len(tokens) and tokens[at].kind != "figure" and _is_currency(tokens[at]):
        money |= tokens[at].text in _DONG
        foreign |= tokens[at].text in FOREIGN
        at += 1
    half = at + 1 < len(tokens) and tokens[at].text in ("nua", "mot", _HALF) and tokens[at + 1].text in _UNITS
    if half and tokens[at].text != _HALF:  # "nửa triệu", "một triệu"
        unit = _UNITS[tokens[at + 1].text]
        vnd, end = (unit // 2 if tokens[at].text == "nua" else unit), at + 2
        figure, marked = at, True
    elif at < len(tokens) and tokens[at].kind == "figure":
        figure = at
        read = _spoken(tokens, at)
        if read is None:
            return None
        vnd, unit, end, marked = read
    else:
        return None
    while end < len(tokens) and _is_currency(tokens[end]) and not (foreign and tokens[end].text in _DONG):
        money |= tokens[end].text in _DONG
        foreign |= tokens[end].text in FOREIGN
        end += 1
    return Amount(vnd, first, end, figure, unit, marked or money, foreign and not money)


def _is_currency(token: Token) -> bool:
    return token.text in _DONG or token.text in FOREIGN


def _spoken(tokens: list[Token], at: int) -> tuple[int, int, int, bool] | None:
    """Read a figure with its units: its đồng, the unit of the first figure, where it ends, whether it was marked."""
    unit, end = _unit(tokens, at + 1)
    try:
        whole, over, is_grouped = _figure(tokens[at].text, unit)
    except ValueError:
        return None
    vnd = whole * unit + over
    last = unit
    while last > 1 and end < len(tokens):
        if tokens[end].text == _HALF:
            return vnd + last // 2, unit, end + 1, True
        if tokens[end].kind != "figure" or not tokens[end].text.isdigit() or len(tokens[end].text) > 3:
            break
        smaller, then = _unit(tokens, end + 1)
        digits = tokens[end].text
        if smaller == 1 and last >= _MILLION and then < len(tokens) and tokens[then].text == "tram":
            smaller, then = 100 * _THOUSAND, then + 1  # "2 triệu 5 trăm"
        if 1 < smaller < last:
            vnd, last, end = vnd + int(digits) * smaller, smaller, then
            continue
        if smaller > 1 or over or last != unit:
            break
        is_attached = tokens[end].start == tokens[end - 1].end
        if len(digits) == 2 and not is_attached:
            return None  # "2 triệu 50": fifty thousand, or half a million?
        if not is_attached and _is_of_words(tokens, end):
            break  # "250k 1 hộp"
        return vnd + int(digits) * last // 10 ** len(digits), unit, end + 1, True
    return vnd, unit, end, is_grouped or unit > 1


def _is_of_words(tokens: list[Token], at: int) -> bool:
    """Say whether a figure counts what stands after it."""
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    return after is not None and (after.kind == "word" or after.text in "%/x") and not _is_currency(after)


def _unit(tokens: list[Token], at: int) -> tuple[int, int]:
    """Return the unit that stands at a token, and where it ends; 1 where there is none."""
    if at < len(tokens) and tokens[at].text in _TIMES and at + 1 < len(tokens) and tokens[at + 1].text in _UNITS:
        return _TIMES[tokens[at].text] * _UNITS[tokens[at + 1].text], at + 2
    if at < len(tokens) and tokens[at].text in _UNITS:
        return _UNITS[tokens[at].text], at + 1
    return 1, at


def _figure(text: str, unit: int) -> tuple[int, int, bool]:
    """Return the whole of a figure, what its fraction adds in đồng, and whether it is written in groups.

    Raises: ValueError.
    """
    if len(text) > _LONGEST_FIGURE:
        raise ValueError(text)
    parts = re.split(r"[.,'’ ]", text)
    signs = re.findall(r"[.,'’ ]", text)
    if len(parts) == 1:
        return int(text), 0, False
    thousands = all(len(part) == 3 for part in parts[1:]) and len(set(signs)) == 1 and len(parts[0]) <= 3
    if thousands and len(parts) == 2 and unit >= _MILLION and signs[0] in ".,":
        return int(parts[0]), int(parts[1]) * unit // _THOUSAND, False  # "1.250 triệu" is 1,25 triệu
    if thousands:
        return int("".join(parts)), 0, True
    inner, last = parts[1:-1], parts[-1]
    is_written_so = len(set(signs[:-1])) <= 1 and (not inner or signs[-1] != signs[0])
    grouped = all(len(part) == 3 for part in inner) and (not inner or len(parts[0]) <= 3)
    if not is_written_so or not grouped or signs[-1] not in ".,":
        raise ValueError(text)
    whole = int("".join(parts[:-1]))
    if set(last) == {"0"}:
        return whole, 0, bool(inner)
    if unit == 1 or inner:
        raise ValueError(text)
    return whole, int(last) * unit // 10 ** len(last), False
