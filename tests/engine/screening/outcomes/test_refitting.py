import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("sklearn")

from minhbach.engine.learning.judgement import Candidate
from minhbach.engine.learning.keeping import keep_model, restore_previous
from minhbach.engine.learning.reading import LearningRefused, RowsRefused
from minhbach.engine.screening.outcomes.refitting import learn_from_outcomes
from minhbach.engine.screening.score import load_scorecard

Rows = list[dict[str, Any]]
Write = Callable[..., Path]
TODAY = date(2026, 11, 21)
TURN = {"confirmed": "unfounded", "unfounded": "confirmed"}


def learn(path: Path, run: Path, knowledge: Path, **options: Any) -> Candidate:
    return learn_from_outcomes(path, [run], knowledge, made_on=TODAY, capacity=20, **options)


@pytest.fixture(scope="module")
def learned() -> dict[str, Candidate]:
    """What all outcomes taught: learned once for the tests that only look at it."""
    return {}


@pytest.fixture
def candidate(learned: dict[str, Candidate], run: Path, outcomes: Rows, write: Write, tmp_path: Path) -> Candidate:
    if not learned:
        learned["all"] = learn(write(outcomes), run, tmp_path / "nothing")
    return learned["all"]


def test_reasons_that_outcomes_bear_out_weigh_more_than_those_they_do_not(candidate: Candidate) -> None:
    assert candidate.refused == ()
    card = load_scorecard(json.dumps(candidate.model))
    good, bad = (card.factor("misleading", family, "") for family in ("claims.cure", "claims.weight"))
    assert good > 1
    assert 0 < bad < 0.75
    report = candidate.model["validation"]
    assert report["difference"]["average_precision"]["low"] > 0
    assert report["new"]["precision_at_20"]["value"] > 0.8 > report["before"]["precision_at_20"]["value"]
    assert report["new"]["calibration_error"] < report["before"]["calibration_error"]
    told = candidate.model["learned_from"]
    assert (told["listings"], told["random_visits"], told["by_platform"]) == (160, 0, {"tiki": 160})
    assert told["confirmed"] + told["unfounded"] == 160


def test_thirty_outcomes_move_little(run: Path, outcomes: Rows, write: Write, tmp_path: Path) -> None:
    card = load_scorecard(json.dumps(learn(write(outcomes[:40]), run, tmp_path / "knowledge").model))
    for family in ("claims.cure", "claims.weight"):
        assert abs(card.factor("misleading", family, "") - 1) < 0.25


def test_two_learnings_of_the_same_give_the_same(
    candidate: Candidate, run: Path, outcomes: Rows, write: Write, tmp_path: Path
) -> None:
    assert learn(write(outcomes), run, tmp_path / "knowledge").model == candidate.model


def test_a_worse_model_is_refused(run: Path, outcomes: Rows, write: Write, tmp_path: Path) -> None:
    knowledge = tmp_path / "knowledge"
    ordered = sorted(outcomes, key=lambda row: str(row["decided_on"]))
    early, late = ordered[:100], ordered[100:]
    keep_model(knowledge, learn(write(early), run, knowledge).model, "", made_on=TODAY)
    flipped = [{**row, "outcome": TURN[row["outcome"]]} for row in early]
    codes = {one["code"] for one in learn(write([*flipped, *late]), run, knowledge).refused}
    assert "verdict.worse_average_precision" in codes


def test_rows_the_model_before_has_learned_from_do_not_judge_it(
    candidate: Candidate, run: Path, outcomes: Rows, write: Write, tmp_path: Path
) -> None:
    knowledge = tmp_path / "knowledge"
    keep_model(knowledge, candidate.model, "", made_on=TODAY)
    with pytest.raises(LearningRefused) as refused:
        learn(write(outcomes), run, knowledge)
    assert refused.value.values["problem"] == "learning.nothing_new"


def test_a_random_visit_weighs_as_many_leads_as_it_stands_for(
    candidate: Candidate, run: Path, outcomes: Rows, write: Write, tmp_path: Path
) -> None:
    by_lot = [{**row, "chosen_how": "random", "chance": "0.25"} if number % 8 == 0 else row
              for number, row in enumerate(outcomes)]  # fmt: skip
    report = learn(write(by_lot), run, tmp_path / "knowledge").model
    assert report["learned_from"]["random_visits"] == 20
    assert report["validation"]["random_visits"] > 0
    # All random visits are of the good family, so that weighing them raises the share confirmed.
    plain = candidate.model["validation"]
    assert report["validation"]["confirmed_share"] > plain["confirmed_share"]


def test_each_row_that_cannot_be_used_is_named(run: Path, outcomes: Rows, write: Write, tmp_path: Path) -> None:
    bad = [
        {**outcomes[0], "sign": "nonsense"},
        {**outcomes[1], "outcome": "maybe"},
        {**outcomes[2], "decided_on": "31/02/2026"},
        {**outcomes[3], "listing_id": "tiki:unheard"},
        {**outcomes[4], "listing_id": ""},
        {**outcomes[5], "chosen_how": "by whim"},
        {**outcomes[6], "chance": "2"},
    ]
    path = write([*bad, *outcomes[7:]])
    with pytest.raises(RowsRefused) as refused:
        learn(path, run, tmp_path / "knowledge")
    assert [(row, problem) for row, problem, _ in refused.value.values["rows"]] == [
        (2, "outcome.unknown_sign"),
        (3, "outcome.unknown_outcome"),
        (4, "outcome.unreadable_date"),
        (5, "outcome.not_in_run"),
        (6, "outcome.listing_missing"),
        (7, "outcome.unknown_choice"),
        (8, "outcome.unreadable_chance"),
    ]
    assert not (tmp_path / "knowledge").exists()
    told = learn(path, run, tmp_path / "knowledge", skip_bad=True).model["learned_from"]
    assert (len(told["skipped"]), told["listings"]) == (7, 153)


def test_a_later_outcome_of_a_listing_replaces_an_earlier_one(
    run: Path, outcomes: Rows, write: Write, tmp_path: Path
) -> None:
    more = [
        {**outcomes[0], "outcome": TURN[outcomes[0]["outcome"]], "decided_on": "2026-10-01"},
        outcomes[1],
        {"listing_id": "tiki:9", "outcome": "", "decided_on": ""},
    ]
    told = learn(write([*outcomes, *more]), run, tmp_path / "knowledge").model["learned_from"]
    assert told["overruled"] == [["tiki:0", "misleading"]]
    assert (told["repeated"], told["waiting"], told["listings"]) == (1, 1, 160)


@pytest.mark.parametrize(
    ("kept", "problem"),
    [
        (lambda rows: rows[:20], "learning.too_few"),
        (lambda rows: [row for row in rows if row["outcome"] == "confirmed"], "learning.one_class"),
        (lambda rows: [{**row, "decided_on": "2026-01-01"} for row in rows], "learning.nothing_later"),
        (lambda rows: [{"listing_id": row["listing_id"], "outcome": row["outcome"]} for row in rows],
         "learning.column_missing"),
    ],
)  # fmt: skip
def test_what_cannot_be_learned_from_is_refused(
    kept: Callable[[Rows], Rows], problem: str, run: Path, outcomes: Rows, write: Write, tmp_path: Path
) -> None:
    with pytest.raises(LearningRefused) as refused:
        learn(write(kept(outcomes)), run, tmp_path / "knowledge")
    assert refused.value.values["problem"] == problem
    assert not (tmp_path / "knowledge").exists()


def test_the_model_before_is_kept_and_can_be_brought_back(candidate: Candidate, tmp_path: Path) -> None:
    knowledge = tmp_path / "knowledge"
    model = candidate.model
    keep_model(knowledge, model, "first", made_on=TODAY)
    keep_model(knowledge, {**model, "version": "second"}, "second", made_on=TODAY)

    def kept(name: str) -> str:
        return str(json.loads((knowledge / name).read_text(encoding="utf-8"))["version"])

    assert (kept("model.json"), kept("model-previous.json")) == ("second", model["version"])
    restore_previous(knowledge)
    assert (kept("model.json"), kept("model-previous.json")) == (model["version"], "second")
    assert (knowledge / "model-card.md").read_text(encoding="utf-8") == "first"
    assert [path.name for path in knowledge.iterdir() if path.name.startswith(".")] == []
