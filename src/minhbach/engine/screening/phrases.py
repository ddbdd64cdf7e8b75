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
from itertools import pairwise, product
from pathlib import Path

from minhbach.engine.refusals import EngineRefusal
from minhbach.engine.screening.expressions import compiled
from minhbach.engine.screening.figures import FIGURES
from minhbach.engine.text import alphabet
from minhbach.engine.text.letters import fold_text

Terms = Mapping[str, Sequence[str]]

WORD = b"[" + alphabet.WORD_CLASS + b"]"
BLANK = rb"[ \x1f_\-]"
# Up to five words of one statement. What parts words is never in one, so there is one way to read a gap.
_GAP = rb"(?:(?:[ ][\-&/][ ]|[ ,\-&/])[^ ,\-&/\n\x1f.!?;]{1,14}+){0,5}(?:[ ][\-&/][ ]|[ ,\-&/]{1,2})"
_LONGEST_GAP = 5 * (3 + 14) + 3
_NUMBER = rb"[0-9]{1,6}(?:[.,][0-9]{1,3})?"
DIGIT = b"#"
"""Stands, among the words that follow an anchor, for any digit: the sign itself is in no scan copy."""
_DIGITS_RATE = 40_000.0  # in a million words
_MOST_NEAR = 2  # texts asked for by one pattern
_WORDS_LOOKED_AT = 4  # of such a text
_SPECIAL = set(rb".^$*+?{}[]\|()-&~#")
_LETTERS = re.compile(rb"[^ ]+")
_DEEPEST = 3
# Nothing repeats without bound in the language; so many gaps and parts that may lack can each be read in
# a few ways, and all together in few thousand at the worst.
_MOST_GAPS = 3
_MOST_OPTIONAL = 8
_INSIDE_WORDS = 8.0  # how much oftener a text occurs when it may be part of a longer word
_MOST_LITERALS = 4000  # for one phrase
_TOKEN = re.compile(
    r"\{(?P<terms>[a-z_]+)\}|<(?P<figure>[a-z_]+)>|(?P<gap> ?\.\. ?)|(?P<number>\#)|(?P<more>~)|\\(?P<sign>.)"
    r"|(?P<open>\()|(?P<close>\)\??)|(?P<either>\|)|(?P<blank> +)|(?P<text>[^{}()|~\#\\ .<]+|\.)"
)


class PhraseUnreadable(EngineRefusal):
    """A phrase of a lexicon does not follow the language of phrases."""

    code = "lexicon.phrase_unreadable"


@dataclass(frozen=True)
class Text:
    """Letters and signs as they stand, folded."""

    letters: bytes


@dataclass(frozen=True)
class Raw:
    """A part that is no fixed text: a gap, a number, a figure, the rest of a word."""

    pattern: bytes
    parts_words: bool  # a word may end before it and begin after it
    longest: int
    anchors: tuple[bytes, ...] = ()  # for a phrase that is nothing else
    begins_with_digit: bool = False


@dataclass(frozen=True)
class Blank:
    """One blank between words."""


@dataclass(frozen=True)
class Choice:
    """One of several sequences, or none where it may lack."""

    alternatives: tuple[Phrase, ...]
    may_lack: bool


Node = Text | Raw | Blank | Choice
Phrase = tuple[Node, ...]


@dataclass(frozen=True)
class Near:
    """Texts one of which follows an anchor wherever a phrase stands.

    Each is one or two whole words as in the scan copy, or DIGIT.
    """

    texts: tuple[bytes, ...]  # sorted: what is kept of patterns is named by how they are written
    reach: int  # how far from where the rest begins it begins at most


@dataclass(frozen=True)
class Pattern:
    """One phrase, with its accents or wholly without.

    ``anchors`` are fixed texts, letters and single blanks only, one of which must occur wherever the
    phrase does; empty when the phrase has none. A blank at an end is the bound of a word.
    """

    expression: bytes
    anchors: tuple[bytes, ...]
    before: int  # bytes that the phrase takes at most before its anchor
    after: int  # and after it
    rest: bytes = b""  # what must follow right after an anchor, or from its last blank on
    rest_from: int = 0  # where that begins, counted from the anchor's end
    near: tuple[Near, ...] = ()  # what the rest needs at the least


def compile_phrase(phrase: str, terms: Terms) -> tuple[Pattern, Pattern]:
    """Turn a phrase into its pattern with accents and its pattern without.

    Raises: PhraseUnreadable with the phrase and what is wrong with it.
    """
    sequence = _Reader(phrase, terms).read()
    plain = alphabet.plain_table()
    return _pattern(sequence), _pattern(_without_accents(sequence, plain))


def bounded(pattern: bytes) -> bytes:
    """Return the pattern with word bounds, for ``re``."""
    return b"(?<!" + WORD + b")(?:" + pattern + b")(?!" + WORD + b")"


def any_of(phrases: Sequence[str], terms: Terms, *, bare: bool = True) -> re.Pattern[bytes]:
    """Return one expression that finds any of the phrases, with or without accents."""
    expressions: dict[bytes, None] = {}
    for phrase in phrases:
        sequence = _Reader(phrase, terms).read()
        expressions[_expression(sequence)] = None
        if bare:
            expressions[_expression(_without_accents(sequence, alphabet.plain_table()))] = None
    return compiled(bounded(b"|".join(expressions)))


def first_words(phrases: Sequence[str], terms: Terms, *, bare: bool = True) -> frozenset[bytes] | None:
    """Return the words with one of which any of the phrases begins, or None where that is no list."""
    words: set[bytes] = set()
    for phrase in phrases:
        sequence = _Reader(phrase, terms).read()
        for form in (sequence, _without_accents(sequence, alphabet.plain_table())) if bare else (sequence,):
            first = _first_words(form)
            if first is None:
                return None
            words |= first
    return frozenset(words)


def scan_copy(data: bytes) -> bytes:
    """Return folded bytes with a blank for whatever is no letter or digit: anchors are sought in it."""
    return data.translate(_SCAN_TABLE)


_SCAN_TABLE = bytes(code if kind else alphabet.SPACE for code, kind in enumerate(alphabet.word_table()))


@lru_cache(maxsize=50_000)
def _fold(text: str) -> bytes:
    return fold_text(text)


class _Reader:
    """Reads one phrase from left to right."""

    def __init__(self, phrase: str, terms: Terms, depth: int = 0) -> None:
        self.phrase = phrase
        self.terms = terms
        self.depth = depth
        self.place = 0

    def read(self) -> Phrase:
        if self.depth > _DEEPEST:
            self._refuse("terms_nested_too_deep")
        sequence = self._sequence()
        if self.place < len(self.phrase):
            self._refuse("alternative_outside_brackets" if self.phrase[self.place] == "|" else "bracket_not_opened")
        if not sequence:
            self._refuse("empty")
        gaps, optional = _ways(sequence)
        if gaps > _MOST_GAPS or optional > _MOST_OPTIONAL:
            self._refuse("too_many_ways")
        return sequence

    def _refuse(self, problem: str, **values: object) -> None:
        raise PhraseUnreadable(phrase=self.phrase, problem=problem, at=self.place + 1, **values)

    def _alternatives(self) -> tuple[Phrase, ...]:
        alternatives = [self._sequence()]
        while self.place < len(self.phrase) and self.phrase[self.place] == "|":
            self.place += 1
            alternatives.append(self._sequence())
        return tuple(alternatives)

    def _sequence(self) -> Phrase:
        nodes: list[Node] = []
        while self.place < len(self.phrase):
            token = _TOKEN.match(self.phrase, self.place)
            if token is None:
                self._refuse("unknown_sign")
                break
            if token.lastgroup in ("either", "close"):
                break
            self.place = token.end()
            nodes.append(self._node(token))
        return tuple(nodes)

    def _node(self, token: re.Match[str]) -> Node:
        kind = token.lastgroup
        if kind == "terms":
            return self._term_list(token["terms"])
        if kind == "figure":
            if token["figure"] not in FIGURES:
                self._refuse("unknown_figure", figure=token["figure"])
            figure = FIGURES[token["figure"]]
            return Raw(
                figure.pattern,
                parts_words=False,
                longest=80,
                anchors=figure.anchors,
                begins_with_digit=figure.begins_with_digit,
            )
        if kind == "gap":
            return Raw(_GAP, parts_words=True, longest=_LONGEST_GAP)
        if kind == "number":
            return Raw(_NUMBER, parts_words=False, longest=10, begins_with_digit=True)
        if kind == "more":
            return Raw(WORD + b"{0,12}", parts_words=False, longest=12)
        if kind == "blank":
            return Blank()
        if kind == "open":
            alternatives = self._alternatives()
            closing = _TOKEN.match(self.phrase, self.place)
            if closing is None or closing.lastgroup != "close":
                self._refuse("bracket_not_closed")
                return Blank()
            self.place = closing.end()
            return Choice(alternatives, may_lack=closing["close"] == ")?")
        return Text(_fold(token["sign"] or token["text"]))

    def _term_list(self, name: str) -> Choice:
        if name not in self.terms:
            self._refuse("unknown_terms", terms=name)
        inner = [_Reader(term, self.terms, self.depth + 1).read() for term in self.terms[name]]
        # Longest first, so that "ung thư da" is not cut to "ung thư".
        return Choice(tuple(sorted(dict.fromkeys(inner), key=lambda one: -len(_expression(one)))), may_lack=False)


def _without_accents(sequence: Phrase, plain: bytes) -> Phrase:
    nodes: list[Node] = []
    for node in sequence:
        if isinstance(node, Text):
            nodes.append(Text(node.letters.translate(plain)))
        elif isinstance(node, Choice):
            nodes.append(Choice(tuple(_without_accents(one, plain) for one in node.alternatives), node.may_lack))
        else:
            nodes.append(node)
    return tuple(nodes)


def _first_words(sequence: Phrase) -> set[bytes] | None:
    if not sequence:
        return None
    node, rest = sequence[0], sequence[1:]
    if isinstance(node, Text):
        letters = scan_copy(node.letters)
        word = letters.split(b" ", 1)[0]
        is_whole = len(word) < len(letters) or not rest or _parts(rest[0])
        return {word} if word and is_whole else None
    if not isinstance(node, Choice):
        return None
    words: set[bytes] = set()
    # What may lack takes a blank along.
    without = rest[1:] if rest and isinstance(rest[0], Blank) else rest
    for form in (*((*one, *rest) for one in node.alternatives), *((without,) if node.may_lack else ())):
        first = _first_words(form)
        if first is None:
            return None
        words |= first
    return words


def _ways(sequence: Phrase) -> tuple[int, int]:
    """Return how many gaps, and how many parts that may lack, can follow each other in a phrase."""
    gaps = optional = 0
    for node in sequence:
        if isinstance(node, Raw):
            gaps += node.parts_words
        elif isinstance(node, Choice):
            inner = [_ways(alternative) for alternative in node.alternatives]
            gaps += max(one[0] for one in inner)
            optional += node.may_lack + max(one[1] for one in inner)
    return gaps, optional


def _units(sequence: Phrase) -> list[tuple[Phrase, bool]]:
    """Part a sequence into pieces that stand or lack as a whole: what may lack takes a blank along."""
    units: list[tuple[Phrase, bool]] = []
    place = 0
    while place < len(sequence):
        node = sequence[place]
        if not (isinstance(node, Choice) and node.may_lack):
            units.append(((node,), False))
        else:
            certain = Choice(node.alternatives, may_lack=False)
            if place + 1 < len(sequence) and isinstance(sequence[place + 1], Blank):
                units.append(((certain, sequence[place + 1]), True))
                place += 1
            elif units and isinstance(units[-1][0][-1], Blank) and not units[-1][1]:
                units[-1] = ((Blank(), certain), True)
            else:
                units.append(((certain,), True))
        place += 1
    return units


def _expression(sequence: Phrase) -> bytes:
    return _written(_units(sequence))


def _written(units: list[tuple[Phrase, bool]]) -> bytes:
    written = b""
    for nodes, may_lack in units:
        piece = b"".join(map(_node_expression, nodes))
        written += b"(?:" + piece + b")?" if may_lack else piece
    return written


def _node_expression(node: Node) -> bytes:
    if isinstance(node, Text):
        return b"".join(b"\\" + bytes([code]) if code in _SPECIAL else bytes([code]) for code in node.letters)
    if isinstance(node, Blank):
        return BLANK
    if isinstance(node, Raw):
        return node.pattern
    return b"(?:" + b"|".join(map(_expression, node.alternatives)) + b")"


def _pattern(sequence: Phrase) -> Pattern:
    """Choose as anchors the fixed texts of the part of a phrase that occurs least."""
    best: tuple[bytes, ...] = ()
    least = float("inf")
    before = after = rest_from = 0
    rest = b""
    near: tuple[Near, ...] = ()
    units = _units(sequence)
    sizes = [_longest(nodes) for nodes, _ in units]
    for first in range(len(units)):
        literals: list[bytes] = [b" "] if _bound_before(units, first) else [b""]
        for last in range(first, len(units)):
            nodes, may_lack = units[last]
            further = _literals(nodes)
            if further is None:
                break
            if may_lack:
                further = [b"", *further]
            if len(literals) * len(further) > _MOST_LITERALS:
                break
            literals = [left + right for left, right in product(literals, further)]
            bound = _bound_after(units, last)
            whole = [text + b" " for text in literals] if bound else literals
            cost = sum(_expected(text) for text in dict.fromkeys(whole))
            # A longer part that is found as often is the better one.
            if all(text.strip() for text in whole) and cost <= least:
                best, least = tuple(dict.fromkeys(whole)), cost
                before, after = sum(sizes[:first]), sum(sizes[last + 1 :])
                rest, rest_from = _written(units[last + 1 :]), -1 if bound else 0
                near = _near(units, sizes, last + 1)
    if not best:
        best = next((node.anchors for node in sequence if isinstance(node, Raw) and node.anchors), ())
        before = after = sum(sizes)
    return Pattern(_expression(sequence), best, before, after, rest, rest_from, near)


def _near(units: list[tuple[Phrase, bool]], sizes: list[int], first: int) -> tuple[Near, ...]:
    """Return what is seldom found among what follows of all that must stand there, the rarest first."""
    costs: dict[Near, float] = {}
    for place in range(first, len(units)):
        (node, *_), may_lack = units[place]
        if may_lack:
            continue
        far = sum(sizes[first:place])
        if isinstance(node, Raw) and node.begins_with_digit:
            costs[Near((DIGIT,), far)] = _DIGITS_RATE * (far + 1)
        elif _begins_word(units, place):
            texts = _rare_texts(node, is_whole=_bound_after(units, place))
            if texts:
                near = Near(tuple(sorted(texts)), far + max(texts.values()))
                costs[near] = sum(_expected(b" " + text + b" ") for text in texts) * (near.reach + 1)
    return tuple(sorted(costs, key=lambda near: costs[near])[:_MOST_NEAR])


def _rare_texts(node: Node, *, is_whole: bool) -> dict[bytes, int]:
    """Return the rarest two neighbours, or the only word, of each text that a part begins with, and where they begin.

    None at all where that is no list of whole words.
    """
    found: dict[bytes, int] = {}
    for text in _beginnings((node, Blank()) if is_whole else (node,)) or ():
        words = list(_LETTERS.finditer(text[: text.rfind(b" ") + 1]))  # what no blank follows may go on
        if not words:
            return {}
        neighbours: list[tuple[re.Match[bytes], ...]] = [*pairwise(words)] or [(words[0],)]
        pairs = {b" ".join(word[0] for word in some): some[0].start() for some in neighbours}
        rarest = min(pairs, key=lambda pair: _expected(b" " + pair + b" "))
        found[rarest] = max(pairs[rarest], found.get(rarest, 0))
    return found


def _beginnings(sequence: Phrase) -> set[bytes] | None:
    """Return how a sequence begins, as in the scan copy, up to what is no fixed text or to some whole words."""
    ended: set[bytes] = set()
    texts = {b""}
    for nodes, may_lack in _units(sequence):
        before = texts if may_lack else set()
        for node in nodes:
            if isinstance(node, Choice):
                inner = [_beginnings(alternative) for alternative in node.alternatives]
                if None in inner:
                    return None
                further = set().union(*(some for some in inner if some))
            elif isinstance(node, Raw):
                ended |= {text + b" " if node.parts_words else text for text in texts}
                further = set()
            else:
                further = {b" " if isinstance(node, Blank) else scan_copy(node.letters)}
            texts = {left + right for left, right in product(texts, further)}
            if len(texts) > _MOST_LITERALS:
                return None
        texts |= before
        whole = {text for text in texts if len(text.rsplit(b" ", 1)[0].split()) >= _WORDS_LOOKED_AT}
        ended |= whole
        texts -= whole
    return ended | texts


def _begins_word(units: list[tuple[Phrase, bool]], place: int) -> bool:
    """Say whether what is here begins a word: it follows a blank, a gap or a sign."""
    if place == 0:
        return True
    nodes, may_lack = units[place - 1]
    texts = _literals(nodes)
    parted = _parts(nodes[-1]) if texts is None else all(text.endswith(b" ") for text in texts)
    return parted and (not may_lack or _begins_word(units, place - 1))


def _bound_before(units: list[tuple[Phrase, bool]], place: int) -> bool:
    """Say whether a word can only begin here."""
    if place == 0:
        return True
    nodes, may_lack = units[place - 1]
    return _parts(nodes[-1]) and (not may_lack or _bound_before(units, place - 1))


def _bound_after(units: list[tuple[Phrase, bool]], place: int) -> bool:
    """Say whether a word can only end here."""
    if place == len(units) - 1:
        return True
    nodes, may_lack = units[place + 1]
    return _parts(nodes[0]) and (not may_lack or _bound_after(units, place + 1))


def _parts(node: Node) -> bool:
    return isinstance(node, Blank) or (isinstance(node, Raw) and node.parts_words)


def _longest(nodes: Phrase) -> int:
    """Return how many bytes a sequence takes at most."""
    total = 0
    for node in nodes:
        if isinstance(node, Text):
            total += len(node.letters)
        elif isinstance(node, Blank):
            total += 1
        elif isinstance(node, Raw):
            total += node.longest
        else:
            total += max(map(_longest, node.alternatives), default=0)
    return total


def _literals(sequence: Phrase) -> list[bytes] | None:
    """Return every text that a sequence stands for, as in the scan copy, or None when that is no list."""
    texts: list[bytes] = [b""]
    for nodes, may_lack in _units(sequence) if len(sequence) > 1 else [(sequence, False)]:
        further: list[bytes] = []
        for node in nodes:
            if isinstance(node, Raw):
                return None
            part: list[bytes] = []
            if isinstance(node, Text):
                part = [scan_copy(node.letters)]
            elif isinstance(node, Blank):
                part = [b" "]
            else:
                for alternative in node.alternatives:
                    inner = _literals(alternative)
                    if inner is None:
                        return None
                    part += inner
                if node.may_lack:
                    part.append(b"")
            further = [left + right for left, right in product(further or [b""], part)]
            if len(further) > _MOST_LITERALS:
                return None
        if may_lack:
            further.append(b"")
        texts = [left + right for left, right in product(texts, further)]
        if len(texts) > _MOST_LITERALS:
            return None
    return texts


def _expected(text: bytes) -> float:
    """Estimate how often a text occurs in a million words: as often as its rarest word, less for each further one."""
    words = text.split()
    if not words:
        return float("inf")
    rates = sorted(_rate(word) for word in words)
    estimate = rates[0]
    if not (text.startswith(b" ") and text.endswith(b" ")):
        estimate *= _INSIDE_WORDS
    for rate in rates[1:]:
        # Neighbours in a language are far likelier than chance.
        estimate *= min(1.0, max(rate / 1_000_000 * 30, 0.05))
    return estimate


def _rate(word: bytes) -> float:
    return _rates().get(word, 5.0)


@lru_cache(maxsize=1)
def _rates() -> dict[bytes, float]:
    rates: dict[bytes, float] = {}
    plain = alphabet.plain_table()
    table = (Path(__file__).parent / "terms" / "frequencies.csv").read_text(encoding="utf-8")
    for line in table.splitlines()[1:]:
        word, rate = line.split(",")
        folded = _fold(word)
        rates[folded] = float(rate)
        rates.setdefault(folded.translate(plain), 20.0)
    return rates
