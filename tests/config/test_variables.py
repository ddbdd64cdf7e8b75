"""What is set to nothing is not set, for commands and for the settings alike."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from minhbach.config.settings.environment import read_environment
from minhbach.config.variables import forget_empty, home_folder
from minhbach.interfaces.cli import installation


@pytest.fixture
def empty(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A folder to stand in, and a file of settings with nothing behind the signs."""
    monkeypatch.chdir(tmp_path)
    for name in (
        "MINHBACH_HOME",
        "MINHBACH_BACKUP_KEEP",
        "MINHBACH_LOG",
        "MINHBACH_NODE_MODULES",
        "MINHBACH_EMAIL_URL",
    ):
        monkeypatch.setenv(name, " " if name == "MINHBACH_LOG" else "")
    return tmp_path


def test_a_home_of_no_name_is_the_usual_one_and_never_the_folder_one_stands_in(empty: Path) -> None:
    assert installation.home() == home_folder() == read_environment().minhbach_home == empty / "var"


def test_every_variable_without_a_value_has_its_usual_one(empty: Path) -> None:
    found = read_environment()
    assert (found.minhbach_backup_keep, found.minhbach_log) == (30, "lines")
    assert found.minhbach_node_modules.name in ("front_end", "node_modules")
    assert found.minhbach_email_url["EMAIL_HOST"] == "localhost"


def test_what_belongs_to_others_is_left_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOMEBODY_ELSES", "")
    monkeypatch.setenv("DATABASE_URL", "")
    forget_empty()
    assert os.environ["SOMEBODY_ELSES"] == ""
    assert "DATABASE_URL" not in os.environ
