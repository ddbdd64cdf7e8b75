"""Further columns beside the words: read as tables write them, told by trees that are plain arrays."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest

pytest.importorskip("sklearn")

from sklearn.ensemble import HistGradientBoostingClassifier

from minhbach.engine.learning import boosted
from minhbach.engine.learning.boosted import grow
from minhbach.engine.learning.figures import count_shares, read_figures, read_number, shares_of_others
from minhbach.engine.learning.from_tables import Columns, TableCandidate, judge_table, learn_from_table
from minhbach.engine.learning.keeping import keep_model

Write = Callable[..., Path]
TODAY = date(2026, 11, 30)
GOODS = ("bag", "shoe", "watch", "phone", "cable", "lamp", "chair", "table", "shirt", "dress")
WORDS = Columns(("title",), "kind")
ALL = Columns(("title",), "kind", numbers=("rating", "age"), categories=("shelf",))


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("4.8", 4.8), ("4,8", 4.8), ("1.234", 1234.0), ("1.234.567", 1234567.0), ("1,2k", 1200.0), ("3 tr", 3e6),
        ("95 %", 95.0), ("-2", -2.0), ("0", 0.0), ("10k+", 10000.0),
    ],
)  # fmt: skip
def test_figures_are_read_as_tables_write_them(cell: str, number: float) -> None:
    assert read_number(cell) == pytest.approx(number)


@pytest.mark.parametrize("cell", [None, "", "chưa có", "3 tháng", "--", "4.8/5"])
def test_what_is_no_figure_is_unknown(cell: str | None) -> None:
    assert np.isnan(read_number(cell))


def test_a_column_is_read_with_its_gaps() -> None:
    frame = pl.DataFrame(
        {"rating": ["4,5", None, "mới", "1.200", "3.25"], "shelf": ["Giày", " giày ", None, "Túi", ""]}
    )
    read = read_figures(frame, ("rating", "lacking"), ("shelf",))
    assert read.numbers[[0, 3, 4], 0].tolist() == [4.5, 1.2, 3.25]
    assert np.isnan(read.numbers[[1, 2], 0]).all()
    assert np.isnan(read.numbers[:, 1]).all()
    assert read.categories[0, 0] == read.categories[1, 0] != read.categories[3, 0]
    assert read.categories[[2, 4], 0].tolist() == [0, 0]


def test_trees_say_what_the_library_says(monkeypatch: pytest.MonkeyPatch) -> None:
    chance = np.random.default_rng(1)
    figures = chance.normal(size=(600, 4))
    figures[chance.random(figures.shape) < 0.15] = np.nan
    true = (np.nan_to_num(figures[:, 0]) + np.nan_to_num(figures[:, 1]) ** 2 + chance.normal(size=600) > 1).astype(
        float
    )
    fitted: list[HistGradientBoostingClassifier] = []

    class Seen(HistGradientBoostingClassifier):
        def fit(self, *given: Any) -> Any:
            fitted.append(self)
            return super().fit(*given)

    monkeypatch.setattr(boosted, "HistGradientBoostingClassifier", Seen)
    trees = grow(figures, true)
    other = chance.normal(size=(300, 4)) * 2
    other[chance.random(other.shape) < 0.3] = np.nan
    assert trees.decide(other) == pytest.approx(fitted[0].decision_function(other))


def test_no_row_is_told_of_its_own_label() -> None:
    keys = np.arange(1, 41, dtype=np.uint64)[:, None]  # each row a category of its own
    true = np.tile([0.0, 1.0], 20)
    told = shares_of_others(keys, true, np.arange(40), 1)
    assert (told[:, 2] == 1).all()  # nothing is known of any
    known = count_shares(np.repeat(keys[:2], 20, axis=0), true).columns(keys[:3])
    assert known[:, 2].tolist() == [0, 0, 1]


def goods(number: int, seed: int = 1) -> list[dict[str, Any]]:
    """Made-up goods whose words tell little and whose shop tells much."""
    chance = random.Random(seed)
    rows = []
    for _ in range(number):
        is_fake = chance.random() < 0.25
        words = chance.choices(GOODS, k=8)
        if is_fake and chance.random() < 0.3:
            words.append("copy")
        rating = chance.gauss(3.9 if is_fake else 4.6, 0.4)
        rows.append(
            {
                "title": " ".join(words),
                "rating": "" if chance.random() < 0.1 else f"{rating:.1f}".replace(".", ","),
                "age": f"{max(1, chance.gauss(4 if is_fake else 30, 10)):.0f}",
                "shelf": chance.choices(("shoes", "bags", "lamps"), weights=(6, 3, 1) if is_fake else (1, 3, 6))[0],
                "kind": "fake" if is_fake else "real",
            }
        )
    return rows


def learn(path: Path, knowledge: Path, columns: Columns) -> TableCandidate:
    return learn_from_table(path, columns, knowledge, made_on=TODAY)


def test_figures_of_the_shop_are_learned_kept_and_judge_another_table(write: Write, tmp_path: Path) -> None:
    path = write(goods(900))
    words = learn(path, tmp_path / "words", WORDS).model["validation"]["new"]
    both = learn(path, tmp_path / "both", ALL)
    assert both.refused == ()
    assert both.model["validation"]["new"]["average_precision"]["value"] > words["average_precision"]["value"] + 0.2
    knowledge = tmp_path / "both"
    keep_model(knowledge, both.model, "", made_on=TODAY, beside=both.beside)
    other = goods(300, seed=2)
    fake = np.array([row["kind"] == "fake" for row in other])
    _, said, _ = judge_table(write(other, "other.csv"), knowledge)
    assert said[fake].mean() > 0.6 > 0.2 > said[~fake].mean()
    # A table that lacks the columns is judged by its words, and no row of it is lost.
    bare = [{"title": row["title"]} for row in other]
    _, by_words, _ = judge_table(write(bare, "bare.csv"), knowledge)
    assert len(by_words) == 300
    assert np.isfinite(by_words).all()


def test_a_model_of_more_columns_follows_one_of_words(write: Write, tmp_path: Path) -> None:
    knowledge = tmp_path / "knowledge"
    first = learn(write(goods(500)), knowledge, WORDS)
    assert first.refused == ()
    keep_model(knowledge, first.model, "", made_on=TODAY, beside=first.beside)
    second = learn(write(goods(500) + goods(500, seed=3), "more.csv"), knowledge, ALL)
    assert second.refused == ()
    assert second.model["validation"]["before"]["average_precision"]["value"] < 0.8
