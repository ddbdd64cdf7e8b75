"""Every domain answers to the same questions, in the same places."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse

import minhbach
from minhbach.config.urls import PAGES
from minhbach.foundation.office import DomainConfig, Room, domains

PACKAGE = Path(minhbach.__path__[0])
PROJECT = PACKAGE.parents[1]
# A room that has grown is a folder of the same name.
FILES = (
    "apps.py",
    "office.py",
    "models.py",
    "types",
    "policies.py",
    "refusals.py",
    "selectors",
    "services",
    "migrations",
    "web/urls.py",
    "web/lists.py",
    "web/pages.py",
    "web/acts.py",
)

every_domain = pytest.mark.parametrize("domain", domains(), ids=lambda domain: domain.label)


def folder_of(domain: DomainConfig) -> Path:
    return Path(domain.path)


def test_domains_stand_in_one_order_wherever_it_is_written() -> None:
    contracts = tomllib.loads((PROJECT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    layers = next(one["layers"] for one in contracts if one.get("containers") == ["minhbach.domains"])
    table = re.findall(r"^\| `([a-z_]+)` \|", (PROJECT / "ARCHITECTURE.md").read_text(), re.MULTILINE)
    assert [name.rsplit(".", 1)[1] for name in settings.DOMAINS] == layers
    assert table == layers
    assert [domain.name for domain in domains()] == settings.DOMAINS
    assert sorted(PAGES.values()) == sorted(layers)


@every_domain
def test_a_domain_has_a_page_of_docs_and_a_folder_of_tests(domain: DomainConfig) -> None:
    assert (PROJECT / f"docs/domains/{domain.label}.md").exists()
    assert list((PROJECT / f"tests/domains/{domain.label}").rglob("test_*.py"))


@every_domain
def test_a_domain_keeps_the_same_things_under_the_same_names(domain: DomainConfig) -> None:
    missing = [
        name
        for name in FILES
        if not (folder_of(domain) / name).exists() and not (folder_of(domain) / f"{name}.py").exists()
    ]
    assert missing == []


@every_domain
def test_a_domain_says_in_words_every_act_that_it_records(domain: DomainConfig) -> None:
    assert set(recorded(domain)) - set(domain.office.audit) == set()
    assert {code for code in domain.office.audit if not code.startswith(f"{domain.label}.")} == set()


@every_domain
def test_a_domain_is_reached_by_the_navigation_or_says_why_not(domain: DomainConfig) -> None:
    office = domain.office
    assert bool(office.rooms) != bool(office.why_no_room)
    for view in [*views(office.rooms), *(one.view for one in (*office.search, *office.glance))]:
        assert view.startswith(f"{domain.label}:")
        assert reverse(view)


def test_no_two_rooms_stand_in_one_place() -> None:
    for kind in ("rooms", "search", "glance"):
        places = [one.place for domain in domains() for one in getattr(domain.office, kind)]
        assert len(places) == len(set(places)), kind


def views(rooms: tuple[Room, ...]) -> Iterator[str]:
    for room in rooms:
        yield room.view
        yield from views(room.within)


def recorded(domain: DomainConfig) -> Iterator[str]:
    """Every code of the shape “domain.thing.act” that stands in the domain's own code."""
    shape = re.compile(rf"{domain.label}\.[a-z_]+\.[a-z_]+")
    for path in sorted(folder_of(domain).rglob("*.py")):
        if path.name in {"refusals.py", "office.py"} or "migrations" in path.parts:
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        others = {id(node) for node in not_acts(tree)}
        for node in ast.walk(tree):
            is_words = isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in others
            if is_words and shape.fullmatch(node.value):
                yield node.value


def not_acts(tree: ast.AST) -> Iterator[ast.AST | None]:
    """The kind of a story, the code of a failure, and what such a code is compared with."""
    for node in ast.walk(tree):
        if (isinstance(node, ast.keyword) and node.arg == "kind") or isinstance(node, ast.Assign):
            # An act's code is written where it is recorded; one that has a name of its own is a failure's.
            yield node.value
        elif isinstance(node, ast.Compare):
            yield from node.comparators
        elif isinstance(node, ast.Dict):
            for key, value in zip(node.keys, node.values, strict=True):
                if isinstance(key, ast.Constant) and key.value == "code":
                    yield value
