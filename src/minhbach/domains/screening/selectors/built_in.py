"""Reads: what the screen looks for as the product comes: the words of its lexicons, and the rules written in Python."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from minhbach.domains.law.class_names import class_name
from minhbach.domains.screening.lexicon_check import Known, product_vocabulary, read_sentence
from minhbach.domains.screening.readings import readings
from minhbach.engine.screening.rule_table import Rule, listed_judges, listed_rules
from minhbach.engine.screening.signs import signs
from minhbach.engine.telling.sentences import goods_names, rule_name
from minhbach.engine.telling.values import weighed
from minhbach.engine.text.keys import search_key
from minhbach.foundation.writing import write_day


@dataclass(frozen=True)
class BuiltIn:
    """One entry of the product's lexicons, or one rule of rules.toml, to read."""

    id: str
    name: str
    signs: tuple[str, ...]  # none: whichever other evidence speaks for
    weight: str  # in log-odds, as people read it
    is_context: bool
    speaks_against: bool
    basis: tuple[str, ...]
    version: str
    key: str
    phrases: tuple[str, ...] = ()
    words: tuple[str, ...] = ()  # what the phrases find
    goods: tuple[str, ...] = ()
    not_goods: tuple[str, ...] = ()
    fires: tuple[str, ...] = ()
    spares: tuple[str, ...] = ()
    judged_by: str = ""  # what Python looks at where the words are found


@lru_cache(maxsize=1)
def built_in_entries() -> tuple[BuiltIn, ...]:
    """List what the product's lexicons look for and what its rules tell, sign by sign."""
    order = [*signs(), ""]  # what is of no sign of its own comes last
    built_in = [*_entries(), *(_of_rule(one) for one in listed_rules().values())]
    return tuple(sorted(built_in, key=lambda one: (order.index(one.signs[0] if one.signs else ""), one.id)))


def _entries() -> Iterator[BuiltIn]:
    vocabulary = product_vocabulary()
    for entry in vocabulary.entries:
        lists = [name for name in vocabulary.terms if any("{" + name + "}" in phrase for phrase in entry.phrases)]
        words = [*entry.phrases, *(term for name in lists for term in vocabulary.terms[name]), *entry.fires]
        name = rule_name(entry.id, entry.sign)
        yield BuiltIn(
            id=entry.id,
            name=name,
            signs=(entry.sign,),
            weight=weighed({"always": entry.weight}),
            is_context=entry.weight == 0,
            speaks_against=entry.weight < 0,
            basis=tuple(class_name(code) for code in entry.legal_basis),
            version=entry.version,
            key=f" {search_key(' '.join([name, entry.id, *words]))} ",
            phrases=entry.phrases,
            words=tuple(dict.fromkeys(said for phrase in entry.phrases for said in readings(phrase, vocabulary.terms))),
            goods=tuple(goods_names().get(kind, kind) for kind in entry.goods),
            not_goods=tuple(goods_names().get(kind, kind) for kind in entry.not_goods),
            fires=entry.fires,
            spares=entry.spares,
            judged_by=listed_judges()[entry.judge].says if entry.judge else "",
        )


def _of_rule(rule: Rule) -> BuiltIn:
    name = rule_name(rule.id, rule.signs[0] if rule.signs else "")
    return BuiltIn(
        id=rule.id,
        name=name,
        signs=rule.signs,
        weight=weighed(rule.weights),
        is_context=not any(rule.weights.values()),
        speaks_against=min(rule.weights.values()) < 0,
        basis=tuple(class_name(code) for code in rule.basis),
        version=write_day(rule.since),
        key=f" {search_key(f'{name} {rule.id}')} ",
    )


def with_text(entries: Sequence[BuiltIn], text: str) -> list[BuiltIn]:
    """Keep the entries that have every word of a text, accents aside."""
    words = search_key(text).split()
    return [entry for entry in entries if all(word in entry.key for word in words)]


def found_in(text: str, *, on: date) -> list[Known]:
    """Say what the screen, as the product comes, reads in a sentence."""
    return read_sentence(text, as_of=on) if text.strip() else []
