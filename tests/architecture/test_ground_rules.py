"""Rules of the house that a reader would otherwise have to take on trust."""

from __future__ import annotations

import dataclasses
import re
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection

import minhbach
from minhbach.config.settings.environment import Environment
from minhbach.foundation.scope import ScopedModel

PACKAGE = Path(minhbach.__path__[0])
PROJECT = PACKAGE.parents[1]


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    output = StringIO()
    call_command("makemigrations", "--check", "--dry-run", stdout=output)
    assert "No changes" in output.getvalue()


@pytest.mark.django_db
def test_every_scoped_table_is_held_by_row_level_security() -> None:
    tables = {model._meta.db_table for model in apps.get_models() if issubclass(model, ScopedModel)}
    assert tables
    with connection.cursor() as cursor:
        cursor.execute(
            "select relname from pg_class where relrowsecurity and relkind = 'r' and relname = any(%s)", [list(tables)]
        )
        held = {row[0] for row in cursor.fetchall()}
    assert held == tables


def test_every_environment_variable_is_documented() -> None:
    documented = set(
        re.findall(r"`((?:MINHBACH|DATABASE)_[A-Z_]+)`", (PROJECT / "docs/operations/environment.md").read_text())
    )
    assert documented == {field.name.upper() for field in dataclasses.fields(Environment)}


def test_pages_of_the_office_know_who_asks() -> None:
    """`OfficeRequest` says what the middleware leaves on a request; nothing is looked up past the types."""
    for path in sorted(PACKAGE.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        assert "type: ignore[attr-defined]" not in text, path
        if "domains" in path.parts and "web" in path.parts:
            assert "HttpRequest" not in text, path


def test_no_folder_of_code_is_hidden_from_the_contracts() -> None:
    """The linter of imports sees packages only: a folder without `__init__.py` would be held by nothing."""
    assert [str(folder) for folder in {path.parent for path in PACKAGE.rglob("*.py")}
            if not (folder / "__init__.py").is_file()] == []  # fmt: skip


def test_docstrings_begin_with_the_verb() -> None:
    assert [str(path) for path in PACKAGE.rglob("*.py") if '"""This will ' in path.read_text(encoding="utf-8")] == []


def test_a_day_is_written_in_one_place() -> None:
    """`engine/text/written.py` writes days, `foundation/writing.py` moments; the others read what was typed."""
    own = {
        "engine/text/written.py",
        "foundation/writing.py",
        "foundation/pages/formats.py",
        "engine/learning/reading.py",
    }
    written = {
        str(path.relative_to(PACKAGE)) for path in PACKAGE.rglob("*.py") if "%d/%m/%Y" in path.read_text("utf-8")
    }
    assert written == own


def test_every_csv_is_written_by_the_one_writer_that_makes_cells_harmless() -> None:
    writers = [
        str(path.relative_to(PACKAGE))
        for path in sorted(PACKAGE.rglob("*.py"))
        if re.search(r"\bcsv\.(?:writer|DictWriter)\b|\.write_csv\(|sink_csv\(", path.read_text(encoding="utf-8"))
    ]
    assert writers == ["engine/text/cells.py"]
