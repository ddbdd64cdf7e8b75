"""What a word that finds nothing may have been meant to be: one slip of the hand, or of the way Vietnamese is typed.

Proposed are syllables of the language and words of trade (`spelling.toml`), never words of a record.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

MOST = 12
# A shorter word is as near to any other.
SHORTEST = 2
_TELEX = {"aa": "a", "aw": "a", "ee": "e", "oo": "o", "ow": "o", "uw": "u", "dd": "d", "w": "u"}
_TELEX_TONES = "sfrxj"
_VNI = re.compile(r"[0-9]")
_SLIP, _SWAP, _NEIGHBOUR, _MISSING, _OTHER = 0.3, 0.6, 0.8, 0.9, 1.0
_I, _Y = "iìíỉĩị", "yỳýỷỹỵ"
_TURNED = dict(zip(_I + _Y, _Y + _I, strict=True))
_BARE = str.maketrans(_I + _Y, "i" * 6 + "y" * 6)
_SAME_SOUND = re.compile(r"^((?:[bcdghklmnpqrstvx]|th|nh|kh|ph|ch|tr|qu)?)([iy])$")


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


@cache
def syllables() -> frozenset[str]:
    """Return every syllable that Vietnamese is written with, without marks."""
    data = _data()
    found: set[str] = set()
    for kind, rimes in data["rimes"].items():
        onsets = [*data["onsets"]["any"], *data["onsets"][kind]]
        found |= {onset + rime for onset in onsets for rime in rimes.split()}
    for words in data["whole"].values():
        found |= set(words.split())
    return frozenset(found)


@cache
def known_words() -> frozenset[str]:
    """Return every word that may be proposed."""
    return syllables() | frozenset(_data()["trade"]["words"].split())


def spelt_alike(word: str) -> tuple[str, ...]:
    """Return a word, without marks or with them, and its other spelling where i and y are one sound: "ky" and "ki"."""
    if _SAME_SOUND.match(word.translate(_BARE)) is None:
        return (word,)
    return word, word[:-1] + _TURNED[word[-1]]


def typed_raw(word: str) -> str | None:
    """Return what was meant where Telex or VNI keys stand as letters: "nguyeenx" and "nguye6n4" are nguyen.

    None where nothing of the kind was meant.
    """
    plain = word
    if _VNI.search(word) and word[0].isalpha():
        plain = _VNI.sub("", word)
    else:
        for typed, letter in _TELEX.items():
            plain = plain.replace(typed, letter)
        if plain not in syllables():
            plain = _without_tone(plain)
    return plain if plain != word and plain in syllables() else None


def _without_tone(word: str) -> str:
    """Take the key of a tone from behind a syllable, or from behind its vowel."""
    tones = [index for index, letter in enumerate(word) if index and letter in _TELEX_TONES]
    candidates = [word[:index] + word[index + 1 :] for index in reversed(tones)]
    return next((one for one in candidates if one in syllables()), word)


@lru_cache(maxsize=1 << 12)
def corrections(plain: str) -> tuple[str, ...]:
    """Return what a word without marks may have been meant to be, the likeliest first; never the word itself."""
    if len(plain) < SHORTEST or plain.isdigit():
        return ()
    costs: dict[str, float] = {}
    if raw := typed_raw(plain):
        costs[raw] = 0.0
    for word, cost in _one_slip(plain):
        if word in known_words() and word != plain:
            costs[word] = min(cost, costs.get(word, cost))
    return tuple(sorted(costs, key=lambda word: (costs[word], word))[:MOST])


def distance(one: str, other: str) -> int:
    """Count the slips between two words: a letter more, less, another, or two that changed places."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        now = [row]
        for column, wanted in enumerate(other, 1):
            cost = min(last[column] + 1, now[-1] + 1, last[column - 1] + (letter != wanted))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == wanted:
                cost = min(cost, before[column - 2] + 1)
            now.append(cost)
        before, last = last, now
    return last[-1]


def _one_slip(word: str) -> Iterator[tuple[str, float]]:
    for index in range(len(word) + 1):
        head, tail = word[:index], word[index:]
        for letter in "abcdeghiklmnopqrstuvxyfjwz":
            # After q there is always u; the u was lost on the way.
            yield head + letter + tail, _SLIP if letter == "u" and head.endswith("q") else _MISSING
        if tail:
            doubled = head.endswith(tail[0])
            yield head + tail[1:], _SLIP if doubled else _MISSING
            for letter in "abcdeghiklmnopqrstuvxyfjwz":
                yield head + letter + tail[1:], _NEIGHBOUR if letter in _beside(tail[0]) else _OTHER
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:], _SWAP


@cache
def _beside(letter: str) -> str:
    for row in _data()["keyboard"]["rows"]:
        place = row.find(letter)
        if place >= 0:
            return str(row[max(place - 1, 0) : place] + row[place + 1 : place + 2])
    return ""
