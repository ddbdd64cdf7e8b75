"""Columns of days are read as Vietnam writes them, and moments by its clock; a day never costs a listing."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest

from minhbach.engine.reading.days import read_days
from minhbach.engine.reading.mapping import known_for
from minhbach.engine.reading.opening import open_listings


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2023-04-11", "2023-04-11"),
        ("11/4/2023 09:30", "2023-04-11"),
        ("11-04-2023", "2023-04-11"),
        ("20230411", "2023-04-11"),
        ("2023-04-10T20:00:00Z", "2023-04-11"),
        ("2023-04-11 00:30:00+07:00", "2023-04-11"),
        ("1681150000", "2023-04-11"),
        ("1681150000123", "2023-04-11"),
        ("hôm qua", None),
        ("31/02/2023", None),
        ("12.5", None),
    ],
)
def test_days_as_they_are_written(written: str, day: str | None) -> None:
    days, unreadable = read_days(pl.Series([written, "", None]))
    assert (days.to_list(), unreadable.to_list()) == ([day, None, None], [day is None, False, False])


@pytest.mark.parametrize(
    "typed",
    [date(2023, 4, 11), datetime.fromisoformat("2023-04-11T03:00"), datetime(2023, 4, 10, 20, tzinfo=UTC)],
)
def test_typed_days_are_days_in_vietnam(typed: date) -> None:
    assert read_days(pl.Series([typed]))[0].to_list() == ["2023-04-11"]


@pytest.mark.parametrize("name", ["Ngày thu thập", "crawled_at", "Ngày lấy dữ liệu", "采集时间"])
def test_the_column_is_known_by_its_names(name: str) -> None:
    known = known_for(name)
    assert known is not None
    assert known.column == "collected_on"


def test_a_day_that_cannot_be_read_is_told_and_costs_nothing(tmp_path: Path) -> None:
    path = tmp_path / "tin.csv"
    path.write_text("id,tên hàng,ngày thu thập\na,Áo,hôm kia\nb,Mũ,2023-04-11\n", encoding="utf-8")
    reading = open_listings(path)
    listings = pl.concat(list(reading.batches()))
    assert listings["collected_on"].to_list() == [None, "2023-04-11"]
    assert [(one.row, one.reason, one.value) for one in reading.remarked] == [(2, "collected_unreadable", "hôm kia")]
