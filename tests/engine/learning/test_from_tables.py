import random
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest

pytest.importorskip("sklearn")

from minhbach.engine.learning import text_features
from minhbach.engine.learning.from_tables import Columns, TableCandidate, judge_table, learn_from_table
from minhbach.engine.learning.keeping import keep_model
from minhbach.engine.learning.measures import Ranking
from minhbach.engine.learning.number_features import past_by_lot, past_by_time, read_price
from minhbach.engine.learning.reading import LearningRefused, read_day, read_table
from minhbach.engine.learning.text_features import (
    Reach,
    copies,
    count_ngrams,
    reach_of,
    read_letters,
    read_texts,
    sketch,
)

Rows = list[dict[str, Any]]
Write = Callable[..., Path]
TODAY = date(2026, 11, 21)
WORDS = (
    "bag",
    "shoe",
    "watch",
    "phone",
    "cable",
    "lamp",
    "chair",
    "table",
    "shirt",
    "dress",
    "glass",
    "plate",
    "spoon",
)
FAKE, REAL = ("replica", "mirror", "copy", "grade"), ("official", "receipt", "boxed", "warranty")


def goods(number: int, seed: int = 1) -> Rows:
    """Made-up goods: fakes speak otherwise, cost less, and come from few sellers."""
    chance = random.Random(seed)
    rows = []
    for place in range(number):
        is_fake = chance.random() < 0.25
        own = FAKE if is_fake else REAL
        words = chance.choices(WORDS, k=8) + chance.choices(own, k=2) + chance.choices(FAKE + REAL, k=1)
        chance.shuffle(words)
        rows.append(
            {
                "title": " ".join(words),
                "cost": f"${chance.uniform(5, 30) if is_fake else chance.uniform(20, 200):,.2f}",
                "shop": f"{'f' if is_fake and chance.random() < 0.8 else 's'}{chance.randrange(40)}",
                "on": (date(2026, 1, 1) + timedelta(days=place % 200)).isoformat(),
                "kind": "fake" if is_fake else "real",
            }
        )
    return rows


def learn(path: Path, knowledge: Path, columns: Columns | None = None, **options: Any) -> TableCandidate:
    return learn_from_table(path, columns or Columns(("title",), "kind"), knowledge, made_on=TODAY, **options)


@pytest.mark.parametrize(
    "columns",
    [Columns(("title",), "kind"), Columns(("title",), "kind", "cost", "shop", "on")],
    ids=["text", "everything"],
)
def test_a_table_of_any_language_is_learned_and_judges_another(columns: Columns, write: Write, tmp_path: Path) -> None:
    knowledge = tmp_path / "knowledge"
    candidate = learn(write(goods(400)), knowledge, columns)
    assert candidate.refused == ()
    report = candidate.model["validation"]
    assert report["new"]["average_precision"]["low"] > report["confirmed_share"]
    assert report["is_time_ordered"] == (columns.time is not None)
    assert "before" not in report
    keep_model(knowledge, candidate.model, "", made_on=TODAY, beside=candidate.beside)
    other = goods(200, seed=2)
    table, said, threshold = judge_table(write([{**row, "kind": ""} for row in other], "other.csv"), knowledge)
    fake = np.array([row["kind"] == "fake" for row in other])
    assert table.height == len(said) == 200
    assert said[fake].mean() > 0.6 > 0.3 > said[~fake].mean()
    assert 0 < threshold < 1


def test_chinese_is_read_letter_by_letter(write: Write, tmp_path: Path) -> None:
    chance = random.Random(1)
    rows = []
    for _ in range(300):
        is_bad = chance.random() < 0.3
        other = "".join(chance.choices("天地人和平山水木火土日月星辰", k=12))
        rows.append({"t": other + ("加微信领取" if is_bad else "明天开会") + other[:3], "y": int(is_bad)})
    report = learn(write(rows), tmp_path / "knowledge", Columns(("t",), "y")).model["validation"]
    assert report["new"]["average_precision"]["value"] > 0.95


def test_a_label_that_tells_nothing_is_refused(write: Write, tmp_path: Path) -> None:
    chance = random.Random(3)
    rows = [{**row, "kind": chance.choice(["fake", "real"])} for row in goods(300)]
    codes = [one["code"] for one in learn(write(rows), tmp_path / "knowledge").refused]
    assert codes == ["verdict.no_better_than_chance"]


def test_copies_are_never_on_both_sides(write: Write, tmp_path: Path) -> None:
    chance = random.Random(4)
    # Every text stands ten times with one label that nothing in it tells: only a leak could know it.
    rows = []
    for _ in range(40):
        text, label = " ".join(chance.choices(WORDS, k=12)), chance.choice(["0", "1"])
        rows += [{"title": f"{text} {copy}", "kind": label} for copy in range(10)]
    report = learn(write(rows), tmp_path / "knowledge").model["validation"]
    assert report["sellers"] <= 40
    assert report["new"]["auc"]["value"] < 0.75


@pytest.mark.parametrize(
    ("labels", "options", "problem"),
    [
        (["a", "b"], {}, "learning.which_value"),
        (["a", "b", "c"], {}, "learning.many_values"),
        (["a", "b"], {"positive": "z"}, "learning.no_such_value"),
        (["1"], {}, "learning.one_value"),
    ],
)
def test_labels_that_do_not_say_what_to_find_are_refused_with_their_values(
    labels: list[str], options: dict[str, Any], problem: str, write: Write, tmp_path: Path
) -> None:
    rows = [{**row, "kind": labels[number % len(labels)]} for number, row in enumerate(goods(90))]
    with pytest.raises(LearningRefused) as refused:
        learn(write(rows), tmp_path / "knowledge", **options)
    assert refused.value.values["problem"] == problem
    assert set(refused.value.values["columns"]) == set(labels)


@pytest.mark.parametrize(
    ("values", "positive"),
    [(("0.0", "1.0"), "1"), (("True", "False"), "true"), (("ham", "spam"), "spam"), (("genuine", "type B"), "type b"),
     (("-1", "1"), "1"), (("正品", "假货"), "假货")],
)  # fmt: skip
def test_usual_labels_of_two_values_need_no_option(
    values: tuple[str, str], positive: str, write: Write, tmp_path: Path
) -> None:
    rows = [{**row, "kind": values[number % 2]} for number, row in enumerate(goods(80))]
    assert learn(write(rows), tmp_path / "knowledge").model["positive"] == positive


def test_too_few_rows_and_missing_columns_are_refused(write: Write, tmp_path: Path) -> None:
    for rows, columns, problem in (
        (goods(20), Columns(("title",), "kind"), "learning.too_few"),
        (goods(90), Columns(("heading",), "kind"), "learning.column_missing"),
        ([{**row, "on": "some day"} for row in goods(90)], Columns(("title",), "kind", time="on"),
         "learning.unreadable_times"),
    ):  # fmt: skip
        with pytest.raises(LearningRefused) as refused:
            learn(write(rows), tmp_path / "knowledge", columns)
        assert refused.value.values["problem"] == problem


def test_empty_texts_and_missing_labels_do_no_harm(write: Write, tmp_path: Path) -> None:
    rows = goods(200)
    rows[0]["title"] = rows[1]["title"] = ""
    rows[2]["kind"] = ""
    told = learn(write(rows), tmp_path / "knowledge").model["learned_from"]
    assert (told["empty_texts"], told["without_label"], told["listings"]) == (2, 1, 199)


def test_of_a_seller_only_the_past_is_known() -> None:
    sellers, days = np.array([0, 0, 0, 1, -1]), np.array([1, 2, 2, 1, 1])
    past = past_by_time(sellers, days, np.array([1.0, 0.0, 1.0, 1.0, 1.0]))
    assert past.rows.tolist() == [0, 1, 1, 0, 0]
    assert past.positive.tolist() == [0, 1, 1, 0, 0]


def test_without_time_a_row_never_tells_of_itself() -> None:
    past = past_by_lot(np.arange(50), np.ones(50), seed=1)
    assert past.rows.sum() == 0


@pytest.mark.parametrize(
    ("cell", "price"),
    [("1.234.567 đ", 1234567), ("$1,299.00", 1299), ("12,5", 12.5), ("1.299", 1.299), ("€ 20", 20), ("free", None),
     ("-3", None), (None, None), ("1e3", 1000), ("1,299", 1299)],
)  # fmt: skip
def test_prices_are_read_as_people_write_them(cell: str | None, price: float | None) -> None:
    read = read_price(cell)
    assert np.isnan(read) if price is None else read == pytest.approx(price)


def test_days_are_read_as_people_write_them() -> None:
    for cell in ("2026-11-21", "21/11/2026", "2026-11-21T10:00:00Z", "20261121", "1795219200", "1795219200000"):
        assert read_day(cell) == date(2026, 11, 21)
    with pytest.raises(ValueError, match="soon"):
        read_day("soon")


def test_texts_nearly_alike_share_a_group_and_short_ones_only_when_equal() -> None:
    base = "one two three four five six seven eight nine ten eleven twelve"
    groups = copies(sketch(read_letters(pl.Series([base, base.upper() + " 7", "a b", "a c", "a b", "", None]))))
    assert groups[0] == groups[1]
    assert groups[2] == groups[4] != groups[3]
    assert groups[5] != groups[6]


def test_ngrams_are_counted_once_a_text_and_words_to_the_end() -> None:
    counted = count_ngrams(read_letters(pl.Series(["ab ab cd", "", "ＡＢ"])), reach=0)
    # ab twice, cd; ab ab, ab cd: words only, for no letter gives runs
    assert np.diff(counted.indptr).tolist() == [4, 0, 1]
    assert counted[[0], :].max() == pytest.approx(1 + np.log(2))
    assert counted[[2], :].indices[0] in counted[[0], :].indices


def test_a_table_read_in_parts_gives_what_it_gives_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = pl.Series(["one two three four five six seven", "", None, "x y", "ab " * 30])
    whole, reach = read_letters(texts), Reach(words=4_000, runs=10)
    monkeypatch.setattr(text_features, "_PART", 40)
    read = read_texts(texts, reach)
    assert (read.grams != count_ngrams(whole, reach.runs)).nnz == 0
    assert np.array_equal(read.sketches, sketch(whole))
    assert read.lengths.tolist() == [33, 0, 0, 3, 90]


def test_of_many_long_texts_only_as_much_is_read_as_fits(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = pl.Series(["a" * 1_000] * 50 + ["b" * 100] * 50)
    assert reach_of(texts) == Reach(4_000, 4_000)
    monkeypatch.setattr(text_features, "_BUDGET", 10_000)
    reach = reach_of(texts)
    # Three letters make one n-gram of words, one letter three runs.
    assert reach.words == 500
    assert reach.runs == 24


def test_a_table_without_prices_and_sellers_is_judged_by_its_words(write: Write, tmp_path: Path) -> None:
    knowledge = tmp_path / "knowledge"
    candidate = learn(write(goods(300)), knowledge, Columns(("title",), "kind", "cost", "shop"))
    keep_model(knowledge, candidate.model, "", made_on=TODAY, beside=candidate.beside)
    other = goods(100, seed=2)
    _, said, _ = judge_table(write([{"title": row["title"]} for row in other], "other.csv"), knowledge)
    fake = np.array([row["kind"] == "fake" for row in other])
    assert Ranking(fake, said).auc() > 0.85
    with pytest.raises(LearningRefused) as refused:
        judge_table(write([{"shop": row["shop"]} for row in other], "other.csv"), knowledge)
    assert refused.value.values["problem"] == "learning.column_missing"


def test_the_names_asked_for_tell_the_header_from_rows_that_read_like_one(tmp_path: Path) -> None:
    path = tmp_path / "short.csv"
    path.write_text("text,label\nofficial,title\nprice,seller\n", encoding="utf-8")
    frame, _ = read_table(path, ["text", "label"])
    assert frame["label"].to_list() == ["title", "seller"]
