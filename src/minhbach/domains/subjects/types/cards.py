"""What the selectors hand to pages and to other rooms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    from minhbach.domains.subjects.models import Premises, Presence, Statement, Subject


@dataclass(frozen=True)
class IdentifierLine:
    """An identifier as one subject carries it.

    OTHER_SUBJECTS and PRESENCES count what the reader may see besides this subject.
    """

    statement: Statement
    kind: str
    # As its reader may see it.
    value: str
    identifier_id: UUID
    first_seen_at: datetime
    last_seen_at: datetime
    other_subjects: int
    other_presences: int


@dataclass(frozen=True)
class PremisesLine:
    statement: Statement
    premises: Premises


@dataclass(frozen=True)
class PresenceLine:
    statement: Statement
    presence: Presence


@dataclass(frozen=True)
class RelatedSubject:
    """A subject that shares identifiers with another: a reason to look, never proof."""

    subject: Subject
    shared: tuple[tuple[str, str], ...]  # (kind, value as shown)


@dataclass(frozen=True)
class SubjectCard:
    """What one reader may know of a subject, each value with the statement it rests on."""

    subject: Subject
    members: Sequence[Subject]
    worded: Sequence[Statement]
    identifiers: Sequence[IdentifierLine]
    premises: Sequence[PremisesLine]
    presences: Sequence[PresenceLine]
    retracted: Sequence[Statement]
    chips: Sequence[tuple[str, str]] = field(default_factory=tuple)
    # Whether some of it tells of a person and is shown in part.
    is_partly_hidden: bool = False

    def first(self, *properties: str) -> str:
        """The latest value of the first property that has one, or an empty string."""
        for wanted in properties:
            for statement in self.worded:
                if statement.property == wanted:
                    return statement.value
        return ""
