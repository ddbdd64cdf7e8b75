import json

from minhbach.engine.screening.batch import BatchScreener
from minhbach.engine.screening.explain import explain
from minhbach.engine.screening.score import load_scorecard

from .conftest import listings, screen


def test_reasons_add_up_to_the_score_and_name_their_places(screener: BatchScreener) -> None:
    result = screen(
        screener,
        listings(
            {"title": "Kem đặc trị nám tận gốc", "description": "trị mụn, xóa sạch vết thâm. HSD: 05/2023"},
            {"title": "Sữa xách tay Đức"},
        ),
    )
    told = explain("1", result.signals, scorecard=load_scorecard())
    assert [sign["sign"] for sign in told["signs"]] == ["expired", "misleading"]
    for sign in told["signs"]:
        assert sign["holds"]
        total = sign["prior"] + sum(family["counted"] for family in sign["families"])
        assert abs(total - sign["log_odds"]) < 1e-6
    expired = told["signs"][0]["families"][0]["reasons"][0]
    assert expired["quote"] == "HSD: 05/2023"
    assert (expired["field"], expired["start"]) == ("description", 28)
    assert expired["values"]["expires_on"] == "2023-05-31"
    assert told["versions"]["scorecard"] == load_scorecard().version
    json.dumps(told, ensure_ascii=False)


def test_ten_synonyms_are_not_ten_reasons(screener: BatchScreener) -> None:
    once, often = (
        explain(
            "1",
            screen(screener, listings({"title": title})).signals,
            scorecard=load_scorecard(),
        )["signs"][0]["log_odds"]
        for title in ("Kem trị mụn", "Kem trị mụn, trị nám, trị thâm, trị sẹo, trị tàn nhang, xóa rạn")
    )
    assert once < often < once + 1
