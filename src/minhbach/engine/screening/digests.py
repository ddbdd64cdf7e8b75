"""What changes with the code itself: a version that nobody has to remember to raise."""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.metadata import version
from pathlib import Path

import minhbach.engine

_ROOT = Path(minhbach.engine.__path__[0])
_READ = {".py", ".toml", ".csv", ".json"}
# How something is told, which changes nothing that is found.
_TELLING = "telling"
_WORDS = ("sentence", "further", "says")
_RULES = ("identifiers", "screening/comparing", "screening/rules", "screening/rules.toml", "text")


@cache
def engine_digest() -> str:
    """Return one value that changes with any file that the engine finds by; how that is told changes nothing."""
    return _digest(path for path in _ROOT.iterdir() if path.name != _TELLING)


@cache
def rules_version() -> str:
    """Return the version of the rules in Python, stamped on each signal: a digest of them and of how they read."""
    return _digest(_ROOT / folder for folder in _RULES)[:12]


def _digest(places: Iterable[Path]) -> str:
    digest = hashlib.sha256(version("polars").encode())
    files = (path for place in places for path in ([place] if place.is_file() else place.rglob("*")))
    for path in sorted(path for path in files if path.suffix in _READ):
        digest.update(str(path.relative_to(_ROOT)).encode() + b"\0" + _content(path) + b"\0")
    return digest.hexdigest()


def _content(path: Path) -> bytes:
    """Return what a file finds by: of the table of rules everything but the words."""
    if path.name != "rules.toml":
        return path.read_bytes()
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    for row in (*table["rule"], *table["judge"]):
        for words in _WORDS:
            row.pop(words, None)
    return json.dumps(table, sort_keys=True, default=str).encode()
