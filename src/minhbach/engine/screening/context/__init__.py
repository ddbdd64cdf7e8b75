"""Who says what: the words around a hit that turn it around, as data in ``operators.toml``.

Most operators hold nowhere near a hit, and an expression takes a few µs to say so. So the words around the hit are
looked up first, once for all operators of a side: one whose phrases begin with none of them cannot hold.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from minhbach.engine.screening.lexicon import Operator, Vocabulary
from minhbach.engine.screening.listing import FARTHEST, Hit, Listing
from minhbach.engine.screening.phrases import Terms, any_of, first_words, scan_copy

BOILERPLATE = "boilerplate"
"""The operator that spares every entry: the platform's standing text is nobody's claim."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """An operator, ready to be asked about hits in listings with or without accents."""

    operator: Operator
    bit: int  # of this operator among those that words around a hit may begin
    first: tuple[bytes, ...]  # words one of which its phrases begin with; none where that is no list
    where: tuple[str, int, bool]  # it looks; many operators look at the same
    phrases: re.Pattern[bytes]
    but: re.Pattern[bytes] | None
    until: re.Pattern[bytes] | None

    def may_hold_in(self, listing: Listing) -> bool:
        """Say whether any word that its phrases begin with stands in the listing."""
        data, start, end = listing.data, listing.start, listing.end
        return not self.first or any(data.find(word, start, end) >= 0 for word in self.first)

    def holds(self, text: bytes) -> bool:
        """Say whether the operator's words stand in the text that it looks at."""
        if self.but is not None:
            text = self.but.sub(b" ", text)
        if not self.phrases.search(text):
            return False
        return self.until is None or bool(self.phrases.search(self.until.split(text)[-1]))


class Context:
    """The operators, ready to be asked about a hit."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        # Forms without accents only where the whole listing is written so: "chó" is not "cho".
        self._asked: dict[tuple[str, bool], _Asked] = {}
        self._sparing = _InOrder(vocabulary.operators)
        self._always: dict[bool, int] = {}  # operators that any word may begin
        self._by_word: dict[bool, dict[bytes, int]] = {}
        for bare in (False, True):
            self._always[bare] = 0
            by_word = self._by_word[bare] = {}
            for number, operator in enumerate(vocabulary.operators.values()):
                asked = _asked(operator, 1 << number, vocabulary.terms, bare=bare)
                self._asked[operator.name, bare] = asked
                words = first_words(operator.phrases, vocabulary.terms, bare=bare)
                if words is None:
                    self._always[bare] |= asked.bit
                for word in words or ():
                    by_word[word] = by_word.get(word, 0) | asked.bit

    def holds(self, name: str, hit: Hit) -> bool:
        """Say whether the operator's words stand where it looks."""
        listing = hit.listing
        asked = self._asked[name, listing.bare]
        operator, memory = asked.operator, listing.memory
        if operator.side == "listing":
            holds = memory.get(name)
            if holds is None:
                holds = memory[name] = asked.may_hold_in(listing) and asked.holds(listing.text)
            return bool(holds)
        if operator.reach > FARTHEST:
            may_hold = memory.get(name)
            if may_hold is None:
                may_hold = memory[name] = asked.may_hold_in(listing)
            return bool(may_hold) and asked.holds(_text(hit, operator))
        near = memory if operator.side == "title" else hit.memory
        looked_at = near.get(asked.where)
        if looked_at is None:
            text = _text(hit, operator)
            looked_at = near[asked.where] = text, self._begun_in(text, bare=listing.bare)
        text, begun = looked_at
        return bool(begun & asked.bit) and asked.holds(text)

    def _begun_in(self, text: bytes, *, bare: bool) -> int:
        """Return the operators that any of a text's words may begin, as bits."""
        by_word, bits = self._by_word[bare], self._always[bare]
        for word in scan_copy(text).split():
            if word in by_word:
                bits |= by_word[word]
        return bits

    def spared(self, hit: Hit) -> bool:
        """Say whether any operator that the entry names speaks for the seller, or the platform itself speaks."""
        return any(self.holds(name, hit) for name in self._sparing[hit.entry.spared_by])

    def needed(self, hit: Hit) -> bool:
        """Say whether every operator that the entry needs holds."""
        return all(self.holds(name, hit) for name in hit.entry.needs)


class _InOrder(dict[tuple[str, ...], tuple[str, ...]]):
    """By the operators that an entry names, what is asked: first what is asked once for a listing."""

    def __init__(self, operators: Mapping[str, Operator]) -> None:
        self._operators = operators

    def __missing__(self, named: tuple[str, ...]) -> tuple[str, ...]:
        asked = {name: self._operators[name] for name in (*named, BOILERPLATE)}
        self[named] = tuple(sorted(asked, key=lambda name: asked[name].side not in ("title", "listing")))
        return self[named]


def _asked(operator: Operator, bit: int, terms: Terms, *, bare: bool) -> _Asked:
    def expression(phrases: Sequence[str]) -> re.Pattern[bytes] | None:
        return any_of(phrases, terms, bare=bare) if phrases else None

    words = first_words(operator.phrases, terms, bare=bare)
    return _Asked(
        operator=operator,
        bit=bit,
        first=tuple(sorted(words or ())),
        where=(operator.side, operator.reach, operator.statement),
        phrases=any_of(operator.phrases, terms, bare=bare),
        but=expression(operator.but),
        until=expression(operator.until),
    )


def _text(hit: Hit, operator: Operator) -> bytes:
    """Return the folded letters that an operator of words near a hit, or of the title, looks at."""
    if operator.side == "title":
        return hit.listing.title
    look = {"before": hit.before, "after": hit.after, "around": hit.around}[operator.side]
    return look(operator.reach, statement=operator.statement)
