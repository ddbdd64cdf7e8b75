"""The one shape of a question: exact first, then what holds every word, then what a place and a year narrow; near last.

However much is found, no more is read than is shown and a little more: a common word costs what a rare one does.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.db.models import QuerySet, UUIDField

from minhbach.engine.identifiers.names import Word, words
from minhbach.engine.text.keys import search_key
from minhbach.engine.text.spelling import corrections, distance, known_words, spelt_alike
from minhbach.foundation.refusals import NotAllowed
from minhbach.foundation.search.asking import LAST, Asked, Narrowed, Range, Term, beginning
from minhbach.foundation.search.declared import Findable, Hit, Tokens

if TYPE_CHECKING:
    from minhbach.domains.agencies.models import Officer

# Of one kind so many are put in order; of more it is said that there are more.
CAP = 50
# A list is narrowed to no more than so many: beyond that a person types one word more.
LIST_CAP = 5_000
# Of what a place and a year narrow, so many are looked through.
NARROWED_CAP = 1_000
# A record has a word several times: in its name, in a shop's, as the beginning of another.
_SAME_RECORD = 2
# Of a word in a text with a slip no more rows are read at once.
_READ = 12_000
# Words that begin like one of no language, as far as their reader sees them.
_MOST_NEARBY = 200
_SHORTEST_OWN = 5


@dataclass(frozen=True)
class Found:
    """What was found of one kind. MEANT is how those read that were found for another word than was typed."""

    of: Findable
    hits: tuple[Hit, ...]
    count: int
    is_capped: bool = False
    is_near: bool = False
    meant: tuple[str, ...] = ()

    @property
    def has_more(self) -> bool:
        return self.count > len(self.hits) or self.is_capped


def find(findable: Findable, officer: Officer, asked: Asked, *, at: datetime, limit: int) -> Found:
    """Find what a text names, what holds all its words, and what a place and a year narrow."""
    if findable.whole is not None:
        return _whole(findable, asked.spellings(), at=at, limit=limit)
    rows = _rows(findable, officer, at)
    if rows is None or (not asked.terms and not asked.text.strip()):
        return Found(findable, (), 0)
    exact = list(findable.exact(asked)) if findable.exact else []
    held = holding(findable.tokens, asked, limit=CAP + 1)
    about = list(findable.about(asked)) if findable.about else []
    # A name may hold a place's: what is narrowed by it is looked for only where nothing is called so.
    narrowed = [] if exact or held or about else _narrowed(findable, rows, asked.narrowed)
    return _found(findable, rows, [exact, held, about, narrowed], asked, at=at, limit=limit)


def find_near(findable: Findable, officer: Officer, asked: Asked, *, at: datetime, limit: int) -> Found:
    """Find what holds the words of a text but for a slip; asked where nothing holds them all."""
    if findable.whole is not None:
        # Of a long text nearly any word is near.
        return _whole(findable, [] if findable.is_long else asked.phrases(), at=at, limit=limit, is_near=True)
    rows = _rows(findable, officer, at)
    if rows is None or findable.tokens is None or not asked.terms:
        return Found(findable, (), 0)
    tokens = findable.tokens
    near = asked.remember(_slip_of(tokens), lambda: _slipped(tokens, asked))
    return _found(findable, rows, [near], asked, at=at, limit=limit, is_near=True)


def matching(
    rows: QuerySet[Any], tokens: Tokens, text: str, *, exact: Collection[Any] = (), limit: int = LIST_CAP
) -> QuerySet[Any]:
    """Keep of a list the rows that a text finds: those it names, and those that hold every word."""
    ids = holding(tokens, Asked.of(text), limit=limit)
    return rows.filter(pk__in={*_keys(rows, ids), *exact})


def _rows(findable: Findable, officer: Officer, at: datetime) -> QuerySet[Any] | None:
    try:
        return findable.rows(officer, at) if findable.rows else None
    except NotAllowed:
        return None


def _whole(findable: Findable, texts: Sequence[str], *, at: datetime, limit: int, is_near: bool = False) -> Found:
    given = [text for text in texts if text.strip()]
    rows = list(findable.whole(given, at=at, limit=limit + 1)) if findable.whole and given else []
    hits = tuple(findable.hit(row, at) for row in rows[:limit])
    meant = tuple(text for text in given if any(text in search_key(hit.title) for hit in hits)) if is_near else ()
    return Found(findable, hits, min(len(rows), limit + 1), len(rows) > limit, is_near, meant[:1])


def _found(
    findable: Findable,
    rows: QuerySet[Any],
    groups: Sequence[Iterable[Any]],
    asked: Asked,
    *,
    at: datetime,
    limit: int,
    is_near: bool = False,
) -> Found:
    """Put what was found in order: as it was found, then by how its label reads, then as its list is ordered."""
    rank: dict[Any, int] = {}
    for place, ids in enumerate(groups):
        found = _keys(rows, ids)
        for one in [*found, *(findable.stands_for(found) if findable.stands_for and found else ())]:
            rank.setdefault(one, place)
    if not rank:
        return Found(findable, (), 0)
    labels = list(_one_of(rows, rank).values_list("pk", findable.label))
    readings = {pk: _Reading.of(str(label), asked) for pk, label in labels}
    ordered = sorted(labels, key=lambda one: (rank.get(one[0], len(groups)), readings[one[0]].order))
    first = [pk for pk, _ in ordered[:limit]]
    by_id = {row.pk: row for row in _one_of(rows, first)}
    meant = dict.fromkeys(readings[pk].meant for pk, _ in ordered[:limit]) if is_near else {}
    return Found(
        findable,
        tuple(findable.hit(by_id[pk], at) for pk in first if pk in by_id),
        min(len(ordered), CAP),
        len(ordered) > CAP,
        is_near,
        tuple(filter(None, meant)),
    )


@dataclass(frozen=True)
class _Reading:
    """How what was typed stands in a label: its words in their order, all of them, or not all. MEANT is how it reads
    there, where it is no further than a slip a word away.
    """

    order: tuple[int, int]
    meant: str

    @classmethod
    def of(cls, label: str, asked: Asked) -> _Reading:
        stands = words(label)
        said = [word.plain for word in stands]
        typed = [term.word.plain for term in asked.terms]
        together = f" {' '.join(typed)}" in f" {' '.join(said)}"
        missing = sum(not any(one.startswith(word) for one in said) for word in typed)
        nearest = [_nearest(word, stands) for word in typed]
        slips = sum(_slips(word, one.plain) if one else 2 for word, one in zip(typed, nearest, strict=True))
        meant = " ".join(one.toned for one in nearest if one)
        is_near = bool(typed) and slips <= max(1, len([term for term in asked.terms if not term.is_known]) * 2)
        return cls((0 if together else 1 + missing, slips), meant if is_near else "")


def _nearest(typed: str, stands: Sequence[Word]) -> Word | None:
    if (same := next((one for one in stands if one.plain == typed), None)) is not None:
        return same
    return min(stands, key=lambda one: _slips(typed, one.plain), default=None)


def _slips(typed: str, said: str) -> int:
    if said == typed:
        return 0
    return 1 if said in corrections(typed) else min(distance(typed, said), 9)


def _keys(rows: QuerySet[Any], ids: Iterable[Any]) -> list[Any]:
    key = rows.model._meta.pk
    return [key.to_python(one) for one in ids]


def _one_of(rows: QuerySet[Any], ids: Iterable[Any]) -> QuerySet[Any]:
    # Rooms declare what is found of them before there are tables.
    from minhbach.foundation.scope import among

    return among(rows, ids) if isinstance(rows.model._meta.pk, UUIDField) else rows.filter(pk__in=ids)


def holding(tokens: Tokens | None, asked: Asked, *, limit: int) -> list[Any]:
    """Return ids of what holds every word: read along the most telling, looked up by the others."""
    if tokens is None or not asked.terms:
        return []
    return asked.remember((tokens, limit), lambda: _ids(tokens, _ranges(tokens, asked), limit=limit))


def hold_together(declared: Iterable[Findable], asked: Asked) -> None:
    """Ask once for all kinds whose words stand in one table."""
    kinds = _sharing(declared)
    if kinds and asked.terms:
        held = _of_each(kinds, _ranges(kinds[0], asked))
        asked.known.update({(one, CAP + 1): held[one.kind] for one in kinds})


def slip_together(declared: Iterable[Findable], asked: Asked) -> None:
    """Ask once for all of them what holds the words but for a slip, where each word is of the language.

    Of one that is not, each kind has words of its own that it may be.
    """
    kinds = _sharing(declared)
    if not kinds or not all(term.is_known for term in asked.terms):
        return
    found: dict[str, list[Any]] = {one.kind: [] for one in kinds}
    for terms in _wrong_in_turn(kinds[0], asked):
        if all(terms):
            for kind, ids in _of_each(kinds, terms).items():
                found[kind] += ids
    asked.known.update({_slip_of(one): found[one.kind] for one in kinds})


def _sharing(declared: Iterable[Findable]) -> list[Tokens]:
    return [one.tokens for one in declared if one.tokens is not None and one.tokens.kind]


def _of_each(kinds: Sequence[Tokens], terms: Sequence[Sequence[Range]]) -> dict[str, list[Any]]:
    """Return by kind the ids of records that have a word in each of some ranges."""
    held: dict[str, list[Any]] = {one.kind: [] for one in kinds}
    asks, values = _question(replace(kinds[0], kind=""), terms, alike="a.kind")
    rows = _rows_of(
        "select k.kind, f.record from unnest(%s::text[]) k (kind) cross join lateral ("
        f" select distinct record from (select a.record_id as record from foundation_searchword a"
        f" where a.kind = k.kind and {asks} limit %s) one limit %s) f",
        [list(held), *values, (CAP + 1) * _SAME_RECORD, CAP + 1],
    )
    for kind, record in rows:
        held[kind].append(record)
    return held


def _ranges(tokens: Tokens, asked: Asked) -> list[tuple[Range, ...]]:
    return [term.ranges() for term in asked.telling(but=tokens.forms)]


def _narrowed(findable: Findable, rows: QuerySet[Any], narrowed: Narrowed | None) -> list[Any]:
    """Return ids of what holds the words besides, in the place and of the year."""
    if narrowed is None or not findable.may_narrow(narrowed):
        return []
    held = rows.filter(pk__in=_keys(rows, holding(findable.tokens, narrowed.asked, limit=NARROWED_CAP)))
    return list(findable.narrow(held, narrowed).order_by().values_list("pk", flat=True)[: CAP + 1])


def _slip_of(tokens: Tokens) -> Hashable:
    return tokens, "slip"


def _slipped(tokens: Tokens, asked: Asked) -> list[Any]:
    """Return ids of what holds the words but for a slip."""
    together = _one_slipped(tokens, asked)
    if together is not None:
        return together
    return [one for terms in _wrong_in_turn(tokens, asked) for one in _ids(tokens, terms, limit=CAP + 1)]


def _wrong_in_turn(tokens: Tokens, asked: Asked) -> Iterator[list[tuple[Range, ...]]]:
    """Give the ranges to be asked for where the words that may be wrong together are taken to be."""
    for wrong in asked.nearer():
        told = asked.telling(but=tokens.forms)
        terms = [_meant(tokens, term) if term in wrong else _unmarked(term) for term in told]
        # What may be wrong is looked up last: many words stand for it.
        yield sorted(terms, key=len)


def _one_slipped(tokens: Tokens, asked: Asked) -> list[Any] | None:
    """The same where each word is of the language and any one of them may be wrong: each is read once.

    Who holds all but one is looked at for what that one may have been meant to be. None where that is not the question,
    a word is too common to be read, or of two words one by itself is all there is: then each is asked in turn.
    """
    told = asked.telling(but=tokens.forms)
    if not tokens.numbered or len(told) < 3 or not all(term.is_known for term in asked.terms):
        return None
    sets, values = [], []
    for place, term in enumerate(told):
        asks, more = _question(tokens, [_unmarked(term)])
        sets.append(
            f"w{place} as materialized (select a.{tokens.record} as record, {1 << place} as held"
            f" from {tokens.table} a where {asks} limit %s)"
        )
        values += [*more, _READ]
    # The commonest is read first: where it is too common, the others need not be.
    is_read = " and ".join(f"(select count(*) < {_READ} from w{place})" for place in reversed(range(len(told))))
    read = " union all ".join(f"select record, held from w{place}" for place in range(len(told)))
    looked_up, more = _beside(tokens, [_unmarked(term) + _meant(tokens, term) for term in told])
    ((is_whole, found),) = _rows_of(
        f"with {', '.join(sets)}, a as materialized (select record as {tokens.record} from ({read}) one where {is_read}"
        f" group by record having bit_count(bit_or(held)::bit({len(told)})) >= {len(told) - 1})"
        f" select {is_read}, array(select a.{tokens.record} from a where {looked_up} limit %s)",
        [*values, *more, (CAP + 1) * len(told)],
    )
    return list(found) if is_whole else None


def _unmarked(term: Term) -> tuple[Range, ...]:
    """Return the ranges of a word that is not wrong, without its marks."""
    plain = term.word.plain
    grows = term.is_last and not plain.isdigit() and len(plain) > 1
    return tuple(beginning(one) if grows else Range(one) for one in spelt_alike(plain))


def _meant(tokens: Tokens, term: Term) -> tuple[Range, ...]:
    """Return what a word that may be wrong was meant to be. A slip in a number is never forgiven."""
    plain = term.word.plain
    if plain.isdigit():
        return ()
    nearby = () if term.is_known else _nearby(tokens, plain)
    return tuple(Range(one) for one in dict.fromkeys((*term.near(), *nearby)))


def _nearby(tokens: Tokens, plain: str) -> list[str]:
    """Return words like one of no language that records within reach hold: a brand's, a shop's.

    They begin as no syllable does, so that no common word lies between them.
    """
    start = _own_start(plain)
    if not start or len(plain) < 5:
        return []
    kind, values = _of_kind(tokens, "t")
    # Both ends each time: they tell which index holds the word.
    span = f"{kind} t.{tokens.plain} >= %s and t.{tokens.plain} < %s"
    values += [start, start + LAST]
    with connection.cursor() as cursor:
        cursor.execute(
            f"with recursive next (word) as ("
            f" (select t.{tokens.plain} from {tokens.table} t where {span}"
            f"  order by t.{tokens.plain} limit 1)"
            f" union all select (select t.{tokens.plain} from {tokens.table} t where {span} and t.{tokens.plain} >"
            f"  next.word order by t.{tokens.plain} limit 1) from next where next.word is not null"
            f") select word from next where word is not null limit {_MOST_NEARBY}",
            [*values, *values],
        )
        found = [word for (word,) in cursor.fetchall()]
    most = 1 if len(plain) < 8 else 2
    return [word for word in found if distance(plain, word) <= most]


@lru_cache(maxsize=1 << 10)
def _own_start(plain: str) -> str:
    """Return the beginning by which a word is none of the language."""
    starts = (plain[:size] for size in range(3, len(plain)))
    return next((start for start in starts if not any(one.startswith(start) for one in known_words())), "")


def _ids(tokens: Tokens, terms: Sequence[Sequence[Range]], *, limit: int) -> list[Any]:
    """Return ids of records that have a word in each of some ranges."""
    if not terms or not all(terms):
        return []
    asks, values = _question(tokens, terms)
    rows = _rows_of(
        f"select distinct record from (select a.{tokens.record} as record from {tokens.table} a"
        f" where {asks} limit %s) found limit %s",
        [*values, limit * _SAME_RECORD, limit],
    )
    return [one for (one,) in rows]


def _rows_of(query: str, values: list[Any]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return list(cursor.fetchall())


def _question(tokens: Tokens, terms: Sequence[Sequence[Range]], *, alike: str = "") -> tuple[str, list[Any]]:
    """Write that a record has a word in each of some ranges; ALIKE is the kind of the first, where it is not given."""
    # Rooms declare what is found of them before there are tables.
    from minhbach.foundation.scope import and_by_reach

    kind, values = _of_kind(tokens, "a")
    first, more = _any(tokens, "a", terms[0])
    # Along the first word the reader's own are read; the others are looked up beside each of them.
    own = and_by_reach("a") if tokens.numbered else ""
    others, of_others = _beside(tokens, terms[1:], alike=alike)
    return f"{kind} {first}{own}{f' and {others}' if others else ''}", [*values, *more, *of_others]


def _beside(tokens: Tokens, terms: Sequence[Sequence[Range]], *, alike: str = "") -> tuple[str, list[Any]]:
    """Write that the record of a row has a word in each of some ranges besides."""
    asked: list[str] = []
    values: list[Any] = []
    for term in terms:
        kind, of_kind = _of_kind(tokens, "b")
        condition, more = _any(tokens, "b", term)
        same = f"b.kind = {alike} and " if alike else ""
        asked.append(
            f"exists (select from {tokens.table} b where {same}{kind} b.{tokens.record} = a.{tokens.record}"
            f" and {condition})"
        )
        values += [*of_kind, *more]
    return " and ".join(asked), values


def _of_kind(tokens: Tokens, alias: str) -> tuple[str, list[Any]]:
    return (f"{alias}.kind = %s and", [tokens.kind]) if tokens.kind else ("", [])


def _any(tokens: Tokens, alias: str, ranges: Sequence[Range]) -> tuple[str, list[Any]]:
    """Write that a word lies in one of some ranges."""
    said: list[str] = []
    values: list[Any] = []
    whole: dict[str, list[str]] = {}
    for one in ranges:
        # A table without a column for marks is asked without them.
        column = tokens.toned if one.is_toned and tokens.toned else tokens.plain
        low, high = (one.low, one.high) if column == tokens.toned or not one.is_toned else _bare(one)
        if high:
            said.append(f"({alias}.{column} >= %s and {alias}.{column} < %s{_marked(tokens, alias, column)})")
            values += [low, high]
        else:
            whole.setdefault(column, []).append(low)
    for column, equal in whole.items():
        same = f"{alias}.{column} = any(%s)" if len(equal) > 1 else f"{alias}.{column} = %s"
        said.append(f"({same}{_marked(tokens, alias, column)})")
        values.append(equal if len(equal) > 1 else equal[0])
    return f"({' or '.join(said)})", values


def _marked(tokens: Tokens, alias: str, column: str) -> str:
    # As its index has it: a word typed with its marks is found among those that have some.
    return f" and not {alias}.{column} = {alias}.{tokens.plain}" if column == tokens.toned else ""


def _bare(one: Range) -> tuple[str, str]:
    low = search_key(one.low)
    return low, (low + LAST if one.high else "")
