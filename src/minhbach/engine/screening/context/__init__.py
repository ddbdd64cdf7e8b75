"""Who says what: the words around a hit that turn it around, as data in ``operators.toml``."""

from __future__ import annotations

import re

from minhbach.engine.screening.lexicon import Operator, Vocabulary
from minhbach.engine.screening.listing import Hit
from minhbach.engine.screening.phrases import any_of

BOILERPLATE = "boilerplate"
"""The operator that spares every entry: the platform's standing text is nobody's claim."""


class Context:
    """The operators, ready to be asked about a hit."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        terms = vocabulary.terms
        # Forms without accents only where the whole listing is written so: "chó" is not "cho".
        self._operators: dict[tuple[str, bool], tuple[Operator, re.Pattern[bytes], re.Pattern[bytes] | None]] = {
            (name, bare): (
                operator,
                any_of(operator.phrases, terms, bare=bare),
                any_of(operator.but, terms, bare=bare) if operator.but else None,
            )
            for name, operator in vocabulary.operators.items()
            for bare in (False, True)
        }
        self._ends = {
            (name, bare): any_of(operator.until, terms, bare=bare)
            for name, operator in vocabulary.operators.items()
            for bare in (False, True)
            if operator.until
        }

    def holds(self, name: str, hit: Hit) -> bool:
        """Say whether the operator's words stand where it looks."""
        operator, phrases, but = self._operators[name, hit.listing.bare]
        if operator.side == "listing":
            memory = hit.listing.memory
            key = f"operator:{name}"
            if key not in memory:
                text = hit.listing.text
                memory[key] = bool(phrases.search(but.sub(b" ", text) if but is not None else text))
            return bool(memory[key])
        if operator.side == "title":
            text = hit.listing.title
        elif operator.side == "before":
            text = hit.before(operator.reach, statement=operator.statement)
        elif operator.side == "after":
            text = hit.after(operator.reach, statement=operator.statement)
        else:
            text = hit.around(operator.reach, statement=operator.statement)
        if but is not None:
            text = but.sub(b" ", text)
        if not phrases.search(text):
            return False
        ended = self._ends.get((name, hit.listing.bare))
        return ended is None or bool(phrases.search(ended.split(text)[-1]))

    def spared(self, hit: Hit) -> bool:
        """Say whether any operator that the entry names speaks for the seller, or the platform itself speaks."""
        return self.holds(BOILERPLATE, hit) or any(self.holds(name, hit) for name in hit.entry.spared_by)

    def needed(self, hit: Hit) -> bool:
        """Say whether every operator that the entry needs holds."""
        return all(self.holds(name, hit) for name in hit.entry.needs)
