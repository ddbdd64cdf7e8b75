"""Amounts are read as officers type them and written as officials print them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minhbach.foundation.money import HIGHEST_VND, MoneyUnreadable, format_vnd, parse_vnd


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1.234.567", 1_234_567),
        ("1,234,567 ₫", 1_234_567),
        ("1 234 567 đ", 1_234_567),
        ("250000", 250_000),
        ("250.000đ", 250_000),
        ("1,5 triệu", 1_500_000),
        ("1.250 triệu", 1_250_000),
        ("150k", 150_000),
        ("2 tỷ", 2_000_000_000),
        ("12,00", 12),
        ("1.234.567,00", 1_234_567),
        ("", None),
        ("  ", None),
    ],
)
def test_an_amount_is_read(text: str, amount: int | None) -> None:
    assert parse_vnd(text) == amount


@pytest.mark.parametrize("text", ["Liên hệ", "12,5", "1.23.456", "-5", "12 cái", "1e6"])
def test_what_is_no_amount_is_refused_in_words(text: str) -> None:
    with pytest.raises(MoneyUnreadable) as refusal:
        parse_vnd(text)
    assert refusal.value.code == "foundation.money.unreadable"


@given(st.integers(min_value=0, max_value=10**15))
def test_what_is_written_is_read_back(amount: int) -> None:
    assert parse_vnd(format_vnd(amount)) == amount


@pytest.mark.parametrize("text", ["9" * 5_000, "9" * 18, "20000000 tỷ", "1," + "3" * 5_000])
def test_an_amount_beyond_all_measure_is_refused(text: str) -> None:
    with pytest.raises(MoneyUnreadable):
        parse_vnd(text)


def test_the_highest_amount_is_read() -> None:
    assert parse_vnd("10.000.000.000.000.000") == HIGHEST_VND
