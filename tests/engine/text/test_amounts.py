"""An amount is read as people say it, and nothing that can be meant in two ways is."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minhbach.engine.text.amounts import read_amount


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1tr2", 1_200_000),
        ("1tr25", 1_250_000),
        ("2tr05", 2_050_000),
        ("3tr500", 3_500_000),
        ("3tr500k", 3_500_000),
        ("2 triệu 5", 2_500_000),
        ("2 triệu rưỡi", 2_500_000),
        ("2 triệu 500 nghìn", 2_500_000),
        ("2 triệu 5 trăm", 2_500_000),
        ("1 tỷ 2", 1_200_000_000),
        ("1 tỉ 250 triệu", 1_250_000_000),
        ("nửa triệu", 500_000),
        ("1 củ 2", 1_200_000),
        ("15k5", 15_500),
        ("250ka", 250_000),
        ("250 KA", 250_000),
        ("1.250k", 1_250_000),
        ("99,9k", 99_900),
        ("5 trăm nghìn", 500_000),
        ("5 chục ngàn", 50_000),
        ("120 nghìn đồng", 120_000),
        ("25tr đ", 25_000_000),
        ("25trđ", 25_000_000),
        ("₫89.000", 89_000),
        ("đ 89.000", 89_000),
        ("VND 1,234,567", 1_234_567),
        ("1'234'567 VNĐ", 1_234_567),
        ("２５０.０００", 250_000),
        ("1\u00a0234\u00a0567 ₫", 1_234_567),
    ],
)
def test_an_amount_is_read(text: str, amount: int) -> None:
    assert read_amount(text) == amount


@pytest.mark.parametrize(
    "text",
    [
        "2 triệu 50",
        "12,5",
        "1.23.456",
        "1.234,567",
        "-5",
        "5 hộp",
        "$12",
        "12 tệ",
        "250k 300k",
        "k",
        "tr5",
        "1tr2345",
        "5 trăm",
    ],
)
def test_what_is_no_amount_or_could_be_two_is_none(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        read_amount(text)


@given(st.integers(0, 999), st.integers(0, 999), st.sampled_from(["tr", "triệu", "Tr", " triệu ", " tr "]))
def test_millions_and_thousands_spoken_together_are_their_sum(millions: int, thousands: int, unit: str) -> None:
    assert read_amount(f"{millions}{unit}{thousands:03}") == millions * 10**6 + thousands * 1_000
    assert read_amount(f"{millions}{unit} {thousands} nghìn") == millions * 10**6 + thousands * 1_000


@given(
    st.integers(0, 10**12),
    st.sampled_from([".", ",", " ", "'"]),
    st.sampled_from(["", "₫", "đ", " VND", " đồng"]),
    st.sampled_from(["", "₫ ", "đ", "VND "]),
)
def test_a_written_amount_is_read_back_whatever_its_signs(amount: int, sign: str, after: str, before: str) -> None:
    written = f"{amount:,}".replace(",", sign)
    assert read_amount(f"{before}{written}{after if not before else ''}") == amount


@given(st.text(max_size=60))
def test_any_text_is_an_amount_or_refused(text: str) -> None:
    with contextlib.suppress(ValueError):
        assert read_amount(text) >= 0
