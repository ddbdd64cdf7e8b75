"""Reads: the words the screen looks for as the product comes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from minhbach.domains.screening.explanations import basis_name, rule_name
from minhbach.domains.screening.lexicon_check import Known, product_vocabulary, read_sentence
from minhbach.domains.screening.lexicon_words import goods_names
from minhbach.domains.screening.readings import readings
from minhbach.engine.screening.signs import signs
from minhbach.engine.text.keys import search_key


@dataclass(frozen=True)
class BuiltIn:
    """One entry of the product's lexicons, to read. Units: weight in log-odds."""

    id: str
    name: str
    sign: str
    weight: float
    phrases: tuple[str, ...]
    # What the phrases find, as words.
    words: tuple[str, ...]
    goods: tuple[str, ...]
    not_goods: tuple[str, ...]
    basis: tuple[str, ...]
    fires: tuple[str, ...]
    spares: tuple[str, ...]
    version: str
    key: str

    @property
    def speaks_against(self) -> bool:
        return self.weight < 0


@lru_cache(maxsize=1)
def built_in_entries() -> tuple[BuiltIn, ...]:
    """List what the product's lexicons look for, sign by sign."""
    vocabulary = product_vocabulary()
    order = list(signs())
    found = []
    for entry in vocabulary.entries:
        lists = [name for name in vocabulary.terms if any("{" + name + "}" in phrase for phrase in entry.phrases)]
        words = [*entry.phrases, *(term for name in lists for term in vocabulary.terms[name]), *entry.fires]
        name = rule_name(entry.id, entry.sign)
        found.append(
            BuiltIn(
                id=entry.id,
                name=name,
                sign=entry.sign,
                weight=entry.weight,
                phrases=entry.phrases,
                words=tuple(
                    dict.fromkeys(said for phrase in entry.phrases for said in readings(phrase, vocabulary.terms))
                ),
                goods=tuple(goods_names().get(kind, kind) for kind in entry.goods),
                not_goods=tuple(goods_names().get(kind, kind) for kind in entry.not_goods),
                basis=tuple(basis_name(code) for code in entry.legal_basis),
                fires=entry.fires,
                spares=entry.spares,
                version=entry.version,
                key=f" {search_key(' '.join([name, entry.id, *words]))} ",
            )
        )
    return tuple(sorted(found, key=lambda one: (order.index(one.sign), one.id)))


def with_text(entries: Sequence[BuiltIn], text: str) -> list[BuiltIn]:
    """Keep the entries that have every word of a text, accents aside."""
    words = search_key(text).split()
    return [entry for entry in entries if all(word in entry.key for word in words)]


def found_in(text: str, *, on: date) -> list[Known]:
    """Say what the screen, as the product comes, reads in a sentence."""
    return read_sentence(text, as_of=on) if text.strip() else []
