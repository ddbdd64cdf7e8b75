"""What is told in compiled code loses no phrase: the same is found as where nothing is asked before each expression."""

import unicodedata
from dataclasses import replace

import polars as pl
import pytest

from minhbach.engine.screening.batch import BatchScreener
from minhbach.engine.screening.lexicon import FIELDS, Vocabulary
from minhbach.engine.screening.phrases import DIGIT, Near, compile_phrase
from minhbach.engine.screening.scanner import Scanner
from minhbach.engine.text.folding import FoldedBatch, fold_columns
from minhbach.engine.text.letters import fold_text


def without_accents(text: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFD", text) if not unicodedata.combining(sign))


@pytest.fixture(scope="module")
def examples(vocabulary: Vocabulary) -> FoldedBatch:
    """Every example of the lexicons, as title and as description, with and without accents, alone and beside others."""
    texts = [text for entry in vocabulary.entries for text in (*entry.fires, *entry.spares)]
    texts += [without_accents(text) for text in texts]
    texts += [", ".join(texts[place : place + 6]) for place in range(0, len(texts), 6)]
    return fold_columns(pl.Series([*texts, *["Hàng"] * len(texts)]), pl.Series([*[""] * len(texts), *texts]))


def test_nothing_that_a_phrase_finds_is_lost(
    vocabulary: Vocabulary, screener: BatchScreener, examples: FoldedBatch
) -> None:
    asking_nothing = [
        replace(
            entry,
            fields=FIELDS,
            toned=tuple(replace(pattern, near=()) for pattern in entry.toned),
            plain=tuple(replace(pattern, near=()) for pattern in entry.plain),
        )
        for entry in vocabulary.entries
    ]
    of_titles = {entry.id for entry in vocabulary.entries if entry.fields == ("title",)}

    def found(scanner: Scanner) -> set[tuple[int, str, int, int]]:
        return {
            (row, *hit)
            for row, hits in scanner.hits(examples)
            for hit in hits
            if hit[0] not in of_titles or not examples.bounds[row, 1] < hit[1] < examples.bounds[row, 2]
        }

    expected = found(Scanner(asking_nothing, screener.scanner.dump()))
    assert found(screener.scanner) == expected
    assert len(expected) > 2000
    assert len({entry for _, entry, _, _ in expected}) == len(vocabulary.entries)


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("vape này", ()),  # one fixed text: nothing follows
        ("vape .. #kg", (Near((DIGIT,), 88),)),
        ("vape .. {harm}", (Near((fold_text("an toàn"), fold_text("tốt")), 88),)),
        # The rarest two words of a text, and where they begin.
        ("vape .. {smoke}", (Near((fold_text("khói thuốc"), fold_text("tốt")), 97),)),
        ("vape .. tốt~", ()),  # no whole word
        ("vape .. (tốt)?", ()),  # may lack
    ],
)
def test_what_a_rest_needs_is_asked_before_its_expression(phrase: str, expected: tuple[Near, ...]) -> None:
    terms = {"harm": ("an toàn", "tốt"), "smoke": ("không có khói thuốc", "tốt")}
    assert compile_phrase(phrase, terms)[0].near == expected
