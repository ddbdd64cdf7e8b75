"""A filter of a list"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from minhbach.foundation.pages.chips import ChipChoices
from minhbach.foundation.pages.filters import DayFilter, StateFilter


class State(ChipChoices):
    DRAFT = "draft", "dự thảo"
    SENT = "sent", "good", "đã gửi"


class Rows(list[Any]):
    """Stands in for a queryset: it remembers what it was narrowed by."""

    def filter(self, **by: Any) -> Rows:
        return Rows([*self, by])


@pytest.mark.parametrize("typed", ["2026-11-05", "05/11/2026"])
def test_narrows_by_a_day_however_it_is_written(typed: str) -> None:
    found: Any = DayFilter("from", "Từ ngày", lambda rows, day: rows.filter(at__gte=day)).apply(Rows(), typed)  # type: ignore[arg-type]
    assert found == [{"at__gte": date(2026, 11, 5)}]


@pytest.mark.parametrize("typed", ["abc", "2026-02-31", "0", "﷽"])
def test_passes_over_what_is_no_day(typed: str) -> None:
    found: Any = DayFilter("from", "Từ ngày", lambda rows, day: rows.filter(at__gte=day)).apply(Rows(), typed)  # type: ignore[arg-type]
    assert found == []


def test_narrows_by_one_state_of_an_enumeration() -> None:
    by_state = StateFilter("state", "Trạng thái", State)
    assert list(by_state.choices) == [("draft", "dự thảo"), ("sent", "đã gửi")]
    found: Any = by_state.apply(Rows(), "sent")  # type: ignore[arg-type]
    assert found == [{"state": "sent"}]
