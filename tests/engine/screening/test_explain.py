import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from minhbach.engine.screening.batch import BatchScreener
from minhbach.engine.screening.canonical import canonical, file_name, reasons_of
from minhbach.engine.screening.explain import explain
from minhbach.engine.screening.frozen_score import plain_scorecard, read_scorecard
from minhbach.engine.screening.score import Scorecard, load_scorecard
from minhbach.engine.screening.versions import versions_of

from .conftest import AS_OF, listings, screen


def told(screener: BatchScreener, frame: pl.DataFrame, *, card: Scorecard | None = None) -> dict[str, Any]:
    card = card or load_scorecard()
    result = screen(screener, frame)
    versions = versions_of(screener.vocabulary, scorecard=card.version, as_of=AS_OF, knowledge=None)
    return explain(
        frame.to_dicts()[0],
        result.signals.filter(pl.col("listing_id") == "1").to_dicts(),
        goods=result.leads["goods"].to_list()[0],
        scorecard=card,
        versions=versions,
    )


@pytest.fixture
def frame() -> pl.DataFrame:
    text = "trị mụn, xóa sạch vết thâm. HSD: 05/2023"
    return listings({"title": "Kem đặc trị nám tận gốc", "description": text, "price_vnd": 90_000})


def test_reasons_add_up_to_the_score_and_name_their_places(screener: BatchScreener, frame: pl.DataFrame) -> None:
    explanation = told(screener, frame)
    assert [sign["sign"] for sign in explanation["signs"]] == ["expired", "misleading"]
    for sign in explanation["signs"]:
        assert sign["holds"]
        total = sign["prior"] + sum(family["counted"] for family in sign["families"])
        assert abs(total - sign["log_odds"]) < 1e-6
        for family in sign["families"]:
            assert abs(sum(reason["counted"] for reason in family["reasons"]) - family["counted"]) < 1e-6
    expired = explanation["signs"][0]["families"][0]["reasons"][0]
    assert expired["quote"] == "HSD: 05/2023"
    assert (expired["field"], expired["start"]) == ("description", 28)
    assert expired["values"]["expires_on"] == "2023-05-31"
    assert explanation["listing"]["price_vnd"] == 90_000
    assert "registrations_absent" in explanation["unchecked"]
    assert explanation["recompute"] == f"minhbach explain --recompute {file_name('1')}.json"


def test_ten_synonyms_are_not_ten_reasons(screener: BatchScreener) -> None:
    once, often = (
        told(screener, listings({"title": title}))["signs"][0]["log_odds"]
        for title in ("Kem trị mụn", "Kem trị mụn, trị nám, trị thâm, trị sẹo, trị tàn nhang, xóa rạn")
    )
    assert once < often < once + 1


def test_the_same_lead_is_always_the_same_bytes(screener: BatchScreener, frame: pl.DataFrame) -> None:
    first, again = told(screener, frame), told(screener, frame)
    assert canonical(first) == canonical(again)
    assert canonical(json.loads(canonical(first))) == canonical(first)
    assert canonical(first).endswith(b"}\n")
    signals = [{"listing_id": "1", **reason} for reason in reversed(reasons_of(first))]
    turned = explain(
        first["listing"], signals, goods=first["goods"], scorecard=load_scorecard(), versions=first["versions"]
    )
    assert canonical(turned) == canonical(first), "the order in which signals come means nothing"


def test_numbers_are_written_in_one_way() -> None:
    assert canonical({"b": -0.0, "a": 0.1 + 0.2, "c": [1, None, True]}) == (
        b'{\n "a": 0.3,\n "b": 0.0,\n "c": [\n  1,\n  null,\n  true\n ]\n}\n'
    )
    with pytest.raises(ValueError, match="JSON compliant"):
        canonical({"a": float("nan")})


def test_a_scorecard_survives_being_written_down() -> None:
    card = load_scorecard()
    calibration = {**card.calibration, "expired": {"slope": 0.5, "intercept": -0.25}}
    learned = replace(card, calibration=calibration, rule_factors={"expired expiry.date": 0.75})
    for one in (card, learned):
        assert read_scorecard(json.loads(json.dumps(plain_scorecard(one)))) == one
    with pytest.raises(KeyError):
        read_scorecard({**plain_scorecard(card), "prior": {}})


@pytest.mark.parametrize("listing_id", ["../../etc/passwd", "tin số 1", "\x00", "", "x" * 500, "a/b\\c:d"])
def test_a_file_name_holds_nothing_a_seller_could_steer(listing_id: str) -> None:
    name = file_name(listing_id)
    assert Path(name).name == name
    assert len(name) <= 60
    assert name.replace("-", "").isalnum()
    assert name.isascii()
