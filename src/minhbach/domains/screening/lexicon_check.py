"""Reading an entry before it is kept: is it sound, do its examples hold, is the word known already?"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from typing import Any

from minhbach.domains.screening.lexicon_file import (
    RULES,
    Wording,
    Written,
    lexicon_files,
    phrases_of,
    rule_of,
    write_toml,
)
from minhbach.domains.screening.lexicon_words import field_of, limit, operators_of, problem_said, sparings, strengths
from minhbach.engine.screening.signs import signs
from minhbach.engine.telling.marking import Segment, segments
from minhbach.engine.telling.sentences import goods_names, problem_sentence, rule_name

# The scanner keeps working memory of its own, so one thread reads at a time.
_reading = threading.Lock()


@dataclass(frozen=True)
class Problem:
    """What is wrong, in which field of the form. Units: line from 1, 0 where it is no line's."""

    field: str
    sentence: str
    line: int = 0
    # Not filled in yet: while one writes, that is no mistake.
    is_missing: bool = False


@dataclass(frozen=True)
class Example:
    """One example and what became of it; the marked words stand in SEGMENTS with a number."""

    text: str
    must_fire: bool
    fired: bool
    segments: Sequence[Segment]
    why: str = ""
    known: Sequence[str] = ()

    @property
    def holds(self) -> bool:
        return self.fired is self.must_fire


@dataclass(frozen=True)
class Known:
    """A phrase that another entry finds already: which one, and by which of its words."""

    text: str
    entry: str
    sign: str
    quote: str
    is_own: bool


@dataclass
class Check:
    """Everything found out about a wording."""

    problems: list[Problem] = field(default_factory=list)
    examples: list[Example] = field(default_factory=list)
    known: list[Known] = field(default_factory=list)

    @property
    def mistakes(self) -> list[Problem]:
        return [problem for problem in self.problems if not problem.is_missing]

    @property
    def missing(self) -> list[Problem]:
        return [problem for problem in self.problems if problem.is_missing]

    @property
    def is_sound(self) -> bool:
        return not self.problems and all(example.holds for example in self.examples)


@dataclass(frozen=True)
class _Draft:
    code: str
    toml: str


def check(wording: Wording, *, code: str, as_of: date, others: Iterable[Written] = ()) -> Check:
    """Read a wording as the engine would. OTHERS are the office's entries in use.

    First what the form itself forbids, then the engine's own loader, then every example; what is not filled in yet
    stops no reading of the rest.
    """
    result = Check(problems=_plain_problems(wording))
    if result.mistakes or not wording.phrases:
        return result
    from minhbach.engine.screening.lexicon import LexiconUnreadable, extend_vocabulary

    others = [other for other in others if other.code != code]
    draft = _Draft(code, write_toml(_completed(wording), code=code, version=1))
    with lexicon_files([draft, *others]) as paths:
        try:
            vocabulary = extend_vocabulary(product_vocabulary(), paths)
        except LexiconUnreadable as refusal:
            result.problems.append(_problem(wording, refusal.values))
            return result
    texts = list(dict.fromkeys([*wording.fires, *wording.spares]))
    asked = list(dict.fromkeys([*(() if wording.is_advanced else wording.phrases), *wording.fires]))
    with _reading:
        tried = _try(vocabulary, code, wording, texts, as_of)
        known = _known(vocabulary, [rule_of(other.code) for other in others], asked, as_of)
    for must_fire, examples in ((True, wording.fires), (False, wording.spares)):
        result.examples += [_example(tried[text], must_fire, known.get(text, ())) for text in examples]
    result.known = [one for text in asked if text in wording.phrases for one in known.get(text, ())]
    return result


def read_sentence(text: str, *, as_of: date) -> list[Known]:
    """Say what the lexicons that come with the product find in a sentence."""
    with _reading:
        return list(_known_by(_product_screener(as_of), [text], is_own=False).get(text, ()))


def _plain_problems(wording: Wording) -> list[Problem]:
    problems: list[Problem] = []

    def tell(name: str, problem: str, **values: Any) -> None:
        problems.append(
            Problem(name, problem_said(problem, values), values.get("line", 0), is_missing=problem.endswith("_missing"))
        )

    if not wording.name:
        tell("name", "name_missing")
    if wording.sign not in signs():
        tell("sign", "sign_missing")
    if wording.strength not in strengths():
        tell("strength", "strength_missing")
    if not wording.source:
        tell("source", "source_missing")
    if not wording.legal_basis:
        tell("legal_basis", "legal_basis_missing")
    if set(wording.goods) - set(goods_names()):
        tell("goods", "goods_unknown")
    if set(wording.sparing) - set(sparings()):
        tell("sparing", "sparing_unknown")
    if not wording.phrases:
        tell("phrases", "phrases_missing")
    if len(wording.phrases) > limit("phrases"):
        tell("phrases", "phrases_too_many", most=limit("phrases"))
    for line, phrase in enumerate(wording.phrases, start=1):
        if len(phrase) > limit("phrase_letters"):
            tell("phrases", "phrase_too_long", line=line, most=limit("phrase_letters"))
        elif sum(map(str.isalnum, phrase)) < limit("fewest_letters"):
            tell("phrases", "phrase_too_short", line=line, phrase=phrase)
        elif wording.is_advanced and phrase.count("..") > limit("gaps"):
            tell("phrases", "phrase_of_gaps", line=line, phrase=phrase, most=limit("gaps"))
    for name in ("fires", "spares"):
        texts = getattr(wording, name)
        if not texts:
            tell(name, f"{name}_missing")
        if len(texts) > limit("examples"):
            tell(name, "examples_too_many", most=limit("examples"))
        for line, text in enumerate(texts, start=1):
            if len(text) > limit("example_letters"):
                tell(name, "example_too_long", line=line, most=limit("example_letters"))
    return problems


def _completed(wording: Wording) -> Wording:
    """What the engine needs besides the words, where it is not chosen yet."""
    return replace(
        wording,
        sign=wording.sign or next(iter(signs())),
        strength=wording.strength or next(iter(strengths())),
        fires=wording.fires or ("-",),
        spares=wording.spares or ("-",),
    )


def _problem(wording: Wording, values: dict[str, Any]) -> Problem:
    phrases = phrases_of(wording)
    phrase = values.get("phrase")
    line = phrases.index(phrase) + 1 if phrase in phrases else 0
    name = "phrases" if phrase is not None else field_of(str(values["problem"]))
    return Problem(name, problem_sentence({**values, "line": line}), line)


def _try(vocabulary: Any, code: str, wording: Wording, texts: list[str], as_of: date) -> dict[str, Any]:
    from minhbach.engine.screening.trying import try_entry

    groups = {one: operators_of([one]) for one in wording.sparing}
    entry = vocabulary.by_id[rule_of(code)]
    return {one.text: one for one in try_entry(entry, vocabulary, texts, groups=groups, as_of=as_of)}


def _example(tried: Any, must_fire: bool, known: Sequence[Known]) -> Example:
    spans = [{"start": place.start, "end": place.end} for place in tried.places]
    why = ""
    if tried.fired and not must_fire:
        why = problem_said("example_fires", {"quote": tried.places[0].quote})
    elif not tried.fired and must_fire:
        names = [sparings()[group].name for group in tried.groups]
        why = problem_said(f"example_silent_{tried.why}", {"groups": names})
    names = [one.entry for one in known] if must_fire else []
    return Example(tried.text, must_fire, tried.fired, segments(tried.text, spans), why, tuple(dict.fromkeys(names)))


def _known(vocabulary: Any, own_rules: list[str], texts: list[str], as_of: date) -> dict[str, list[Known]]:
    from minhbach.engine.screening.batch import BatchScreener

    found = _known_by(_product_screener(as_of), texts, is_own=False)
    if own_rules:
        entries = tuple(vocabulary.by_id[rule] for rule in own_rules)
        own = BatchScreener(replace(vocabulary, entries=entries), as_of)
        for text, known in _known_by(own, texts, is_own=True).items():
            found.setdefault(text, []).extend(known)
    return found


def _known_by(screener: Any, texts: Sequence[str], *, is_own: bool) -> dict[str, list[Known]]:
    from minhbach.engine.screening.trying import find_places

    known: dict[str, list[Known]] = {}
    for text, places in zip(texts, find_places(screener, texts), strict=True):
        for place in {place.rule: place for place in places}.values():
            entry = screener.vocabulary.by_id[place.rule]
            name = entry.note if place.rule.startswith(f"{RULES}.") else rule_name(place.rule, place.sign)
            known.setdefault(text, []).append(Known(text, name, place.sign, place.quote, is_own))
    return known


@lru_cache(maxsize=1)
def _product_screener(as_of: date) -> Any:
    """Every lexicon of the product, compiled once a process and day."""
    from minhbach.engine.screening.batch import BatchScreener

    return BatchScreener(product_vocabulary(), as_of)


@lru_cache(maxsize=1)
def product_vocabulary() -> Any:
    """Read the lexicons that come with the product."""
    from minhbach.engine.cache import default_folder
    from minhbach.engine.screening.lexicon import load_vocabulary

    return load_vocabulary(folder=default_folder())
