"""Rules of the house that a reader would otherwise have to take on trust."""

from __future__ import annotations

import dataclasses
import re
from collections import defaultdict
from io import StringIO
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
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


def catalogues() -> list[Path]:
    return sorted(PACKAGE.rglob("locale/vi/LC_MESSAGES/django.po"))


@pytest.mark.parametrize("path", catalogues(), ids=lambda path: str(path.relative_to(PACKAGE).parts[:-4]))
def test_every_sentence_is_translated_and_none_is_fuzzy(path: Path) -> None:
    with path.open("rb") as file:
        catalogue = read_po(file, locale="vi")
    missing = [
        message.id for message in catalogue if message.id and (message.fuzzy or not all(_strings(message.string)))
    ]
    assert missing == []


def test_placeholders_survive_translation() -> None:
    broken = []
    for path in catalogues():
        with path.open("rb") as file:
            for message in read_po(file, locale="vi"):
                if not message.id or isinstance(message.id, tuple | list):
                    continue
                if set(re.findall(r"%\(\w+\)s", message.id)) != set(re.findall(r"%\(\w+\)s", str(message.string))):
                    broken.append(message.id)
    assert broken == []


def test_one_sentence_has_one_translation() -> None:
    """Django merges all catalogues, so two translations of one sentence would be decided by chance."""
    seen: dict[str, dict[str, str]] = defaultdict(dict)
    for path in catalogues():
        with path.open("rb") as file:
            for message in read_po(file, locale="vi"):
                if message.id and not message.context:
                    seen[_first(message.id)][_first(message.string)] = path.parts[-5]
    assert {sentence: where for sentence, where in seen.items() if len(where) > 1} == {}


def test_every_sentence_in_the_code_is_in_a_catalogue() -> None:
    from tools.messages import sentences_by_catalogue

    missing = []
    for path, sentences in sentences_by_catalogue().items():
        known: set[str] = set()
        if path.exists():
            with path.open("rb") as file:
                known = {_first(message.id) for message in read_po(file, locale="vi") if message.id}
        missing += [f"{path.relative_to(PACKAGE)}: {sentence}" for sentence in sorted(sentences - known)]
    assert missing == []


def _first(message: object) -> str:
    return str(message[0]) if isinstance(message, tuple | list) else str(message)


def _strings(string: object) -> list[str]:
    return list(string) if isinstance(string, tuple | list) else [str(string)]
