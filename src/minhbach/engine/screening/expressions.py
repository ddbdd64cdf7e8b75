"""Regular expressions as Python compiles them, kept in the user's cache.

To compile those of the lexicons takes each process a third of a second, about what 10,000 listings take. ``re`` has no
way to keep what it compiled, so its inner functions are called here. They belong to one version of Python,
which is part of the file's name; where they are not as expected, expressions are compiled as always. ``_sre``
checks the code that it is given.
"""

from __future__ import annotations

import hashlib
import pickle
import re
import sys
from array import array
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import Any

from minhbach.engine import cache

_Code = tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]  # flags, code, groups, and their names

_kept: dict[bytes, _Code] = {}
_compiled: dict[bytes, re.Pattern[bytes]] = {}


def compiled(expression: bytes) -> re.Pattern[bytes]:
    """Return the expression compiled, once for a process and those forked from it."""
    pattern = _compiled.get(expression)
    if pattern is None:
        pattern = _compiled[expression] = _restored(expression) or re.compile(expression)
    return pattern


def load(folder: Path, about: object) -> bool:
    """Take from the cache what ``keep`` put there, and say whether there was anything.

    ``about``: what the expressions are made of.
    """
    kept = cache.read(_path(folder, about))
    if kept is not None:
        _kept.update(pickle.loads(kept))  # noqa: S301  a file of our own, see cache.read
    return kept is not None


def keep(folder: Path, about: object) -> None:
    """Keep every expression that this process compiled."""
    try:
        codes = dict(_codes(_compiled))
    except (ImportError, AttributeError, TypeError):  # another Python
        codes = {}
    cache.write(_path(folder, about), pickle.dumps(codes))


def _codes(expressions: Iterable[bytes]) -> Iterable[tuple[bytes, _Code]]:
    """Do what ``re.compile`` does, up to the code."""
    compiler: Any = import_module("re._compiler")
    parser: Any = import_module("re._parser")
    for expression in expressions:
        parsed = parser.parse(expression, 0)
        code = array("I", compiler._code(parsed, 0)).tobytes()
        names: dict[str, int] = dict(parsed.state.groupdict)
        by_number: list[str | None] = [None] * parsed.state.groups
        for name, number in names.items():
            by_number[number] = name
        yield expression, (parsed.state.flags, code, parsed.state.groups - 1, names, tuple(by_number))


def _restored(expression: bytes) -> re.Pattern[bytes] | None:
    if expression not in _kept:
        return None
    flags, code, groups, names, by_number = _kept[expression]
    sre: Any = import_module("_sre")
    pattern: re.Pattern[bytes] = sre.compile(expression, flags, array("I", code).tolist(), groups, names, by_number)
    return pattern


def _path(folder: Path, about: object) -> Path:
    sre: Any = import_module("_sre")
    key = hashlib.sha256(repr((sys.version, sre.MAGIC, about)).encode()).hexdigest()[:32]
    return folder / f"expressions-{key}.bin"
