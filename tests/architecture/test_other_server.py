"""What is run on every server we run on finds itself: whatever speaks SQL of our own, and whatever calls it."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests import other_server
from tests.other_server import PROJECT, chosen_of, is_for_other_server, own_statements, statements_called

# What no test calls by name, since a page, a list of checks or a service stands before it; and who tries it so.
THROUGH = {
    "domains/custody/services/answered.py": "tests/domains/custody/test_openings.py",
    "domains/inspections/services/finding.py": "tests/races/test_inspections.py",
    "domains/networks/links.py": "tests/domains/networks/test_findings.py",
    "domains/networks/selectors/keys.py": "tests/domains/networks/test_findings.py",
    "domains/screening/selectors/offers.py": "tests/domains/networks/test_offers.py",
    "domains/linkage/store.py": "tests/domains/linkage/test_linking.py",
    "interfaces/portal/published.py": "tests/interfaces/portal/test_looking.py",
    "interfaces/portal/record.py": "tests/interfaces/portal/test_walk.py",
    "interfaces/health/database.py": "tests/interfaces/health/test_checks.py",
    "interfaces/health/figures.py": "tests/interfaces/office/test_metrics.py",
    "interfaces/office/middleware.py": "tests/interfaces/office/test_policy.py",
}


def test_all_sql_of_our_own_is_tried_on_every_server() -> None:
    chosen = [path for path in sorted((PROJECT / "tests").rglob("test_*.py")) if is_for_other_server(path)]
    called = {path for one in chosen for path in statements_of_chosen(one)}
    called |= {PROJECT / "src/minhbach" / one for one, test in THROUGH.items() if PROJECT / test in chosen}
    written = {path for found in own_statements().values() for _module, path in found}
    assert PROJECT / "src/minhbach/domains/agencies/selectors/reach.py" in written
    assert sorted(written - called) == []


def statements_of_chosen(path: Path) -> set[Path]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    parts = [node for node in tree.body if chosen_of(path).intersection(other_server._names_of(node))]
    return {found for part in parts for found in statements_called(tree, part)}


PLACE = "from minhbach.domains.agencies.selectors import place_ids_within\n"


@pytest.mark.parametrize(
    ("text", "chosen"),
    [
        (f"{PLACE}def test_one():\n    place_ids_within()\n", {"test_one"}),
        ("from minhbach.domains.agencies import selectors\ndef test_one():\n    selectors.place_ids_within()\n",
         {"test_one"}),
        ("from minhbach.domains.subjects import selectors\ndef test_one():\n    selectors.get_subject()\n", set()),
        ("import psycopg\ndef test_one():\n    psycopg.connect()\n", {"test_one"}),
        ("def test_one(scratch_database: str) -> None: ...\n", {"test_one"}),
        ("from django.db import IntegrityError\ndef test_one():\n    raises(IntegrityError)\n", {"test_one"}),
        ("def test_one(db: None) -> None: ...\n", set()),
        # One file, one test of two; through a fixture, a helper, a table of cases, and for all where none names it.
        (f"{PLACE}def test_one():\n    place_ids_within()\ndef test_two(): ...\n", {"test_one"}),
        (f"{PLACE}@fixture\ndef places():\n    return place_ids_within()\ndef test_one(places): ...\n",
         {"places", "test_one"}),
        (f"{PLACE}def helper():\n    place_ids_within()\ndef test_one():\n    helper()\n", {"helper", "test_one"}),
        (f"{PLACE}CASES = [place_ids_within]\n@parametrize(CASES)\ndef test_one(): ...\n", {"CASES", "test_one"}),
        (f"{PLACE}@fixture(autouse=True)\ndef places():\n    place_ids_within()\ndef test_one(): ...\n",
         {"places", "test_one"}),
    ],
)  # fmt: skip
def test_a_new_test_finds_itself(text: str, chosen: set[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(other_server, "PROJECT", tmp_path)
    path = tmp_path / "tests/domains/subjects/test_new.py"
    path.parent.mkdir(parents=True)
    path.write_text(text)
    assert chosen_of(path) == chosen


def test_every_place_is_there() -> None:
    assert [place for place in (*other_server.PLACES, *other_server.NEVER) if not (PROJECT / place).exists()] == []
