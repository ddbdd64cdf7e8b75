import json
from pathlib import Path

import polars as pl
import pytest

from minhbach.engine.screening.options import Options, Progress
from minhbach.engine.screening.run import screen
from minhbach.engine.tables import LEADS, SIGNALS

from .conftest import AS_OF, listings

OUTPUTS = ("signals.parquet", "leads.parquet", "snapshots.parquet", "refused.parquet", "run.json")


@pytest.fixture
def export(tmp_path: Path) -> Path:
    path = tmp_path / "export.parquet"
    listings(
        {"title": "⭐ Kem ĐẶC TRỊ nám", "description": "Liên hệ: 0912.345.678\n\nHSD: 05/2023", "price_vnd": 90_000},
        {"title": "Áo thun cotton", "description": "Vải mát", "price_vnd": 50_000},
        {"title": unnormalized("Sữa xách tay Đức"), "description": None},
        {"title": None, "description": None},
    ).write_parquet(path)
    return path


def unnormalized(text: str) -> str:
    import unicodedata

    return unicodedata.normalize("NFD", text)


def test_a_run_writes_signals_leads_and_its_own_record(export: Path, tmp_path: Path, cache: Path) -> None:
    stages: list[Progress] = []
    summary = screen([export], tmp_path / "out", options=Options(as_of=AS_OF, cache=cache), progress=stages.append)
    signals = pl.read_parquet(tmp_path / "out" / "signals.parquet")
    leads = pl.read_parquet(tmp_path / "out" / "leads.parquet")
    assert dict(signals.schema) == SIGNALS
    assert dict(leads.schema) == LEADS
    assert dict(zip(leads["listing_id"], leads["signs"].to_list(), strict=True)) == {
        "1": ["expired", "misleading", "off_platform"],
        "3": ["unknown_origin"],
    }
    assert leads["probability"].is_between(0.5, 1).all()
    assert leads["score"].is_sorted(descending=True)
    record = json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))
    assert (record["listings"], record["refused"], record["leads"]) == (3, 1, 2)
    assert record["refused_rows"] == [{"source": "export.parquet", "row": 4, "reason": "title_missing", "value": ""}]
    assert record["versions"]["as_of"] == "2026-11-21"
    assert (summary.leads, stages[-1].stage) == (2, "done")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted(OUTPUTS)


def test_each_quote_is_the_original_text_at_its_place(export: Path, tmp_path: Path, cache: Path) -> None:
    screen([export], tmp_path / "out", options=Options(as_of=AS_OF, cache=cache))
    rows = {row["listing_id"]: row for row in pl.read_parquet(export).iter_rows(named=True)}
    signals = pl.read_parquet(tmp_path / "out" / "signals.parquet")
    for signal in signals.filter(pl.col("field").is_not_null()).iter_rows(named=True):
        text = rows[signal["listing_id"]][signal["field"]]
        assert text[signal["start"] : signal["end"]] == signal["quote"]
    quotes = set(signals["quote"])
    assert {"ĐẶC TRỊ nám", "0912.345.678", "HSD: 05/2023", unnormalized("Sữa xách tay")} <= quotes


def test_two_runs_and_any_number_of_workers_give_the_same_bytes(export: Path, tmp_path: Path, cache: Path) -> None:
    many = tmp_path / "many.parquet"
    pl.concat(
        [pl.read_parquet(export).with_columns(pl.col("listing_id") + f"~{number}") for number in range(5_200)]
    ).write_parquet(many)
    for name, workers, rows in (("one", 1, 4096), ("again", 1, 4096), ("two", 2, 4096)):
        screen([many], tmp_path / name, options=Options(as_of=AS_OF, workers=workers, batch_rows=rows, cache=cache))
    for output in OUTPUTS:
        whole = (tmp_path / "one" / output).read_bytes()
        assert (tmp_path / "again" / output).read_bytes() == whole
        assert (tmp_path / "two" / output).read_bytes() == whole


def test_an_input_of_no_rows_gives_empty_outputs(tmp_path: Path, cache: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_text("id,title\n", encoding="utf-8")
    summary = screen([path], tmp_path / "out", options=Options(as_of=AS_OF, cache=cache))
    assert (summary.listings, summary.leads) == (0, 0)
    assert dict(pl.read_parquet(tmp_path / "out" / "leads.parquet").schema) == LEADS


def test_a_listing_of_ten_megabytes_is_cut_and_named(tmp_path: Path, cache: Path) -> None:
    path = tmp_path / "export.parquet"
    listings({"title": "Kem đặc trị nám", "description": "rất tốt " * 1_300_000}).write_parquet(path)
    screen([path], tmp_path / "out", options=Options(as_of=AS_OF, cache=cache))
    record = json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))
    assert (record["cut"], record["cut_listings"], record["leads"]) == (1, ["1"], 1)
