"""Which tests are run once more on another server (`pytest --other-server`, `.ci/postgresql-15`).

What Django writes it answers for on every PostgreSQL it supports; what we write ourselves we try on each that we do. A
test is chosen, by itself, when

- it stands in a place of `PLACES`: the ground, where reach, audit, locks, jobs and backups are tried; races; the walks
  through every page;
- it speaks to the server itself: a statement of its own, a copy to commit to, an error that the database raises;
- it calls what stands beside SQL of our own in a domain or an interface;
- it does one of these through what else its file defines: a fixture, a helper, a table of cases.

`tests/architecture/test_other_server.py` holds that all such SQL is called by a chosen test.
"""

from __future__ import annotations

import ast
import re
from functools import cache, lru_cache
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
# The server that comes along, which is the same beside whatever other.
NEVER = ("tests/foundation/test_embedded_server.py",)
_SPEAKS = re.compile(r"psycopg|\.cursor\(|scratch|\b(Database|Integrity|Operational|Programming|Internal)Error\b")
_STATEMENT = re.compile(
    r"\s*\(?(select\s|with (recursive )?\w+ as\b|insert into\s|update \w+ set\s|delete from\s|lock table\s)"
)
_EXPRESSIONS = {"RawSQL", "Func"}


def is_for_other_server(path: Path) -> bool:
    """Say whether tests of a file are run on another server, too."""
    return bool(chosen_of(path))


@cache
def chosen_of(path: Path) -> frozenset[str]:
    """Name what a file defines that is run on another server, too: tests, and what they speak through."""
    name = path.relative_to(PROJECT).as_posix()
    if name in NEVER:
        return frozenset()
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    parts = {one: node for node in tree.body for one in _names_of(node)}
    if name.startswith(PLACES) and not name.startswith(NOT_BY_PLACE):
        return frozenset(parts)
    speaking = {one for one, node in parts.items() if _speaks(node, tree, text)}
    while further := {one for one, node in parts.items() if speaking & _asks(node)} - speaking:
        speaking |= further
    # What every test stands on that does not name it.
    for_all = {one for one, node in parts.items() if one == "pytestmark" or "autouse=True" in _text_of(node, text)}
    return frozenset(parts if speaking & for_all else speaking)


def statements_called(tree: ast.Module, part: ast.AST | None = None) -> set[Path]:
    """The modules with SQL of our own that a file, or a PART of it, calls something of, by the ways it imports."""
    imported = _imported(tree)
    found = set()
    for node in ast.walk(part or tree):
        if isinstance(node, ast.Name) and node.id in imported:
            found |= _defined(*imported[node.id])
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in imported:
            name, module = imported[node.value.id]
            found |= _defined(node.attr, f"{module}.{name}")
    return found


# Of the file that is looked at, once for all its parts.
@lru_cache(maxsize=2)
def _imported(tree: ast.Module) -> dict[str, tuple[str, str]]:
    return {
        one.asname or one.name: (one.name, node.module)
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module
        for one in node.names
    }


@lru_cache(maxsize=2)
def _lines_of(text: str) -> list[str]:
    return text.splitlines()


def _speaks(node: ast.stmt, tree: ast.Module, text: str) -> bool:
    return bool(_SPEAKS.search(_text_of(node, text)) or statements_called(tree, node))


def _names_of(node: ast.stmt) -> list[str]:
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return [node.name]
    return [one.id for one in ast.walk(node) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store)]


def _asks(node: ast.AST) -> set[str]:
    """The names that a part uses, fixtures among them."""
    names = {one.id for one in ast.walk(node) if isinstance(one, ast.Name)}
    return names | {one.arg for one in ast.walk(node) if isinstance(one, ast.arg)}


def _text_of(node: ast.stmt, text: str) -> str:
    first = min([node.lineno, *(one.lineno for one in getattr(node, "decorator_list", ()))])
    return "\n".join(_lines_of(text)[first - 1 : node.end_lineno])


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
