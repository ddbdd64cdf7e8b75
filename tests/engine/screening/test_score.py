import json
from dataclasses import dataclass, replace

import pytest

from minhbach.engine.screening.score import (
    CALIBRATED,
    ModelUnreadable,
    Scorecard,
    counted_shares,
    family_weight,
    load_scorecard,
    score,
)
from minhbach.engine.tables import SIGNS


@dataclass(frozen=True)
class Evidence:
    sign: str
    family: str
    weight: float
    rule: str = "any"


@pytest.fixture(scope="module")
def card() -> Scorecard:
    return load_scorecard()


def test_each_reason_counts_a_quarter_of_the_one_before(card: Scorecard) -> None:
    assert counted_shares([1.0, 2.0, -0.4, 0.4], card) == [0.25, 2.0, -0.4, 0.025]
    assert family_weight([1.0, 2.0, -0.4, 0.4], card) == pytest.approx(1.875)


def test_no_number_of_synonyms_drowns_what_speaks_against(card: Scorecard) -> None:
    many = [3.9] * 50
    assert family_weight(many, card) == pytest.approx(card.cap)
    assert family_weight([*many, -3.0], card) == pytest.approx(card.cap - 3.0)
    assert family_weight([-3.9] * 50, card) == pytest.approx(-card.cap)


def test_evidence_against_takes_a_sign_away_again(card: Scorecard) -> None:
    found = [Evidence("counterfeit", "brand", 2.4)]
    assert score(found, [], card).signs == ("counterfeit",)
    against = score([*found, Evidence("counterfeit", "known.authorised", -3.0)], [], card)
    assert (against.signs, against.worth, against.probability) == ((), 0, None)


def test_more_evidence_is_never_less_probable(card: Scorecard) -> None:
    for name in CALIBRATED:
        said = [card.probability(name, step / 4) for step in range(-40, 41)]
        assert said == sorted(said)
        assert len(set(said)) == len(said)
        assert 0 < said[0] < said[-1] < 1


def test_a_lead_of_two_signs_is_more_probable_than_of_one(card: Scorecard) -> None:
    one = score([Evidence("misleading", "claims", 2.5)], [], card)
    two = score([Evidence("misleading", "claims", 2.5), Evidence("expired", "expiry", 2.3)], [], card)
    assert one.probability is not None
    assert two.probability is not None
    assert one.probability < two.probability


def test_medicine_and_food_come_before_fashion(card: Scorecard) -> None:
    found = [Evidence("counterfeit", "brand", 2.4)]
    worth = {goods: score(found, [goods], card).worth for goods in ("medicine", "food", "other", "fashion")}
    assert sorted(worth, key=lambda goods: -worth[goods]) == ["medicine", "food", "other", "fashion"]
    assert score(found, ["fashion", "medicine"], card).worth == worth["medicine"]
    assert score(found, ["goods of no class"], card).worth == score(found, [], card).worth


def model(**changes: object) -> str:
    calibration = {name: {"slope": 1.0, "intercept": -1.0} for name in CALIBRATED}
    scorecard = {"calibration": calibration, "family_factors": {"misleading claims.cure": 0.5},
                 "rule_factors": {"misleading claims.cure.root": 0.9}, **changes}  # fmt: skip
    return json.dumps({"schema": 1, "kind": "screen", "version": "x", "scorecard": scorecard})


def test_a_learned_model_changes_factors_and_calibration_only(card: Scorecard) -> None:
    learned = load_scorecard(model())
    assert learned.factor("misleading", "claims.cure", "claims.cure.root") == 0.9
    assert learned.factor("misleading", "claims.cure", "claims.cure.any") == 0.5
    assert learned.factor("expired", "expiry", "expiry.date") == 1.0
    assert learned.version == f"{card.version}+x"
    same = replace(learned, version=card.version, calibration=card.calibration, family_factors={}, rule_factors={})
    assert same == card
    assert set(learned.calibration) == {*SIGNS, "lead"}


def test_what_was_learned_takes_a_sign_away_only_where_hardly_any_come_true() -> None:
    found = [Evidence("misleading", "claims.cure", 2.2 * 0.5)]
    for intercept, signs in ((0.0, ("misleading",)), (-3.0, ())):
        calibration = {name: {"slope": 1.0, "intercept": intercept} for name in CALIBRATED}
        learned = load_scorecard(model(calibration=calibration))
        result = score(found, [], learned)
        assert (result.log_odds["misleading"], result.signs) == (-0.9, signs)
    # What the rules' own weights do not raise, outcomes do not raise either.
    stronger = load_scorecard(model(family_factors={"misleading claims.cure": 2.0}))
    assert score([Evidence("misleading", "claims.cure", 1.5 * 2.0)], [], stronger).signs == ()


@pytest.mark.parametrize(
    "content",
    [
        "{",
        "[]",
        json.dumps({"schema": 1, "kind": "table"}),
        json.dumps({"schema": 9, "kind": "screen"}),
        json.dumps({"schema": 1, "kind": "screen", "version": "x"}),
        model(family_factors={"misleading claims.cure": -0.5}),
        model(calibration={name: {"slope": 0.0, "intercept": 0.0} for name in CALIBRATED}),
    ],
)
def test_a_model_that_cannot_be_used_is_refused(content: str) -> None:
    with pytest.raises(ModelUnreadable):
        load_scorecard(content)
