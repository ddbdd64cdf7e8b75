"""Who carries a value, read once for a page: how many, since when, from whom it is known, and the subjects themselves.

What is read stops at a cap, and the page says so. Nothing tells of what is out of reach, nor how much of it there is.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from minhbach.domains.agencies.models import Agency
from minhbach.domains.subjects import personal
from minhbach.domains.subjects.models import Identifier, Subject
from minhbach.domains.subjects.selectors.identifiers import subjects_with
from minhbach.domains.subjects.selectors.lists import visible_subjects
from minhbach.domains.subjects.types import SourceKind
from minhbach.foundation.scope import among, and_by_reach
from minhbach.foundation.writing import write_number

# So many links of a value are read.
MOST = 1_000
SHOWN_SOURCES = 20
# As the index has them, so that reading ends where the cap is. What stands in hundreds of rows comes as a few: making
# a row of each in Python took longer than finding them.
_LINKS = """
    with held as materialized (
        select s.subject_id, s.presence_id, s.recorded_at, s.recorded_by_id, s.source_kind, s.owner_agency_id
        from subjects_statement s where s.identifier_id = %s and s.retracted_at is null{by_reach} limit %s
    )
    select (select count(*) from held), source_kind, owner_agency_id, min(recorded_at), max(recorded_at),
        array_agg(subject_id), array_agg(presence_id), array_agg(recorded_by_id)
    from (select * from held limit %s) kept group by source_kind, owner_agency_id
"""


@dataclass(frozen=True)
class SourceLine:
    """One kind of source of one agency: how many statements it gave, the first and the last of them."""

    words: str
    agency: str
    statements: int
    first_at: datetime
    last_at: datetime


class _Source(NamedTuple):
    """What one agency stated from one kind of source: each statement has its place in the three lists."""

    kind: str
    agency_id: UUID
    first_at: datetime
    last_at: datetime
    subject_ids: list[UUID]
    presence_ids: list[UUID | None]
    recorded_by_ids: list[UUID | None]


class _Carrier(NamedTuple):
    id: UUID
    canonical_id: UUID | None
    withdrawn_at: datetime | None
    kind: str


@dataclass(frozen=True)
class Carriers:
    """The links in reach that point at a value, up to a cap, by source; IS_WHOLE says that there are no more."""

    identifier: Identifier
    links: Sequence[_Source]
    carriers: Sequence[_Carrier]
    is_whole: bool

    @property
    def subjects(self) -> int:
        """How many carry it, each counted as the one it is joined to."""
        return len({one.canonical_id or one.id for one in self.carriers if one.withdrawn_at is None})

    @property
    def presences(self) -> int:
        return len({one for source in self.links for one in source.presence_ids if one is not None})

    @property
    def subjects_words(self) -> str:
        return self._at_least(self.subjects)

    @property
    def presences_words(self) -> str:
        return self._at_least(self.presences)

    @property
    def first_seen_at(self) -> datetime | None:
        return min((one.first_at for one in self.links), default=None)

    @property
    def last_seen_at(self) -> datetime | None:
        return max((one.last_at for one in self.links), default=None)

    @property
    def shown(self) -> str:
        """The value as the reader of its own page may see it: by all that is stated of it in reach."""
        return personal.value_of_node(
            self.identifier,
            is_open=any(
                personal.is_open_of(wrote, subject)
                for one in self.links
                for wrote, subject in zip(one.recorded_by_ids, one.subject_ids, strict=True)
            ),
            subject_kinds={one.kind for one in self.carriers},
        )

    def rows(self) -> QuerySet[Any]:
        """List the subjects that carry it, in reach and each as the one it is joined to: all of them."""
        if not self.is_whole:
            return subjects_with(self.identifier)
        ids = {one.id for one in self.carriers} | {one.canonical_id for one in self.carriers if one.canonical_id}
        # Who keeps an eye on them is not told here.
        return among(visible_subjects().select_related(None).select_related("place", "owner_agency"), ids)

    def _at_least(self, count: int) -> str:
        return write_number(count) + ("" if self.is_whole else "+")

    def sources(self) -> list[SourceLine]:
        """List who stated from what sources that somebody carries it, the latest first."""
        names = _short_names({one.agency_id for one in self.links})
        lines = [
            SourceLine(
                str(SourceKind(one.kind).label),
                names.get(one.agency_id, ""),
                len(one.subject_ids),
                one.first_at,
                one.last_at,
            )
            for one in self.links
        ]
        return sorted(sorted(lines, key=_by_name), key=_last_at, reverse=True)[:SHOWN_SOURCES]


def carriers_of(identifier: Identifier) -> Carriers:
    """Read who carries an identifier, within the reader's reach and up to the cap."""
    with connection.cursor() as cursor:
        cursor.execute(_LINKS.format(by_reach=and_by_reach("s")), [identifier.pk, MOST + 1, MOST])
        rows = cursor.fetchall()
    found = [_Source(*row[1:]) for row in rows]
    ids = {one for source in found for one in source.subject_ids}
    # After the links, so that nothing tempts the database to begin with all that is in reach.
    subjects = among(Subject.objects.all(), ids).order_by().values_list(*_Carrier._fields)
    is_whole = not rows or rows[0][0] <= MOST
    return Carriers(identifier, found, [_Carrier(*row) for row in subjects], is_whole)


def _by_name(line: SourceLine) -> tuple[str, str]:
    return line.agency, line.words


def _last_at(line: SourceLine) -> datetime:
    return line.last_at


def _short_names(agency_ids: Collection[UUID]) -> dict[UUID, str]:
    return dict(Agency.objects.filter(pk__in=agency_ids).values_list("pk", "short_name"))
