"""Compiled expressions that were kept are those that ``re`` makes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from minhbach.engine import cache
from minhbach.engine.screening import expressions

WRITTEN = [rb"(?<![a-z])(?:kem|son)(?![a-z])", rb"(?P<number>[0-9]{3,9})\Z|x{2,}?", rb"a(b)?(?(1)c|d)"]


@pytest.fixture(autouse=True)
def _fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(expressions, "_kept", {})
    monkeypatch.setattr(expressions, "_compiled", {})


def _another_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(expressions, "_compiled", {})
    re.purge()


def test_what_was_kept_is_what_re_compiles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for expression in WRITTEN:
        expressions.compiled(expression)
    expressions.keep(tmp_path, "words")
    _another_process(monkeypatch)
    assert expressions.load(tmp_path, "words")
    monkeypatch.setattr(re, "compile", lambda _expression: pytest.fail("compiled again"))
    restored = {expression: expressions.compiled(expression) for expression in WRITTEN}
    monkeypatch.undo()
    for expression, pattern in restored.items():
        again = re.compile(expression)
        assert pattern == again  # compares the code too
        assert (pattern.groups, pattern.groupindex, pattern.flags) == (again.groups, again.groupindex, again.flags)
    found = restored[WRITTEN[1]].search(b"so 12345")
    assert found is not None
    assert found["number"] == b"12345"


def test_other_words_are_compiled_as_always(tmp_path: Path) -> None:
    expressions.compiled(WRITTEN[0])
    expressions.keep(tmp_path, "words")
    assert not expressions.load(tmp_path, "other words")
    assert expressions.compiled(WRITTEN[1]) == re.compile(WRITTEN[1])


def test_a_damaged_file_is_not_taken(tmp_path: Path) -> None:
    expressions.compiled(WRITTEN[0])
    expressions.keep(tmp_path, "words")
    (path,) = tmp_path.iterdir()
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    assert cache.read(path) is None
    assert not expressions.load(tmp_path, "words")
