"""What is run on every server we run on finds itself: whatever speaks SQL of our own, and whatever calls it."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests import other_server
from tests.other_server import PROJECT, is_for_other_server, own_statements, statements_called

# What no test calls by name, since a page, a list of checks or a service stands before it; and who tries it so.
THROUGH = {
    "domains/inspections/services/finding.py": "tests/races/test_inspections.py",
    "domains/networks/links.py": "tests/domains/networks/test_findings.py",
    "domains/networks/selectors/keys.py": "tests/domains/networks/test_findings.py",
    "domains/screening/selectors/offers.py": "tests/domains/networks/test_offers.py",
    "domains/linkage/store.py": "tests/domains/linkage/test_linking.py",
    "interfaces/portal/record.py": "tests/interfaces/portal/test_walk.py",
    "interfaces/health/database.py": "tests/interfaces/health/test_checks.py",
    "interfaces/health/figures.py": "tests/interfaces/office/test_metrics.py",
    "interfaces/office/middleware.py": "tests/interfaces/office/test_policy.py",
}


def test_all_sql_of_our_own_is_tried_on_every_server() -> None:
    chosen = [path for path in sorted((PROJECT / "tests").rglob("test_*.py")) if is_for_other_server(path)]
    called = {path for one in chosen for path in statements_called(ast.parse(one.read_text(encoding="utf-8")))}
    called |= {PROJECT / "src/minhbach" / one for one, test in THROUGH.items() if PROJECT / test in chosen}
    written = {path for found in own_statements().values() for _module, path in found}
    assert PROJECT / "src/minhbach/domains/agencies/selectors/reach.py" in written
    assert sorted(written - called) == []


@pytest.mark.parametrize(
    ("text", "is_chosen"),
    [
        ("from minhbach.domains.agencies.selectors import place_ids_within\n", True),
        ("from minhbach.domains.agencies import selectors\n\nselectors.place_ids_within()\n", True),
        ("from minhbach.domains.subjects import selectors\n\nselectors.get_subject()\n", False),
        ("import psycopg\n", True),
        ("def test_one(scratch_database: str) -> None: ...\n", True),
        ("from django.db import IntegrityError\n", True),
        ("def test_one(db: None) -> None: ...\n", False),
    ],
)
def test_a_new_file_finds_itself(text: str, is_chosen: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(other_server, "PROJECT", tmp_path)
    path = tmp_path / "tests/domains/subjects/test_new.py"
    path.parent.mkdir(parents=True)
    path.write_text(text)
    assert is_for_other_server(path) is is_chosen


def test_every_place_is_there() -> None:
    assert [place for place in other_server.PLACES if not (PROJECT / place).exists()] == []
