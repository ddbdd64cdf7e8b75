"""Texts and phrases made to be slow: the work stays in proportion to the text."""

import re

import polars as pl
import pytest

from minhbach.engine.screening.batch import BatchScreener
from minhbach.engine.screening.lexicon import Vocabulary
from minhbach.engine.screening.phrases import PhraseUnreadable, bounded, compile_phrase
from minhbach.engine.screening.scanner import Scanner
from minhbach.engine.text.folding import LONGEST_TEXT, fold_columns
from minhbach.engine.text.letters import fold_text


@pytest.fixture(scope="module")
def scanner(screener: BatchScreener) -> Scanner:
    return screener.scanner


@pytest.mark.parametrize(
    "piece",
    ["0912345678", "o9", "0", "1 ", "0.-(", "trị ung thư ", "chữa ", "v a p e ", "v.a.p.e", "hạn sử dụng ", "z4"],
)
def test_twice_the_text_is_at_most_twice_the_work(scanner: Scanner, piece: str) -> None:
    work = []
    for length in (40_000, 80_000):
        folded = fold_columns(pl.Series([(piece * length)[:length]]), pl.Series([""]))
        assert len(folded.data) <= 2 * length + 4  # what is revealed is never longer than what was written
        work.append(len(scanner.anchors(folded)))
    assert work[1] <= 2 * work[0] + 10
    assert work[0] <= 40_000


def test_a_text_is_read_up_to_its_limit_and_no_further() -> None:
    folded = fold_columns(pl.Series(["a" * (LONGEST_TEXT + 1), "á" * LONGEST_TEXT]), pl.Series(["ok", "ok"]))
    assert folded.cut.tolist() == [1, 0]
    assert (folded.bounds[:, 1] - folded.bounds[:, 0]).tolist() == [LONGEST_TEXT, LONGEST_TEXT]


def test_each_anchor_is_tried_on_a_short_stretch_only(vocabulary: Vocabulary) -> None:
    reaches = [
        pattern.before + pattern.after for entry in vocabulary.entries for pattern in (*entry.toned, *entry.plain)
    ]
    assert max(reaches) < 600


@pytest.mark.parametrize("signs", ["-", "&", "/", ",", "-&", " -", "-/ "])
def test_a_run_of_signs_is_no_word_of_a_gap(signs: str) -> None:
    # What parts words and words themselves share no letter: there is one way to read each gap. When "-" was
    # also allowed inside words, a hundred of them after an anchor took fifty milliseconds to try.
    pattern, _ = compile_phrase("chữa .. khỏi", {})
    expression = bounded(pattern.expression)
    assert re.search(expression, fold_text("chữa hẳn-cơn/đau và khỏi"))
    assert not re.search(expression, fold_text("chữa " + (signs * 20)[:9] + " khỏi"))


def test_a_phrase_that_can_be_read_in_too_many_ways_is_refused() -> None:
    for phrase in ("a .. b .. c .. d .. e", "(a )?" * 9 + "b", "((a)? b)? " * 5 + "c"):
        with pytest.raises(PhraseUnreadable) as refused:
            compile_phrase(phrase, {})
        assert refused.value.values["problem"] == "too_many_ways"
    compile_phrase("a .. b .. c .. d", {})
    compile_phrase("(a )?" * 8 + "b", {})
