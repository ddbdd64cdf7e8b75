"""Who carries a value, read once for a page: how many, since when, from whom it is known, and the subjects themselves.

What is read stops at a cap, and the page says so. Nothing tells of what is out of reach, nor how much of it there is.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from minhbach.domains.subjects import personal
from minhbach.domains.subjects.models import Identifier
from minhbach.domains.subjects.selectors.identifiers import subjects_with
from minhbach.domains.subjects.selectors.lists import shown_nowhere_else, standing_subjects
from minhbach.domains.subjects.types import SourceKind
from minhbach.foundation.audit import looks
from minhbach.foundation.scope import among, and_by_reach, current_access
from minhbach.foundation.writing import write_number

# So many links of a value are read.
MOST = 1_000
SHOWN_SOURCES = 20
# One question, added up where it is read: a row for each link would take longer to be made here than to be found. The
# links stand in the order of their index, so that reading ends where the cap is; their subjects are gone to by their
# keys, of an array of which the planner does not know the length (`foundation.scope.points`).
_CARRIED = """
    with held as materialized (
        select s.subject_id, s.presence_id, s.recorded_at, s.recorded_by_id, s.source_kind, s.owner_agency_id
        from subjects_statement s where s.identifier_id = %(node)s and s.retracted_at is null{by_reach}
        limit %(most)s + 1
    ), kept as materialized (
        select * from held limit %(most)s
    ), carriers as materialized (
        select c.id, c.canonical_id, c.withdrawn_at, c.kind from subjects_subject c
        where c.id = any (array(select subject_id from kept))
    ), sources as (
        select source_kind, owner_agency_id, count(*) as statements, min(recorded_at) as first, max(recorded_at) as last
        from kept group by source_kind, owner_agency_id
    )
    select
        (select count(*) <= %(most)s from held),
        (select count(distinct coalesce(canonical_id, id)) from carriers where withdrawn_at is null),
        (select count(distinct presence_id) from kept),
        (select bool_or(recorded_by_id = %(reader)s) from kept),
        array(select distinct kind from carriers),
        array(select distinct subject_id from kept)::text,
        array(select distinct canonical_id from carriers where canonical_id is not null)::text,
        s.source_kind, coalesce(a.short_name, ''), s.statements, s.first, s.last
    from sources s left join agencies_agency a on a.id = s.owner_agency_id and a.outside = ''
"""


@dataclass(frozen=True)
class SourceLine:
    """One kind of source of one agency: how many statements it gave, the first and the last of them."""

    words: str
    agency: str
    statements: int
    first_at: datetime
    last_at: datetime


@dataclass(frozen=True)
class Carriers:
    """The links in reach that point at a value, up to a cap, added up; IS_WHOLE says that there are no more.

    SUBJECTS are how many carry it, each counted as the one it is joined to. STATED_OF are the ids of those whom a link
    names, JOINED_TO of those whom they are joined to: in reach or not.
    """

    identifier: Identifier
    is_whole: bool = True
    subjects: int = 0
    presences: int = 0
    is_own_word: bool = False
    subject_kinds: Collection[str] = ()
    stated_of: Collection[str] = ()
    joined_to: Collection[str] = ()
    lines: Sequence[SourceLine] = ()

    @property
    def subjects_words(self) -> str:
        return self._at_least(self.subjects)

    @property
    def presences_words(self) -> str:
        return self._at_least(self.presences)

    @property
    def first_seen_at(self) -> datetime | None:
        return min((line.first_at for line in self.lines), default=None)

    @property
    def last_seen_at(self) -> datetime | None:
        return max((line.last_at for line in self.lines), default=None)

    @property
    def shown(self) -> str:
        """The value as the reader of its own page may see it: by all that is stated of it in reach."""
        is_open = self.is_own_word or any(looks.purpose_of(one) for one in self.stated_of)
        return personal.value_of_node(self.identifier, is_open=is_open, subject_kinds=self.subject_kinds)

    def rows(self) -> QuerySet[Any]:
        """List the subjects that carry it, in reach and each as the one it is joined to: all of them."""
        if not self.is_whole:
            return subjects_with(self.identifier)
        # Hardly ever is one joined to another: what keeps those out is asked where it can keep anybody out.
        shown = standing_subjects().filter(shown_nowhere_else()) if self.joined_to else standing_subjects()
        return among(shown, {*self.stated_of, *self.joined_to})

    def _at_least(self, count: int) -> str:
        return write_number(count) + ("" if self.is_whole else "+")

    def sources(self) -> list[SourceLine]:
        """List who stated from what sources that somebody carries it, the latest first."""
        return sorted(sorted(self.lines, key=_by_name), key=_last_at, reverse=True)[:SHOWN_SOURCES]


def carriers_of(identifier: Identifier) -> Carriers:
    """Read who carries an identifier, within the reader's reach and up to the cap."""
    asked: dict[str, Any] = {"node": identifier.pk, "most": MOST, "reader": current_access().officer_id}
    with connection.cursor() as cursor:
        cursor.execute(_CARRIED.format(by_reach=and_by_reach("s")), asked)
        rows = cursor.fetchall()
    if not rows:
        return Carriers(identifier)
    is_whole, subjects, presences, is_own_word, kinds, stated_of, joined_to = rows[0][:7]
    return Carriers(
        identifier,
        is_whole=is_whole,
        subjects=subjects,
        presences=presences,
        is_own_word=bool(is_own_word),
        subject_kinds=kinds,
        stated_of=_ids(stated_of),
        joined_to=_ids(joined_to),
        lines=[SourceLine(str(SourceKind(row[7]).label), *row[8:]) for row in rows],
    )


def _ids(written: str) -> list[str]:
    """Read ids out of an array as the database writes it; as a list each would become an object, and a text again."""
    return written[1:-1].split(",") if written != "{}" else []


def _by_name(line: SourceLine) -> tuple[str, str]:
    return line.agency, line.words


def _last_at(line: SourceLine) -> datetime:
    return line.last_at
