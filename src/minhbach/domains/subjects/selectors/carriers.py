"""Who carries a value, read once for a page: how many, since when, from whom it is known, and the subjects themselves.

What is read stops at a cap, and the page says so. Nothing tells of what is out of reach, nor how much of it there is.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import QuerySet

from minhbach.domains.agencies.models import Agency
from minhbach.domains.subjects import personal
from minhbach.domains.subjects.models import Identifier, Subject
from minhbach.domains.subjects.selectors.identifiers import links, subjects_with
from minhbach.domains.subjects.selectors.lists import visible_subjects
from minhbach.domains.subjects.types import SourceKind
from minhbach.foundation.writing import write_number

# So many links of a value are read.
MOST = 1_000
SHOWN_SOURCES = 20


@dataclass(frozen=True)
class SourceLine:
    """One kind of source of one agency: how many statements it gave, the first and the last of them."""

    words: str
    agency: str
    statements: int
    first_at: datetime
    last_at: datetime


class _Link(NamedTuple):
    subject_id: UUID
    presence_id: UUID | None
    recorded_at: datetime
    recorded_by_id: UUID | None
    source_kind: str
    owner_agency_id: UUID


class _Carrier(NamedTuple):
    id: UUID
    canonical_id: UUID | None
    withdrawn_at: datetime | None
    kind: str


@dataclass(frozen=True)
class Carriers:
    """The links in reach that point at a value, up to a cap; IS_WHOLE says that there are no more."""

    identifier: Identifier
    links: Sequence[_Link]
    carriers: Sequence[_Carrier]
    is_whole: bool

    @property
    def subjects(self) -> int:
        """How many carry it, each counted as the one it is joined to."""
        return len({one.canonical_id or one.id for one in self.carriers if one.withdrawn_at is None})

    @property
    def presences(self) -> int:
        return len({one.presence_id for one in self.links if one.presence_id is not None})

    @property
    def subjects_words(self) -> str:
        return self._at_least(self.subjects)

    @property
    def presences_words(self) -> str:
        return self._at_least(self.presences)

    @property
    def first_seen_at(self) -> datetime | None:
        return min((one.recorded_at for one in self.links), default=None)

    @property
    def last_seen_at(self) -> datetime | None:
        return max((one.recorded_at for one in self.links), default=None)

    @property
    def shown(self) -> str:
        """The value as the reader of its own page may see it: by all that is stated of it in reach."""
        return personal.value_of_node(
            self.identifier,
            is_open=any(personal.is_open_of(one.recorded_by_id, one.subject_id) for one in self.links),
            subject_kinds={one.kind for one in self.carriers},
        )

    def rows(self) -> QuerySet[Any]:
        """List the subjects that carry it, in reach and each as the one it is joined to: all of them."""
        if not self.is_whole:
            return subjects_with(self.identifier)
        ids = {one.id for one in self.carriers} | {one.canonical_id for one in self.carriers if one.canonical_id}
        return visible_subjects().filter(pk__in=ids)

    def _at_least(self, count: int) -> str:
        return write_number(count) + ("" if self.is_whole else "+")

    def sources(self) -> list[SourceLine]:
        """List who stated from what sources that somebody carries it, the latest first."""
        by_source: dict[tuple[str, UUID], list[datetime]] = {}
        for one in self.links:
            by_source.setdefault((one.source_kind, one.owner_agency_id), []).append(one.recorded_at)
        names = _short_names({owner for _kind, owner in by_source})
        lines = [
            SourceLine(str(SourceKind(kind).label), names.get(owner, ""), len(at), min(at), max(at))
            for (kind, owner), at in by_source.items()
        ]
        return sorted(sorted(lines, key=_by_name), key=_last_at, reverse=True)[:SHOWN_SOURCES]


def carriers_of(identifier: Identifier) -> Carriers:
    """Read who carries an identifier, within the reader's reach and up to the cap."""
    # Without an order: as the index has them, so that reading ends where the cap is; the subjects after them, so that
    # nothing tempts the database to begin with all that is in reach.
    rows = links().filter(identifier=identifier).order_by().values_list(*_Link._fields)[: MOST + 1]
    found = [_Link(*row) for row in rows]
    ids = {one.subject_id for one in found[:MOST]}
    subjects = Subject.objects.filter(pk__in=ids).order_by().values_list(*_Carrier._fields)
    return Carriers(identifier, found[:MOST], [_Carrier(*row) for row in subjects], is_whole=len(found) <= MOST)


def _by_name(line: SourceLine) -> tuple[str, str]:
    return line.agency, line.words


def _last_at(line: SourceLine) -> datetime:
    return line.last_at


def _short_names(agency_ids: Collection[UUID]) -> dict[UUID, str]:
    return dict(Agency.objects.filter(pk__in=agency_ids).values_list("pk", "short_name"))
