"""By which keys records are seen: whether somebody sees all that a reason rests on, before it is told."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from minhbach.domains.agencies.selectors import keysets_among
from minhbach.domains.networks.types import Reason

_KEYS = """
    select id, seen_by from subjects_subject where id = any(%s) union all
    select id, seen_by from subjects_statement where id = any(%s) union all
    select id, seen_by from networks_outcome where id = any(%s)
"""
# So many sets of keys are told apart at most, the narrowest first.
_MOST_READERS = 300


@dataclass(frozen=True)
class Keys:
    """The keys of some records."""

    of: Mapping[UUID, frozenset[int]]

    def shows(self, reason: Reason, keys: frozenset[int]) -> bool:
        """Say whether who comes with some keys sees every record of a reason."""
        records = (*reason.subjects, *reason.statements, *reason.outcomes)
        return all(self.sees(record, keys) for record in records)

    def sees(self, record: UUID, keys: frozenset[int]) -> bool:
        return not self.of.get(record, frozenset()).isdisjoint(keys)

    def readers(self) -> list[frozenset[int]]:
        """List with which keys officers come to these records, those with the fewest first."""
        told = keysets_among(frozenset[int]().union(*self.of.values()))
        return sorted(told, key=lambda keys: (len(keys), sorted(keys)))[:_MOST_READERS]


def keys_of(reasons: Collection[Reason]) -> Keys:
    """Read by which keys the records of some reasons are seen. Needs the system's reach."""
    return keys_on(
        {one for reason in reasons for one in reason.subjects},
        {one for reason in reasons for one in reason.statements},
        {one for reason in reasons for one in reason.outcomes},
    )


def keys_on(
    subjects: Collection[UUID] = (), statements: Collection[UUID] = (), outcomes: Collection[UUID] = ()
) -> Keys:
    """Read by which keys records are seen. Needs the system's reach."""
    with connection.cursor() as cursor:
        cursor.execute(_KEYS, [list(subjects), list(statements), list(outcomes)])
        return Keys({record: frozenset(keys) for record, keys in cursor.fetchall()})
