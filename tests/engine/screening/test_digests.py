from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from minhbach.engine.screening import digests

RULES = """[[rule]]
id = "known.mark"
weight = 2.2
sentence = "Giá bán thấp."
further.several = "Giá bán của vài tin thấp."
[[judge]]
name = "expiry.date"
says = "ngày đã qua hay chưa"
"""


@pytest.fixture
def engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A small engine of two rooms."""
    for name in (
        "screening/rules/brand.py",
        "screening/score.toml",
        "text/folding.py",
        "telling/sentences.toml",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("as it was", encoding="utf-8")
    (tmp_path / "screening/rules.toml").write_text(RULES, encoding="utf-8")
    monkeypatch.setattr(digests, "_ROOT", tmp_path)
    forget()
    yield tmp_path
    forget()


def forget() -> None:
    digests.engine_digest.cache_clear()
    digests.rules_version.cache_clear()


def versions() -> tuple[str, str]:
    forget()
    return digests.engine_digest(), digests.rules_version()


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("screening/rules/brand.py", (True, True)),
        ("text/folding.py", (True, True)),
        ("screening/score.toml", (True, False)),
        ("telling/sentences.toml", (False, False)),
        ("screening/rules/notes.md", (False, False)),
    ],
)
def test_a_version_changes_with_what_it_stands_for_and_nothing_else(
    engine: Path, name: str, changes: tuple[bool, bool]
) -> None:
    before = versions()
    (engine / name).write_text("otherwise", encoding="utf-8")
    now = versions()
    assert (before[0] != now[0], before[1] != now[1]) == changes
    assert len(now[1]) == 12


@pytest.mark.parametrize(
    ("old", "new", "changes"),
    [
        ("weight = 2.2", "weight = 2.3", True),
        ("known.mark", "known.brand", True),
        ("Giá bán thấp.", "Giá thấp.", False),
        ("của vài tin", "của nhiều tin", False),
        ("hay chưa", "hay còn", False),
    ],
)
def test_a_word_mended_in_the_table_of_rules_is_no_other_rule(engine: Path, old: str, new: str, changes: bool) -> None:
    before = versions()
    assert RULES.count(old) == 1
    (engine / "screening/rules.toml").write_text(RULES.replace(old, new), encoding="utf-8")
    now = versions()
    assert (before[0] != now[0], before[1] != now[1]) == (changes, changes)
