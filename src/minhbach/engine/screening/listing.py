"""One listing and one hit in it, as the rules see them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from minhbach.engine.screening.lexicon import Entry

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
    memory: dict[str, Any] = field(default_factory=dict)  # what rules worked out once for this listing
    home_of: Callable[[int, int], tuple[int, int]] | None = None  # where revealed words stand in their field

    @property
    def title(self) -> bytes:
        """The folded title."""
        return self.data[self.start : self.title_end]

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


@dataclass(slots=True)
class Hit:
    """A phrase of an entry found in a listing."""

    listing: Listing
    entry: Entry
    start: int
    end: int

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
        start, _ = self.listing.home(self.start, self.end)
        begin, _ = self.listing.segment(start)
        text = self.listing.data[max(begin, start - reach) : start]
        if statement:
            ends = [found.end() for found in _STATEMENT_END.finditer(text)]
            text = text[ends[-1] :] if ends else text
        return text

    def after(self, reach: int, *, statement: bool = True) -> bytes:
        """Return the folded letters after the hit, up to where the statement ends."""
        start, stop = self.listing.home(self.start, self.end)
        _, end = self.listing.segment(start)
        text = self.listing.data[stop : min(end, stop + reach)]
        if statement:
            ended = _STATEMENT_END.search(text)
            if ended is not None:
                # The sign that ends it belongs to it: a question mark tells.
                text = text[: ended.end()]
        return text

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
