"""Dates are read against the day on which a listing was seen on offer; what may have been good then is weak."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from minhbach.engine.screening.batch import BatchScreener
from minhbach.engine.screening.canonical import canonical
from minhbach.engine.screening.lexicon import load_vocabulary
from minhbach.engine.screening.options import Options
from minhbach.engine.screening.recompute import recompute
from minhbach.engine.screening.results import explained, open_results
from minhbach.engine.screening.run import screen as run
from minhbach.engine.telling.sentences import reason_sentence

from .conftest import AS_OF, listings, screen


@pytest.mark.parametrize(
    ("words", "collected_on", "holds", "said"),
    [
        ("HSD: 03/2023", "2023-05-02", True, "đã qua khi tin được thu thập ngày 02/05/2023"),
        ("HSD: 06/2023", "2023-05-02", True, "còn 59 ngày khi tin được thu thập ngày 02/05/2023"),
        ("HSD: 03/2024", "2023-05-02", False, "còn hạn khi tin được thu thập ngày 02/05/2023, đã qua"),
        ("HSD: 03/2023", None, True, "không rõ tin được thu thập ngày nào, có thể lúc đó hàng còn hạn"),
        ("HSD: 12/2026", None, False, "gần đến tính từ ngày quét"),
        ("HSD: 03/2030", "2023-05-02", False, None),
        ("HSD: 03/2030", None, False, None),
    ],
)
def test_a_date_is_weighed_by_the_day_it_was_seen(
    screener: BatchScreener, words: str, collected_on: str | None, holds: bool, said: str | None
) -> None:
    screened = screen(screener, listings({"title": "Sữa bột", "description": words, "collected_on": collected_on}))
    assert screened.leads["signs"].to_list() == ([["expired"]] if holds else [])
    told = [reason_sentence(row) for row in screened.signals.to_dicts()]
    assert (said is None and told == []) or (said is not None and said in told[0])


def test_a_date_seen_to_be_past_weighs_more_than_one_perhaps_good_then(screener: BatchScreener) -> None:
    row = {"title": "Sữa bột", "description": "HSD: 03/2023"}
    weights = [
        screen(screener, listings({**row, "collected_on": day})).signals["weight"][0] for day in ("2023-05-02", None)
    ]
    assert weights[0] > weights[1] > 2.0


def test_the_day_goes_from_the_table_into_the_frozen_listing_and_back(tmp_path: Path, cache: Path) -> None:
    rows = {
        "Mã tin": ["a", "b"],
        "Tên hàng": ["Sữa bột", "Sữa đặc"],
        "Mô tả": ["HSD: 03/2024", "HSD: 03/2024"],
        "Ngày thu thập": ["11/04/2024 09:30", ""],
    }
    path = tmp_path / "tin.csv"
    pl.DataFrame(rows).write_csv(path)
    options = Options(as_of=AS_OF, collected_on=date(2024, 6, 1), cache=cache)
    run([path], tmp_path / "out", options=options)
    told = {one.lead["listing_id"]: one for one in explained(open_results(tmp_path / "out"))}
    days = {name: one.explanation["listing"]["collected_on"] for name, one in told.items()}
    assert days == {"a": "2024-04-11", "b": "2024-06-01"}
    assert {json.loads(one.signals[0]["values"])["fault"] for one in told.values()} == {"then"}
    content = canonical(told["a"].explanation)
    assert recompute(content, name="a.json", vocabulary=load_vocabulary(folder=cache)).differences == ()
