import numpy as np
import pytest

pytest.importorskip("sklearn")

from sklearn.metrics import average_precision_score, roc_auc_score

from minhbach.engine.learning.calibration import fit_by_name, fit_line
from minhbach.engine.learning.folds import forward_folds, grouped_folds
from minhbach.engine.learning.measures import Ranking, calibration_error, draws_of, reliability


def test_average_precision_and_auc_are_those_of_the_books_ties_and_weights_too() -> None:
    chance = np.random.default_rng(1)
    true = (chance.random(300) < 0.3).astype(float)
    scores = np.round(true * 0.5 + chance.random(300), 1)
    weights = chance.integers(1, 5, 300).astype(float)
    ranking = Ranking(true, scores, weights)
    assert ranking.average_precision() == pytest.approx(average_precision_score(true, scores, sample_weight=weights))
    assert ranking.auc() == pytest.approx(roc_auc_score(true, scores, sample_weight=weights))


def test_precision_at_capacity_shares_a_tie_at_the_edge() -> None:
    ranking = Ranking(np.array([1.0, 1.0, 0.0, 0.0]), np.array([0.9, 0.5, 0.5, 0.1]))
    assert [ranking.precision_at(number) for number in (1, 2, 3)] == [1.0, 0.75, pytest.approx(2 / 3)]
    assert np.isnan(ranking.precision_at(5))
    assert Ranking(np.array([1.0, 0.0]), np.array([0.5, 0.5])).precision_at(1) == 0.5


def test_drawing_rows_again_is_as_writing_them_again() -> None:
    true, scores = np.array([1.0, 0.0, 1.0, 0.0]), np.array([0.9, 0.8, 0.3, 0.2])
    again = Ranking(np.repeat(true, [2, 0, 1, 3]), np.repeat(scores, [2, 0, 1, 3]))
    drawn = Ranking(true, scores)
    times = np.array([2.0, 0.0, 1.0, 3.0])
    assert drawn.average_precision(times) == pytest.approx(again.average_precision())
    assert drawn.auc(times) == pytest.approx(again.auc())
    assert drawn.precision_at(4, times) == pytest.approx(again.precision_at(4))


def test_a_draw_repeats_whole_sellers() -> None:
    sellers = np.arange(200) // 20
    for times in draws_of(sellers, 5):
        assert times.reshape(10, 20).std(axis=1).max() == 0
        assert times.sum() == 200
    assert reliability(np.zeros(0), np.zeros(0), np.zeros(0)) == []


def test_reliability_tells_what_was_said_and_what_came_true() -> None:
    table = reliability(np.array([1.0, 0.0, 1.0]), np.array([0.95, 0.91, 1.0]), np.array([1.0, 1.0, 2.0]))
    assert [(row["rows"], row["came_true"]) for row in table] == [(3, 0.75)]
    assert calibration_error(table) == pytest.approx(0.965 - 0.75)


def test_no_seller_is_on_both_sides_and_the_past_never_sees_the_future() -> None:
    chance = np.random.default_rng(1)
    days, sellers = chance.integers(0, 50, 400), chance.integers(0, 60, 400)
    for fold in forward_folds(days, sellers, 4):
        assert not set(sellers[fold.train]) & set(sellers[fold.test])
        assert days[fold.train].max() < days[fold.test].min()
    folds = grouped_folds(sellers, 5, 1)
    assert sorted(np.concatenate([fold.test for fold in folds]).tolist()) == list(range(400))
    assert all(not set(sellers[fold.train]) & set(sellers[fold.test]) for fold in folds)
    assert forward_folds(np.zeros(10, dtype=int), np.arange(10), 4) == []


def test_calibration_says_what_came_true_and_never_turns_round() -> None:
    chance = np.random.default_rng(1)
    log_odds = chance.normal(0, 2, 4000)
    true = (chance.random(4000) < 1 / (1 + np.exp(-(0.5 * log_odds - 1)))).astype(float)
    slope, intercept = fit_line(log_odds, true)
    assert (slope, intercept) == (pytest.approx(0.5, abs=0.06), pytest.approx(-1, abs=0.1))
    assert fit_line(log_odds, 1 - true)[0] > 0


def test_a_sign_of_few_outcomes_follows_all_others() -> None:
    rows = [("many", 1.0, number % 4 == 0, 1.0) for number in range(400)] + [("few", 1.0, True, 1.0)]
    lines = fit_by_name(rows, ("many", "few", "none"))
    said = {name: 1 / (1 + np.exp(-(line["slope"] + line["intercept"]))) for name, line in lines.items()}
    assert said["many"] == pytest.approx(0.25, abs=0.02)
    assert said["many"] < said["few"] < 0.5
    assert said["many"] < said["none"] < said["few"]
