"""A day is the day in Vietnam, which is another than the computer's for the seven hours after midnight."""

from __future__ import annotations

import ast
import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.db import connection

import minhbach
from minhbach.foundation.clock import local_date

HALF_AN_HOUR_INTO_DECEMBER = datetime(2026, 11, 30, 17, 30, tzinfo=UTC)
SOURCES = Path(minhbach.__file__).parent
# Days that are read from words, where there is no moment.
READERS = {
    "foundation/clock.py",
    "foundation/pages/formats.py",
    "engine/screening/knowledge/reading.py",
    "engine/learning/reading.py",
    "interfaces/cli/pictures.py",
    "interfaces/cli/rights.py",
    "interfaces/cli/screen.py",
    "domains/documents/layout/words.py",
}
IN_VIETNAM = re.compile(r"at time zone 'Asia/Ho_Chi_Minh'\)::date\b", re.IGNORECASE)
FROM_WORDS = re.compile(r"->>\s*'\w+'\)?::date\b", re.IGNORECASE)
OF_THE_SESSION = re.compile(r"\bcurrent_date\b|::date\b", re.IGNORECASE)


def days_of_the_session(text: str) -> list[str]:
    return OF_THE_SESSION.findall(FROM_WORDS.sub("", IN_VIETNAM.sub("", text)))


def test_the_hours_after_midnight_belong_to_the_new_day() -> None:
    assert local_date(HALF_AN_HOUR_INTO_DECEMBER) == date(2026, 12, 1)


def test_no_code_asks_a_moment_for_its_day_but_the_clock() -> None:
    asking = {
        str(path.relative_to(SOURCES))
        for path in SOURCES.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        and node.func.attr == "date" and not node.args and not node.keywords
    }  # fmt: skip
    assert asking == READERS


def test_no_query_of_the_code_asks_for_the_day_of_the_session() -> None:
    asking = [
        f"{path.relative_to(SOURCES)}: {found}"
        for path in SOURCES.rglob("*.py")
        if "migrations" not in path.parts
        for found in days_of_the_session(path.read_text("utf-8"))
    ]
    assert asking == []


@pytest.mark.django_db
def test_no_function_or_policy_of_the_database_asks_for_the_day_of_the_session() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select oid::regprocedure::text, prosrc from pg_proc"
            " where pronamespace in (select oid from pg_namespace where nspname in ('public', 'portal'))"
            " and prolang in (select oid from pg_language where lanname in ('sql', 'plpgsql'))"
            " union all select tablename || '.' || policyname, concat(qual, ' ', with_check) from pg_policies"
        )
        asking = [name for name, body in cursor.fetchall() if days_of_the_session(body)]
    assert asking == []
