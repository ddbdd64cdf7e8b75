"""The words of a name, as they are stored to be found: with tones when a person types tones, without when not."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+")
# Two ways of placing the tone on an open syllable ("hòa", "hoà") are one spelling.
_OLD_STYLE = {
    f"{vowels[0]}{tone}{vowels[1]}": f"{vowels}{tone}"
    for vowels in ("oa", "oe", "uy")
    for tone in ("\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
}


@dataclass(frozen=True)
class Word:
    """PLAIN is without any mark; TONED keeps them, whatever Unicode form or tone placement it came in."""

    plain: str
    toned: str

    @property
    def has_marks(self) -> bool:
        return self.plain != self.toned


def words(text: str) -> tuple[Word, ...]:
    """Return the words of a text in their order; "Hưng" and "Hùng" differ in tone, not in plain."""
    folded = unicodedata.normalize("NFC", text.casefold())
    return tuple(_word(word) for word in _WORD.findall(folded))


@lru_cache(maxsize=1 << 16)
def _word(word: str) -> Word:
    """Names are made of few words: a list of a million has each many times."""
    return Word(_plain(word), _toned(word))


def _plain(word: str) -> str:
    letters = unicodedata.normalize("NFKD", word.replace("đ", "d"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _toned(word: str) -> str:
    decomposed = unicodedata.normalize("NFD", word)
    for written, settled in _OLD_STYLE.items():
        if decomposed.endswith(written):
            decomposed = decomposed.removesuffix(written) + settled
            break
    return unicodedata.normalize("NFC", decomposed)
