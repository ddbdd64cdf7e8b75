"""The language in which lexicons write phrases, and how a phrase becomes patterns over folded bytes.

    trị (khỏi|dứt điểm|tận gốc)     alternatives
    (hoàn toàn)? khỏi               something that may stand there
    chữa .. {disease}               a gap of up to five words, then a term of the list "disease"
    vape~                           the word may go on: vapes, vapeshop
    giảm #kg                        a number
    hsd <date>                      a figure of ``figures.py``: phone, date …
    \\#                              the sign itself

A blank stands for a blank, a line break, a hyphen or an underscore. A phrase begins and ends at the
bounds of words. It is found with its accents, and, where its entry allows, wholly without them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from minhbach.engine.refusals import EngineRefusal
from minhbach.engine.screening.figures import FIGURES
from minhbach.engine.text import alphabet
from minhbach.engine.text.folding import fold_text

Terms = Mapping[str, Sequence[str]]

WORD = b"[" + alphabet.WORD_CLASS + b"]"
NOT_WORD = b"[^" + alphabet.WORD_CLASS + b"]"
BLANK = rb"[ \x1f_\-]"
_GAP = rb"(?:[ ,\-&/][^ \n\x1f.!?;,]{1,14}){0,5}[ ,\-&/]{1,2}"  # up to five words of one statement
_COARSE_GAP = rb"[^\n\x1f.!?;]+"  # at least as much as a gap; without a bound, far smaller for the scanner
_NUMBER = rb"[0-9]{1,6}(?:[.,][0-9]{1,3})?"
_SPECIAL = set(rb".^$*+?{}[]\|()-&~#")
_DEEPEST = 3
_IDENTITY = bytes(range(256))
_TOKEN = re.compile(
    r"\{(?P<terms>[a-z_]+)\}|<(?P<figure>[a-z_]+)>|(?P<gap> ?\.\. ?)|(?P<number>\#)|(?P<more>~)|\\(?P<sign>.)"
    r"|(?P<open>\()|(?P<close>\)\??)|(?P<either>\|)|(?P<blank> +)|(?P<text>[^{}()|~\#\\ .<]+|\.)"
)


class PhraseUnreadable(EngineRefusal):
    """A phrase of a lexicon does not follow the language of phrases."""

    code = "lexicon.phrase_unreadable"


@dataclass(frozen=True)
class Pattern:
    """One phrase as regular expressions over folded bytes: as written, and wholly without accents."""

    toned: bytes
    bare: bytes


def compile_phrase(phrase: str, terms: Terms) -> Pattern:
    """Turn a phrase into patterns.

    Raises: PhraseUnreadable with the phrase and what is wrong with it.
    """
    plain = alphabet.plain_table()
    return Pattern(_Reader(phrase, terms, _IDENTITY).read(), _Reader(phrase, terms, plain).read())


def scanner_expression(pattern: bytes) -> bytes:
    """Return the pattern for the batch scanner, which knows no look-around: one sign more at each end.

    It may find more than the pattern does; each hit is looked at again.
    """
    return NOT_WORD + b"(?:" + pattern.replace(_GAP, _COARSE_GAP) + b")" + NOT_WORD


def bounded(pattern: bytes) -> bytes:
    """Return the pattern with word bounds, for ``re``."""
    return b"(?<!" + WORD + b")(?:" + pattern + b")(?!" + WORD + b")"


def any_of(phrases: Sequence[str], terms: Terms, *, bare: bool = True) -> re.Pattern[bytes]:
    """Return one expression that finds any of the phrases, with or without accents."""
    patterns: dict[bytes, None] = {}
    for phrase in phrases:
        pattern = compile_phrase(phrase, terms)
        patterns[pattern.toned] = None
        if bare:
            patterns[pattern.bare] = None
    return re.compile(bounded(b"|".join(patterns)))


@lru_cache(maxsize=50_000)
def _fold(text: str) -> bytes:
    return fold_text(text)


class _Reader:
    """Reads one phrase from left to right."""

    def __init__(self, phrase: str, terms: Terms, letters: bytes, depth: int = 0) -> None:
        self.phrase = phrase
        self.terms = terms
        self.letters = letters
        self.depth = depth
        self.place = 0

    def read(self) -> bytes:
        if self.depth > _DEEPEST:
            self._refuse("terms_nested_too_deep")
        pattern = self._alternatives(opened=False)
        if not pattern:
            self._refuse("empty")
        return pattern

    def _refuse(self, problem: str, **values: object) -> None:
        raise PhraseUnreadable(phrase=self.phrase, problem=problem, at=self.place + 1, **values)

    def _alternatives(self, *, opened: bool) -> bytes:
        alternatives = [self._sequence()]
        while self.place < len(self.phrase) and self.phrase[self.place] == "|":
            if not opened:
                self._refuse("alternative_outside_brackets")
            self.place += 1
            alternatives.append(self._sequence())
        return b"|".join(alternatives)

    def _sequence(self) -> bytes:
        parts: list[bytes] = []
        optional: list[bool] = []
        while self.place < len(self.phrase):
            token = _TOKEN.match(self.phrase, self.place)
            if token is None:
                self._refuse("unknown_sign")
                break
            if token.lastgroup in ("either", "close"):
                break
            self.place = token.end()
            part, may_lack = self._part(token)
            parts.append(part)
            optional.append(may_lack)
        return self._join(parts, optional)

    def _part(self, token: re.Match[str]) -> tuple[bytes, bool]:
        kind = token.lastgroup
        if kind == "terms":
            return self._term_list(token["terms"]), False
        if kind == "figure":
            if token["figure"] not in FIGURES:
                self._refuse("unknown_figure", figure=token["figure"])
            return FIGURES[token["figure"]], False
        if kind == "gap":
            return _GAP, False
        if kind == "number":
            return _NUMBER, False
        if kind == "more":
            return WORD + b"{0,12}", False
        if kind == "blank":
            return BLANK, False
        if kind == "open":
            inner = self._alternatives(opened=True)
            closing = _TOKEN.match(self.phrase, self.place)
            if closing is None or closing.lastgroup != "close":
                self._refuse("bracket_not_closed")
                return b"", False
            self.place = closing.end()
            return b"(?:" + inner + b")", closing["close"] == ")?"
        folded = _fold(token["sign"] or token["text"]).translate(self.letters)
        return b"".join(b"\\" + bytes([code]) if code in _SPECIAL else bytes([code]) for code in folded), False

    def _term_list(self, name: str) -> bytes:
        if name not in self.terms:
            self._refuse("unknown_terms", terms=name)
        inner = [_Reader(term, self.terms, self.letters, self.depth + 1).read() for term in self.terms[name]]
        # Longest first, so that "ung thư da" is not cut to "ung thư".
        return b"(?:" + b"|".join(sorted(dict.fromkeys(inner), key=len, reverse=True)) + b")"

    def _join(self, parts: list[bytes], optional: list[bool]) -> bytes:
        """What may lack takes the blank beside it along."""
        joined = b""
        place = 0
        while place < len(parts):
            if not optional[place]:
                joined += parts[place]
            elif place + 1 < len(parts) and parts[place + 1] == BLANK:
                joined += b"(?:" + parts[place] + BLANK + b")?"
                place += 1
            elif joined.endswith(BLANK):
                joined = joined[: -len(BLANK)] + b"(?:" + BLANK + parts[place] + b")?"
            else:
                joined += parts[place] + b"?"
            place += 1
        return joined
