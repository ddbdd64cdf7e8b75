"""The words of names and addresses: how they are written alike, which are forms of business, what each is worth.

Three lists: `words.csv` (what agreeing on a common word is worth, in bits, and which are family names), `phrases.csv`
(what stands for what: forms of business, abbreviations, provinces by their name of today), and the rule for words that
are in neither: the longer, the rarer.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from functools import cache, lru_cache
from pathlib import Path

import polars as pl

from minhbach.engine.identifiers.names import words as words_of

_FOLDER = Path(__file__).parent
FILLER = "~"
NAME, ADDRESS_TEXT = "name", "address"
# What a marker in `phrases.csv` says of a name: a number for the form, and whether the name is a registered one.
MARKERS = {
    "~cty": (0, True), "~tnhh": (1, True), "~cp": (2, True), "~dntn": (3, True), "~htx": (4, True),
    "~hd": (5, True), "~plc": (6, True), "~co": (0, True), "~hkd": (0, False), "~shop": (0, False),
}  # fmt: skip
# What one more letter tells.
_BY_LENGTH = (0.0, 2.0, 4.0, 5.5, 6.0, 6.5, 7.5, 8.5)
_LONGEST = 9.0
_INITIALS = re.compile(r"(?<![^\W_])(?:[^\W\d_]\.){1,}[^\W\d_](?![^\W_])\.?|(?<![^\W_])(?:[^\W\d_]\.){2,}")
_QUOTES, _HOUSE, _WORDS = re.compile("['’`]"), re.compile(r"(\d)\s?/\s?(\d)"), re.compile(r"[^\W_]+")
# "Lý" and "Lí", "Mỹ" and "Mĩ" are one word.
_FINAL_Y = re.compile(r"^(?:[bcdghklmnpqrstvx]|th|nh|kh|ph|ch|tr)y$")


@cache
def _listed() -> dict[str, tuple[float, bool]]:
    with (_FOLDER / "words.csv").open(encoding="utf-8") as file:
        return {row["word"]: (float(row["bits"]), row["family_name"] == "x") for row in csv.DictReader(file)}


@cache
def _phrases(where: str) -> tuple[list[str], list[str]]:
    """Return what is replaced and by what, the longest first; both have as many words, the rest are fillers."""
    with (_FOLDER / "phrases.csv").open(encoding="utf-8") as file:
        rows = [(row["phrase"], row["stands_for"]) for row in csv.DictReader(file) if where in row["where"].split("+")]
    rows.sort(key=lambda row: (-len(row[0]), row[0]))
    said = [f" {'  '.join(phrase.split())} " for phrase, _ in rows]
    meant = [
        f" {'  '.join(word.split() + [FILLER] * (len(phrase.split()) - len(word.split())))} " for phrase, word in rows
    ]
    return said, meant


@cache
def short_words() -> list[str]:
    """Return the words that stand for a phrase: they carry no marks, however the name is written."""
    with (_FOLDER / "phrases.csv").open(encoding="utf-8") as file:
        return sorted({word for row in csv.DictReader(file) for word in row["stands_for"].split()})


def family_names() -> list[str]:
    return [word for word, (_, is_family) in _listed().items() if is_family]


def worth_of(word: str) -> float:
    """Return the bits that two names agreeing on a word, without its marks, are worth."""
    known = _listed().get(word)
    if known is not None:
        return known[0]
    if word.isdigit():
        return min(2.0 + len(word), _LONGEST)
    return _BY_LENGTH[len(word)] if len(word) < len(_BY_LENGTH) else _LONGEST


@cache
def settled(word: str) -> tuple[str, str]:
    """Return a word with and without its marks, however it was spelt: hoà as hòa, Lý as lí."""
    if word.startswith(FILLER):
        return word, word
    parts = words_of(word)
    toned = "".join(part.toned for part in parts) or word
    plain = "".join(part.plain for part in parts) or word
    if _FINAL_Y.match(plain):
        plain = plain[:-1] + "i"
        toned = unicodedata.normalize("NFC", unicodedata.normalize("NFD", toned).replace("y", "i"))
    return toned, plain


def written_plainly(texts: pl.Series, *, is_address: bool) -> pl.Series:
    """Return texts in lower case with one space between words; "A.B.C." is one word, "12/3" of an address too."""
    has_initials = texts.str.contains(r"(?:^|[^\p{L}\p{N}])\p{L}\.\p{L}?(?:[^\p{L}]|$)")
    if has_initials.any():
        mended = pl.Series([_joined(text) for text in texts.filter(has_initials).to_list()], dtype=pl.String)
        texts = texts.scatter(has_initials.arg_true(), mended)
    # What stands for several letters or words ("℡", "ﷺ") is written out before words are told apart.
    texts = texts.str.normalize("NFKC").str.to_lowercase().str.replace_all("&", " và ", literal=True)
    texts = texts.str.replace_all(r"['’`]", "")
    if is_address:
        texts = texts.str.replace_all(r"(\d)\s?[/]\s?(\d)", "${1}x${2}")
    return texts.str.replace_all(r"[^\p{L}\p{N}]+", " ").str.strip_chars(" ")


def without_marks(texts: pl.Series) -> pl.Series:
    return texts.str.replace_all("đ", "d", literal=True).str.normalize("NFKD").str.replace_all(r"\p{M}", "")


def in_phrases(texts: pl.Series, where: str) -> pl.Series:
    """Replace the phrases of a list in texts without marks; words stand apart by two spaces in what is returned."""
    said, meant = _phrases(where)
    return (
        (" " + texts.str.replace_all(" ", "  ", literal=True) + " ")
        .str.replace_many(said, meant, leftmost=True)
        .str.strip_chars(" ")
    )


# A word as it is compared: without its marks, with them, and whether it is the text's own and not a form of business.
Read = tuple[str, str, bool]


@lru_cache(maxsize=1 << 13)
def read_words(text: str, where: str) -> tuple[Read, ...]:
    """Read the words of one text in order, as the columns above do for many; WHERE is "" where no phrase is read."""
    written = _joined(text)
    written = unicodedata.normalize("NFKC", written).lower().replace("&", " và ")
    written = _QUOTES.sub("", written)
    if where == ADDRESS_TEXT:
        written = _HOUSE.sub(r"\1x\2", written)
    toned = _WORDS.findall(written)
    bare = [_bare(word) for word in toned]
    said = _phrased(bare, where) if where else bare
    found = []
    for with_marks, plainly, meant in zip(toned, bare, said, strict=True):
        if meant not in ("", FILLER):
            toned_word, plain = settled(with_marks if meant == plainly else meant)
            found.append((plain, toned_word, meant == plainly and meant not in _short_words()))
    return tuple(found)


def _bare(word: str) -> str:
    letters = unicodedata.normalize("NFKD", word.replace("đ", "d"))
    return "".join(letter for letter in letters if unicodedata.category(letter)[0] != "M")


def _phrased(words: list[str], where: str) -> list[str]:
    phrase, meant = _rules(where)
    text = phrase.sub(lambda found: meant[found.group()], f" {'  '.join(words)} ")
    return text.strip(" ").split("  ") if words else []


@cache
def _rules(where: str) -> tuple[re.Pattern[str], dict[str, str]]:
    said, meant = _phrases(where)
    return re.compile("|".join(map(re.escape, said))), dict(zip(reversed(said), reversed(meant), strict=True))


@cache
def _short_words() -> frozenset[str]:
    return frozenset(short_words())


def _joined(text: str) -> str:
    return _INITIALS.sub(lambda found: found.group().replace(".", "") + " ", text)
