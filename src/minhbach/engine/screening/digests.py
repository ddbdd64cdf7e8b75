"""What changes with the code itself: a version that nobody has to remember to raise."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from importlib.metadata import version
from pathlib import Path

import minhbach.engine

_ROOT = Path(minhbach.engine.__path__[0])
_READ = {".py", ".toml", ".csv", ".json"}
_TELLING = "telling"
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
        digest.update(str(path.relative_to(_ROOT)).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()
