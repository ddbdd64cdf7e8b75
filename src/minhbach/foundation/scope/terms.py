"""What is shared until a day: by a key of its own, which the database itself drops when that day has come.

Who sees a row is written on the row, and nothing is written at midnight. So what ends by the clock is not shared by the
number of the agency it is opened to but by a key that is told with that number and stands on nothing else. Keys are
proved for each question (`foundation_scope_keys`): one whose day has come counts there as never told.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection


@dataclass(frozen=True)
class Term:
    """UNTIL is the first day on which what is shared by KEY is seen no more."""

    key: int
    until: date


def new_term(until: date) -> Term:
    with connection.cursor() as cursor:
        cursor.execute("select nextval('foundation_share_key')::int")
        return Term(cursor.fetchone()[0], until)


def terms_of(agency_id: UUID) -> set[int]:
    """Return by which keys something is open to an agency today, by the clock of the database."""
    with connection.cursor() as cursor:
        cursor.execute("select foundation_terms_of(%s)", [agency_id])
        return {key for (key,) in cursor.fetchall()}
