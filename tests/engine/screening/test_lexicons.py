"""Each lexicon entry carries its own tests: what must fire, what must not."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from minhbach.engine.screening.lexicon import LexiconUnreadable, Vocabulary, load_vocabulary

from .conftest import Screened


def test_every_example_fires_its_entry(vocabulary: Vocabulary, screen_titles: Callable[..., Screened]) -> None:
    cases = [(entry.id, example) for entry in vocabulary.entries for example in entry.fires]
    signals = screen_titles(*(example for _, example in cases)).signals
    fired = set(zip(signals["listing_id"], signals["rule"], strict=True))
    silent = [case for number, case in enumerate(cases, start=1) if (str(number), case[0]) not in fired]
    assert silent == []


def test_no_look_alike_fires_its_entry(vocabulary: Vocabulary, screen_titles: Callable[..., Screened]) -> None:
    cases = [(entry.id, example) for entry in vocabulary.entries for example in entry.spares]
    signals = screen_titles(*(example for _, example in cases)).signals
    fired = set(zip(signals["listing_id"], signals["rule"], strict=True))
    wrong = [case for number, case in enumerate(cases, start=1) if (str(number), case[0]) in fired]
    assert wrong == []


GOOD = """schema = 1
version = "1"
[[entry]]
id = "own.word"
sign = "prohibited"
weight = 2.5
legal_basis = ["HC"]
phrases = ["pháo lạ"]
fires = ["bán pháo lạ"]
spares = ["bán pháo"]
"""


def test_an_officers_lexicon_is_added(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(GOOD, encoding="utf-8")
    assert load_vocabulary([path]).by_id["own.word"].sign == "prohibited"


@pytest.mark.parametrize(
    ("change", "line", "problem"),
    [
        (('"prohibited"', '"banned"'), 4, "unknown_sign"),
        (('phrases = ["pháo lạ"]', 'phrases = ["pháo (lạ"]'), 8, "bracket_not_closed"),
        (('phrases = ["pháo lạ"]', 'phrases = ["pháo {nothing}"]'), 8, "unknown_terms"),
        (('fires = ["bán pháo lạ"]\n', ""), 4, "key_missing"),
        (("weight = 2.5", 'weight = "nặng"'), 4, "wrong_type"),
        (("weight = 2.5", "weight = "), 6, "not_toml"),
        (("schema = 1", "schema = 9"), 1, "other_schema"),
        (('id = "own.word"', 'id = "claims.weight"'), 4, "id_used_twice"),
        (('fires = ["bán pháo lạ"]', 'fires = ["bán pháo lạ"]\ngood = ["toy"]'), 4, "unknown_key"),
    ],
)
def test_a_broken_lexicon_names_file_and_line(tmp_path: Path, change: tuple[str, str], line: int, problem: str) -> None:
    path = tmp_path / "own.toml"
    path.write_text(GOOD.replace(*change), encoding="utf-8")
    with pytest.raises(LexiconUnreadable) as refused:
        load_vocabulary([path])
    assert (refused.value.values["file"], refused.value.values["line"]) == ("own.toml", line)
    assert refused.value.values["problem"] == problem


def test_lexicons_are_read_without_the_tables_of_a_sweep() -> None:
    """A page that only shows what they say is not kept waiting for Polars to be loaded."""
    said = "import sys; from minhbach.engine.screening.lexicon import load_vocabulary; load_vocabulary();" \
        " print('polars' in sys.modules)"  # fmt: skip
    done = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
