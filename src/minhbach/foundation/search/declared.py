"""What a domain says of what it finds: one `Findable` a kind, in its `found.py`."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol

from django.db.models import QuerySet
from django.utils.functional import Promise

if TYPE_CHECKING:
    from minhbach.domains.agencies.models import Officer
    from minhbach.foundation.search.asking import Asked, Narrowed


@dataclass(frozen=True)
class Hit:
    """One thing found by the search over everything."""

    title: str
    detail: str
    url: str


@dataclass(frozen=True)
class Tokens:
    """Where the words of a kind of record stand: the table, the column of the record, those of the word.

    KIND parts those that share a table. FORMS are words that half of all carry, and that narrow nothing. A table of a
    nation's words is NUMBERED: its rows carry their reach as a number, and an index leads from a word to it.
    """

    table: str
    record: str
    plain: str
    toned: str = ""
    kind: str = ""
    forms: frozenset[str] = frozenset()
    numbered: bool = False


def words_of(kind: str) -> Tokens:
    """Return where the words of a model stand whose table is under `FoundByWords`."""
    return Tokens("foundation_searchword", "record_id", "word", kind=kind)


class Exact(Protocol):
    def __call__(self, asked: Asked) -> Collection[Any]: ...


class Whole(Protocol):
    def __call__(self, texts: Sequence[str], *, at: datetime, limit: int) -> Iterable[Any]: ...


@dataclass(frozen=True, kw_only=True)
class Findable:
    """What is found of one kind; VIEW lists all of it, asked with `q`.

    ROWS are those within reach, in their own order. Found are those whose TOKENS hold every word, or, of reference data
    that everybody sees, what WHOLE finds of a text or its other spellings. EXACT gives the ids of what a text names,
    ABOUT those of what is about whom it names, STANDS_FOR the ids of what stands for some others. LABEL is the column
    that a hit is read by; BY_PLACE and BY_DAY are columns that a place and a year narrow.
    """

    title: str | Promise
    view: str
    place: int
    hit: Callable[[Any, datetime], Hit]
    rows: Callable[[Officer, datetime], QuerySet[Any]] | None = None
    tokens: Tokens | None = None
    label: str = ""
    exact: Exact | None = None
    about: Exact | None = None
    stands_for: Callable[[Collection[Any]], Collection[Any]] | None = None
    whole: Whole | None = None
    by_place: str = ""
    by_day: str = ""
    # Long texts hold nearly any words: that they do does not tell that nothing else was meant.
    is_long: bool = False

    def may_narrow(self, narrowed: Narrowed) -> bool:
        """Say whether what a text narrows by is told of this kind."""
        return (not narrowed.place_ids or bool(self.by_place)) and (narrowed.year is None or bool(self.by_day))

    def narrow(self, rows: QuerySet[Any], narrowed: Narrowed) -> QuerySet[Any]:
        """Keep what lies in the place and is of the year."""
        if narrowed.place_ids:
            rows = rows.filter(**{f"{self.by_place}__in": narrowed.place_ids})
        return rows.filter(**{f"{self.by_day}__year": narrowed.year}) if narrowed.year else rows
