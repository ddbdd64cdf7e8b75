"""What was typed, as questions to words that stand in rows.

Equality and ranges of bytes are leakproof, so that PostgreSQL uses the index under row-level security; LIKE and
trigrams are not.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, field, replace
from itertools import product
from typing import Any

from minhbach.engine.identifiers.names import Word, words
from minhbach.engine.linkage.words import worth_of
from minhbach.engine.text.spelling import corrections, known_words, spelt_alike

# Parts an identifier's value from words of names, and the last digits of one, from right to left, from both.
MARK, LAST_DIGITS = "#", "%"
SHORTEST_PART = 4
LONGEST_WORD = 100
MOST_WORDS = 8
# Of a text that finds nothing, so many others are tried where a text is asked whole.
MOST_PHRASES = 6
# Beyond any letter: with it a beginning is a range.
LAST = "\U0010ffff"
# A number shorter than this is meant whole: 12 is not the beginning of 1200.
_GROWING_NUMBER = 3


@dataclass(frozen=True)
class Range:
    """Words that are LOW, or from LOW on and before HIGH; of the column with marks where they are TONED."""

    low: str
    high: str = ""
    is_toned: bool = False


def beginning(low: str, *, is_toned: bool = False) -> Range:
    """Return the range of all words that begin so."""
    return Range(low, low + LAST, is_toned)


@dataclass(frozen=True)
class Term:
    """One word that was typed. The last one may still be growing."""

    word: Word
    is_last: bool = False

    @property
    def is_known(self) -> bool:
        return self.word.plain.isdigit() or self.word.plain in known_words()

    @property
    def worth(self) -> float:
        """How much the word tells: a search begins with the one that tells most."""
        return worth_of(self.word.plain)

    def ranges(self) -> tuple[Range, ...]:
        """Find the word as typed: with its tones when it has any, i and y as one."""
        plain = self.word.plain
        if plain.isdigit():
            bare = plain.lstrip("0") or plain
            grows = self.is_last and len(plain) >= _GROWING_NUMBER
            return tuple(beginning(one) if grows else Range(one) for one in dict.fromkeys((plain, bare)))
        is_toned = self.word.has_marks
        spelt = spelt_alike(self.word.toned if is_toned else plain)
        if self.is_last and len(plain) > 1:
            return tuple(beginning(one, is_toned=is_toned) for one in spelt)
        return tuple(Range(one, is_toned=is_toned) for one in spelt)

    def near(self) -> tuple[str, ...]:
        """Return the word without marks, and what else of the language it may have been meant to be."""
        plain = self.word.plain
        return (*spelt_alike(plain), *corrections(plain))


@dataclass(frozen=True)
class Narrowed:
    """What of a text is no word of a name but a place and a year: “shop X Lạng Sơn 2024”."""

    asked: Asked
    place_ids: frozenset[int] = frozenset()
    year: int | None = None


@dataclass(frozen=True)
class Asked:
    """A text, taken apart once for everybody who is asked."""

    text: str
    terms: tuple[Term, ...]
    narrowed: Narrowed | None = None
    # What was asked already for this text, so that a room that asks of another's asks nothing twice.
    known: dict[Hashable, list[Any]] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(cls, text: str) -> Asked:
        typed = words(text)[:MOST_WORDS]
        cut = [replace(word, plain=word.plain[:LONGEST_WORD], toned=word.toned[:LONGEST_WORD]) for word in typed]
        return cls(text, tuple(Term(word, place == len(cut) - 1) for place, word in enumerate(cut)))

    def remember(self, key: Hashable, ask: Callable[[], list[Any]]) -> list[Any]:
        """Return what a question gave, asked once for a text."""
        if key not in self.known:
            self.known[key] = ask()
        return self.known[key]

    def telling(self, *, but: frozenset[str] = frozenset()) -> list[Term]:
        """Return the words that narrow, the most telling first; those that half of all carry only where all are."""
        found = [term for term in self.terms if term.word.plain not in but] or list(self.terms)
        return sorted(dict.fromkeys(found), key=lambda term: -term.worth)

    def nearer(self) -> Iterator[tuple[Term, ...]]:
        """Give which words may be wrong together: those of no language, else each by itself."""
        unknown = tuple(term for term in self.terms if not term.is_known)
        if unknown:
            yield unknown
        elif len(self.terms) > 1:
            yield from ((term,) for term in self.terms if not term.word.plain.isdigit())

    def phrases(self) -> list[str]:
        """Return whole texts that may have been meant, for who is asked for a whole text."""
        found: list[str] = []
        for wrong in self.nearer():
            choices = [term.near()[:4] if term in wrong else (term.word.plain,) for term in self.terms]
            found += [" ".join(chosen) for chosen in product(*choices)]
        return list(dict.fromkeys(found))[:MOST_PHRASES]

    def spellings(self) -> list[str]:
        """Return the text as typed and in its other spellings of i and y."""
        choices = [spelt_alike(term.word.toned if term.word.has_marks else term.word.plain) for term in self.terms]
        return [" ".join(chosen) for chosen in product(*choices)][:MOST_PHRASES]
