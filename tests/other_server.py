"""Which tests are run once more on another server (`pytest --other-server`, `.ci/postgresql-15`).

What Django writes it answers for on every PostgreSQL it supports; what we write ourselves we try on each that we do. A
file is chosen, by itself, when

- it stands in a place of `PLACES`: the ground, where reach, audit, locks, jobs and backups are tried; races; the walks
  through every page;
- it speaks to the server itself: a statement of its own, a copy to commit to, an error that the database raises;
- it calls what stands beside SQL of our own in a domain or an interface.

`tests/architecture/test_other_server.py` holds that all such SQL is called by a chosen file.
"""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

PROJECT = Path(__file__).parents[1]
SOURCE = PROJECT / "src"
PLACES = (
    "tests/foundation/",
    "tests/races/",
    "tests/interfaces/office/test_policy.py",
    "tests/interfaces/demo/test_walk.py",
    "tests/interfaces/demo/test_list_plans.py",
    "tests/interfaces/health/",
    "tests/interfaces/office/test_metrics.py",
)
# The kit of pages: of it, too, only who speaks to the server.
NOT_BY_PLACE = ("tests/foundation/pages/",)
_SPEAKS = re.compile(r"psycopg|\.cursor\(|scratch|\b(Database|Integrity|Operational|Programming|Internal)Error\b")
_STATEMENT = re.compile(
    r"\s*\(?(select\s|with (recursive )?\w+ as\b|insert into\s|update \w+ set\s|delete from\s|lock table\s)"
)
_EXPRESSIONS = {"RawSQL", "Func"}


def is_for_other_server(path: Path) -> bool:
    """Say whether the tests of a file are run on another server, too."""
    name = path.relative_to(PROJECT).as_posix()
    if name.startswith(PLACES) and not name.startswith(NOT_BY_PLACE):
        return True
    text = path.read_text(encoding="utf-8")
    return bool(_SPEAKS.search(text)) or bool(statements_called(ast.parse(text)))


def statements_called(tree: ast.Module) -> set[Path]:
    """The modules with SQL of our own that a file calls something of, by the ways it imports."""
    found, modules = set(), {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            for one in node.names:
                modules[one.asname or one.name] = f"{node.module}.{one.name}"
                found |= _defined(one.name, node.module)
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in modules:
            found |= _defined(node.attr, modules[node.value.id])
    return found


def _defined(name: str, within: str) -> set[Path]:
    return {path for module, path in own_statements().get(name, ()) if f"{module}.".startswith(f"{within}.")}


@cache
def own_statements() -> dict[str, list[tuple[str, Path]]]:
    """Every name that stands beside SQL of our own above the ground, with the module it stands in."""
    found: dict[str, list[tuple[str, Path]]] = {}
    for storey in ("domains", "interfaces"):
        for path in sorted((SOURCE / "minhbach" / storey).rglob("*.py")):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            if "migrations" not in path.parts and has_statement(tree):
                module = ".".join(path.relative_to(SOURCE).with_suffix("").parts)
                for node in tree.body:
                    if isinstance(node, ast.FunctionDef | ast.ClassDef):
                        found.setdefault(node.name, []).append((module, path))
    return found


def has_statement(tree: ast.Module) -> bool:
    """Say whether a module has SQL of its own."""
    return any(
        isinstance(node.value, str) and bool(_STATEMENT.match(node.value))
        if isinstance(node, ast.Constant)
        else isinstance(node, ast.Name) and node.id in _EXPRESSIONS
        for node in ast.walk(tree)
    )
