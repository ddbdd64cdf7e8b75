"""A new domain, as `make domain` writes it"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
PARTS = ("ARCHITECTURE.md", "CONTRIBUTING.md", "docs", "pyproject.toml", "src", "tests", "tools")
MIGRATIONS_ARE_WHOLE = """
import django
django.setup()
from django.core.management import call_command
call_command("makemigrations", "--check", "--dry-run", verbosity=0)
"""


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The project without what is installed or built: what git knows of, or would take."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", *PARTS],
        cwd=PROJECT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    for name in listed.stdout.rstrip("\0").split("\0"):
        target = tmp_path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        # Whoever works in the tree meanwhile may take a file away.
        with suppress(FileNotFoundError):
            shutil.copy(PROJECT / name, target)
    return tmp_path


def run(copy: Path, *arguments: str) -> str:
    environment = {**os.environ, "PYTHONPATH": str(copy / "src")}
    done = subprocess.run(
        [sys.executable, *arguments], cwd=copy, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_passes_the_checks_of_the_house_at_once(copy: Path) -> None:
    # Last in the alphabet, lowest but one in the house: imports are sorted and lines broken otherwise than usual.
    run(
        copy,
        "tools/make_domain.py",
        "zoning",
        "--above",
        "agencies",
        "--thing",
        "building_plot",
        "--words",
        "Quy hoạch",
    )
    run(copy, "-m", "ruff", "check", "-q", "src", "tests", "tools")
    run(copy, "-m", "ruff", "format", "-q", "--check", "src", "tests", "tools")
    run(copy, "-c", "from importlinter.cli import lint_imports_command as check; check()")
    run(copy, "-m", "pytest", "-q", "-n", "0", "tests/architecture/test_domains.py")
    run(copy, "-c", MIGRATIONS_ARE_WHOLE)


def test_is_refused_where_nothing_would_stand_below_it(copy: Path) -> None:
    with pytest.raises(AssertionError, match="There is no domain nowhere to stand above"):
        run(copy, "tools/make_domain.py", "specimens", "--above", "nowhere")
    assert not (copy / "src/minhbach/domains/specimens").exists()
