"""Keys stored beside a name: one to find it without accents, one to sort it as Vietnamese do."""

from __future__ import annotations

import re
import unicodedata

_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
_SHAPES = {"\u0306": "1", "\u0302": "2", "\u031b": "2"}
_SEPARATORS = re.compile(r"[^0-9a-zđ\u0300-\u036f]+")


def search_key(text: str) -> str:
    """Return the text in lower case without accents, words parted by one space.

    "Công ty TNHH Hoà Phát" and "cong ty tnhh hòa  phát" have the same key.
    """
    decomposed = unicodedata.normalize("NFKD", text.casefold().replace("đ", "d"))
    plain = "".join(character for character in decomposed if not unicodedata.combining(character))
    return " ".join(re.findall(r"[^\W_]+", plain))


def sort_key(text: str) -> str:
    """Return an ASCII key whose byte order is the order of Vietnamese dictionaries.

    Syllable by syllable; letters a ă â b … d đ e ê …; tones ngang, huyền, hỏi, ngã, sắc, nặng
    decide only between syllables of the same letters. Store it with ``db_collation="C"``.
    """
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return " ".join(_syllable_key(syllable) for syllable in _SEPARATORS.split(decomposed) if syllable)


def _syllable_key(syllable: str) -> str:
    letters: list[str] = []
    tone = "0"
    for character in syllable:
        if character in _TONES:
            tone = _TONES[character]
        elif character in _SHAPES and letters:
            letters[-1] = letters[-1][0] + _SHAPES[character]
        elif character == "đ":
            letters.append("d1")
        elif character.isdigit():
            letters.append(character)
        elif not unicodedata.combining(character):
            letters.append(character + "0")
    # "!" sorts before any letter or digit, so every tone of "hoa" comes before "hoan".
    return "".join(letters) + "!" + tone
