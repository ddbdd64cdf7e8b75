"""A domain is entered through its doors, of which acts, matters and papers are some; pages and tasks are its own."""

from __future__ import annotations

import grimp
import pytest

DOORS = {
    "services",
    "selectors",
    "types",
    "events",
    "refusals",
    "acts",
    "matters",
    "papers",
    "kinds",
    "mails",
    "receipts",
    "sealing",
}
# Models are named by the foreign keys and queries of higher domains; migrations by Django's own graph.
SEEN = {"models", "migrations"}
# Sentences without Django: the command line says what the office says.
PLAIN_WORDS = {"screening": {"explanations", "told", "wording"}, "law": {"class_names"}}


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    return grimp.build_graph("minhbach")


def room(module: str) -> tuple[str, str] | None:
    """("cases", "services") for minhbach.domains.cases.services.steps."""
    parts = module.split(".")
    if parts[:2] != ["minhbach", "domains"] or len(parts) < 3:
        return None
    return parts[2], parts[3] if len(parts) > 3 else ""


def test_other_packages_enter_a_domain_through_its_doors_only(graph: grimp.ImportGraph) -> None:
    trespasses = []
    for importer in sorted(graph.modules):
        for imported in sorted(graph.find_modules_directly_imported_by(importer)):
            target, source = room(imported), room(importer)
            if target is None or (source is not None and source[0] == target[0]):
                continue
            domain, part = target
            if part in DOORS or part in SEEN or part == "":
                continue
            if part == "policies" and domain == "agencies":
                continue  # every service asks agencies who may
            if part in PLAIN_WORDS.get(domain, ()):
                continue
            if part in {"web", "tasks"} and importer.startswith("minhbach.config"):
                continue
            trespasses.append(f"{importer} -> {imported}")
    assert trespasses == []


def test_services_do_not_import_the_tasks_that_call_them(graph: grimp.ImportGraph) -> None:
    circles = [
        (importer, imported)
        for importer in sorted(graph.modules)
        if (room(importer) or ("", ""))[1] in {"services", "selectors"}
        for imported in sorted(graph.find_modules_directly_imported_by(importer))
        if imported.endswith(".tasks")
    ]
    assert circles == []
