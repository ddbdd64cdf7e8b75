"""One listing and one hit in it, as the rules see them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple, Protocol

from minhbach.engine.screening.lexicon import Entry

FARTHEST = 120  # letters that operators look before and after a hit at most; judges may look farther
_STATEMENT_END = re.compile(rb"[\n\x1f;!?]|\.(?![0-9])")


class Columns(Protocol):
    """A listing's columns, by name."""

    def __getitem__(self, column: str, /) -> Any:
        """Return what the column holds."""


@dataclass(slots=True)
class Listing:
    """A listing's folded text and its columns."""

    data: bytes  # the folded batch
    start: int
    title_end: int
    description_end: int
    end: int  # what was revealed from under disguise ends here
    bare: bool
    columns: Columns
    as_of: date
    goods: frozenset[str] = frozenset()
    memory: dict[Any, Any] = field(default_factory=dict)  # what rules worked out once for this listing
    home_of: Callable[[int, int], tuple[int, int]] | None = None  # where revealed words stand in their field

    @property
    def title(self) -> bytes:
        """The folded title."""
        return self.data[self.start : self.title_end]

    @property
    def collected_on(self) -> date | None:
        """The day on which the listing was seen on offer, where it is known."""
        day = self.columns["collected_on"]
        return None if day is None else date.fromisoformat(day)

    @property
    def text(self) -> bytes:
        """The folded title and description."""
        return self.data[self.start : self.description_end]

    def segment(self, place: int) -> tuple[int, int]:
        """Return start and end of the field, or of the revealed words, that a place lies in."""
        if place < self.title_end:
            return self.start, self.title_end
        if place < self.description_end:
            return self.title_end + 1, self.description_end
        begin = self.data.rfind(b"\n", self.description_end, place) + 1
        end = self.data.find(b"\n", place, self.end)
        return begin, end if end >= 0 else self.end

    def home(self, start: int, end: int) -> tuple[int, int]:
        """Return where folded words stand in their field: what was revealed is a copy behind the fields."""
        return (start, end) if start <= self.description_end or self.home_of is None else self.home_of(start, end)


class _Place(NamedTuple):
    """Where a hit stands in its own field."""

    start: int
    stop: int
    begin: int  # of the field
    end: int
    said_from: int  # where its statement begins, no farther off than any operator looks
    said_to: int  # and where it ends: the sign that ends it belongs to it, a question mark tells


def _last_end(text: bytes) -> int:
    """Return where the last statement of a text begins."""
    last = 0
    for found in _STATEMENT_END.finditer(text):
        last = found.end()
    return last


def _first_end(text: bytes) -> int:
    """Return where the first statement of a text ends, with its sign."""
    ended = _STATEMENT_END.search(text)
    return len(text) if ended is None else ended.end()


@dataclass(slots=True)
class Hit:
    """A phrase of an entry found in a listing."""

    listing: Listing
    entry: Entry
    start: int
    end: int
    place: _Place | None = None  # worked out when asked for
    memory: dict[Any, Any] = field(default_factory=dict)  # what operators worked out once for this hit

    @property
    def folded(self) -> bytes:
        """What was found."""
        return self.listing.data[self.start : self.end]

    @property
    def is_revealed(self) -> bool:
        """Say whether the hit lies in what was revealed behind the fields."""
        return self.start > self.listing.description_end

    @property
    def is_disguised(self) -> bool:
        """Say whether the words themselves were disguised, not only their neighbours."""
        start, end = self.listing.home(self.start, self.end)
        return self.is_revealed and self.listing.data[start:end] != self.folded

    @property
    def in_title(self) -> bool:
        """Say whether the hit lies in the title."""
        return self.listing.home(self.start, self.end)[0] < self.listing.title_end

    def before(self, reach: int, *, statement: bool = True) -> bytes:
        """Return the folded letters before the hit, back to where the statement begins."""
        place = self.place or self._located()
        begin = place.said_from if statement and reach <= FARTHEST else place.begin
        text = self.listing.data[max(begin, place.start - reach) : place.start]
        if statement and reach > FARTHEST:
            text = text[_last_end(text) :]
        return text

    def after(self, reach: int, *, statement: bool = True) -> bytes:
        """Return the folded letters after the hit, up to where the statement ends."""
        place = self.place or self._located()
        end = place.said_to if statement and reach <= FARTHEST else place.end
        text = self.listing.data[place.stop : min(end, place.stop + reach)]
        if statement and reach > FARTHEST:
            text = text[: _first_end(text)]
        return text

    def _located(self) -> _Place:
        """Work out where the hit stands; operators ask again and again."""
        listing = self.listing
        start, stop = listing.home(self.start, self.end)
        begin, end = listing.segment(start)
        low = max(begin, start - FARTHEST)
        said_from = low + _last_end(listing.data[low:start])
        said_to = stop + _first_end(listing.data[stop : min(end, stop + FARTHEST)])
        self.place = _Place(start, stop, begin, end, said_from, said_to)
        return self.place

    def around(self, reach: int, *, statement: bool = True) -> bytes:
        """Return the hit with the folded letters on both sides."""
        return self.before(reach, statement=statement) + self.folded + self.after(reach, statement=statement)


@dataclass(slots=True)
class Finding:
    """Evidence for (or, with a negative weight, against) a sign, at a place in the listing."""

    rule: str
    sign: str
    family: str
    weight: float
    start: int  # folded places; -1 and -1 for evidence that is no place in the text
    end: int
    legal_basis: tuple[str, ...]
    lexicon_version: str
    values: dict[str, Any] = field(default_factory=dict)
