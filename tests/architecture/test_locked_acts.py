"""Every act that holds a row, or waits for its turn, has a race in tests/races."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
DOMAINS = PROJECT / "src" / "minhbach" / "domains"
HOLDS = {"lock", "lock_all", "hold", "wait_turn"}


def functions_of(domain: Path) -> dict[tuple[str, str], ast.FunctionDef]:
    """The functions of a domain's services, as (module, name)."""
    places = [domain / "services.py", *sorted((domain / "services").glob("*.py"))]
    return {
        (str(path), node.name): node
        for path in places
        if path.exists()
        for node in ast.parse(path.read_text()).body
        if isinstance(node, ast.FunctionDef)
    }


def names_in(node: ast.AST) -> set[str]:
    """What a function calls, and what it calls under the name of a module: `statements.retract_all`."""
    called = [one.func for one in ast.walk(node) if isinstance(one, ast.Call)]
    return {one.id for one in called if isinstance(one, ast.Name)} | {
        one.attr for one in called if isinstance(one, ast.Attribute)
    }


def locked_acts() -> set[str]:
    """The public services that hold something, themselves or through a private function of theirs."""
    found = set()
    for domain in sorted(path for path in DOMAINS.iterdir() if path.is_dir()):
        functions = functions_of(domain)
        holding = {key for key, node in functions.items() if names_in(node) & HOLDS}
        helpers = {name for _path, name in holding if not is_act(functions[_path, name])}
        while True:
            more = {key for key, node in functions.items() if names_in(node) & helpers} - holding
            if not more:
                break
            holding |= more
            helpers |= {name for path, name in more if not is_act(functions[path, name])}
        found |= {f"{domain.name}.{name}" for path, name in holding if is_act(functions[path, name])}
    return found


def is_act(node: ast.FunctionDef) -> bool:
    return not node.name.startswith("_") and any("atomic" in ast.unparse(one) for one in node.decorator_list)


def raced() -> set[str]:
    found = set()
    for path in (PROJECT / "tests" / "races").glob("test_*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "pytest.mark.race":
                found |= {str(ast.literal_eval(one)) for one in node.args}
    return found


def test_each_locked_act_has_a_race() -> None:
    assert sorted(locked_acts() - raced()) == []


def test_no_race_is_of_an_act_that_is_no_more() -> None:
    known = {f"{domain.name}.{name}" for domain in DOMAINS.iterdir() for _path, name in functions_of(domain)}
    assert sorted(raced() - known) == []


@pytest.mark.parametrize("word", ["select_for_update", "pg_advisory"])
def test_rows_are_held_in_one_place(word: str) -> None:
    """What is joined to a row that is held, or read before it, is as it was before the wait."""
    source = PROJECT / "src" / "minhbach"
    users = {str(path.relative_to(source)) for path in source.rglob("*.py") if word in path.read_text()}
    # The sealer's own queue stands apart from acts; so does the copying of the store, which collecting waits for.
    sealer = {f"foundation/audit/{name}.py" for name in ("sealing", "mending", "verification")}
    copying = {"foundation/backups/snapshot.py", "foundation/kept_files.py"}
    assert users - sealer - copying == {"foundation/database/locks.py"}
