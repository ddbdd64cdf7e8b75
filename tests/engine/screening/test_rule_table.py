"""Rules written in Python and their table say the same, both ways; no weight hides in code."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import minhbach.engine.screening
from minhbach.engine.cache import default_folder
from minhbach.engine.screening.lexicon import load_vocabulary
from minhbach.engine.screening.rule_table import listed_judges, listed_rules
from minhbach.engine.screening.rules import judges
from minhbach.engine.screening.signs import signs

SCREENING = Path(minhbach.engine.screening.__path__[0])
MODULES = sorted(path for folder in ("rules", "comparing") for path in (SCREENING / folder).glob("*.py"))
# Broken numbers that stand in code, each with what it is: none is a weight. A new one is entered here, a weight there.
MEASURES = {
    "comparing/gtins.py": {"_LEAST_SHARED"},
    "comparing/prices.py": {"_NORMAL_SPREAD", "_LEAST_SPREAD", "_FARTHEST_Z", "_BELOW"},
    "rules/brand.py": {"_CHILD_SHARE", "_FAR_BELOW"},
    "rules/known.py": {"_HALF_LIFE_DAYS"},
    "rules/marks.py": {"_FAR_BELOW"},
    "rules/registrations.py": {"_COMMON_SHARE", "_FEW", "_MAY_BE_LEAD"},
    "rules/sameness.py": {"LEAST_SIMILARITY", "_FULL_AT", "_NOTHING_AT"},
}
NOTHING_HALF_AND_WHOLE = {0.0, 0.5, 1.0}


def asked(function: str) -> set[tuple[str, str]]:
    """Say which names the code asks the table for, and where."""
    return {
        (str(path.relative_to(SCREENING)), call.args[0].value)
        for path in MODULES
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == function
        and call.args and isinstance(call.args[0], ast.Constant) and isinstance(call.args[0].value, str)
    }  # fmt: skip


def test_no_rule_without_a_row_and_no_row_without_a_rule() -> None:
    assert asked("rule") == {(one.code, one.id) for one in listed_rules().values()}


def test_no_judge_without_a_row_and_no_row_without_a_judge() -> None:
    assert asked("judge") == {(one.code, one.name) for one in listed_judges().values()}
    assert set(judges()) == set(listed_judges())
    named = {entry.judge for entry in load_vocabulary(folder=default_folder()).entries if entry.judge}
    assert named == set(listed_judges()) - {"office.entry"}


def test_what_a_judge_weighs_by_is_asked_where_its_row_says() -> None:
    assert asked("judge_row") == {(one.code, one.name) for one in listed_judges().values() if one.weights or one.shares}


def test_a_finding_of_a_rule_is_made_of_its_row_alone() -> None:
    made = [path.name for path in MODULES if re.search(r"\bFinding\(", path.read_text(encoding="utf-8"))]
    assert made == ["__init__.py"]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_no_weight_stands_in_code(path: Path) -> None:
    module = ast.parse(path.read_text(encoding="utf-8"))
    named = [one for one in module.body if isinstance(one, ast.Assign)]
    holding = {name.id for one in named if set(broken(one.value)) for name in ast.walk(one.targets[0])
               if isinstance(name, ast.Name)}  # fmt: skip
    assert holding == MEASURES.get(str(path.relative_to(SCREENING)), set())
    inside = {number for one in module.body if one not in named for number in broken(one)}
    assert inside <= NOTHING_HALF_AND_WHOLE


def broken(part: ast.AST) -> Iterator[float]:
    """Yield the broken numbers written in a part of a module."""
    return (one.value for one in ast.walk(part) if isinstance(one, ast.Constant) and isinstance(one.value, float))


def test_each_row_is_whole() -> None:
    for one in listed_rules().values():
        assert one.sentence.endswith("."), one.id
        assert set(one.signs) <= set(signs()), one.id
        assert set(one.weights) & set(signs()) in (set(), set(one.signs)), one.id
        assert all(0 < share < 1 for share in one.shares.values()), one.id
    for judge in listed_judges().values():
        assert judge.says[0].islower(), judge.name
        assert not judge.says.endswith("."), judge.name


def test_a_rule_has_no_id_of_a_lexicons_entry() -> None:
    assert not set(listed_rules()) & {entry.id for entry in load_vocabulary(folder=default_folder()).entries}
