"""A price is read as sellers write it; what cannot be read is a missing price and says so."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minhbach.engine.reading.prices import Price, read_count, read_price


@pytest.mark.parametrize(
    ("written", "price"),
    [
        ("1.234.567 ₫", 1_234_567),
        ("₫ 1.234.567", 1_234_567),
        ("đ250.000", 250_000),
        ("VND 250.000", 250_000),
        ("120k", 120_000),
        ("2tr5", 2_500_000),
        ("1,2 triệu", 1_200_000),
        ("99000", 99_000),
        ("129000.0", 129_000),
        ("129000.50", 129_000),
        ("2.5e5", 250_000),
    ],
)
def test_a_plain_price_is_its_figure(written: str, price: int) -> None:
    assert read_price(written) == Price(price)


@pytest.mark.parametrize("written", ["", "  ", "Liên hệ", "thoả thuận", "ib", "Giá: liên hệ", "null", "-", "面议"])
def test_a_price_that_is_not_given_is_missing_without_a_word(written: str) -> None:
    assert read_price(written) == Price()


@pytest.mark.parametrize(
    ("written", "vnd", "note"),
    [
        ("250.000 - 300.000", 250_000, "price_range"),
        ("₫89.000 – ₫120.000", 89_000, "price_range"),
        ("250K-300K", 250_000, "price_range"),
        ("250-300k", 250_000, "price_range"),
        ("1-2tr", 1_000_000, "price_range"),
        ("1tr2 ~ 1tr5", 1_200_000, "price_range"),
        ("từ 1tr đến 2tr", 1_000_000, "price_range"),
        ("250000-300000", 250_000, "price_range"),
        ("~~300k~~ 250k", 250_000, "price_several"),
        ("Giá gốc 300k giảm còn 250k", 250_000, "price_several"),
        ("99k - 199k - 299k", 99_000, "price_several"),
        ("từ 99k", 99_000, None),
        ("Giá: 199k", 199_000, None),
        ("99k+", 99_000, None),
        ("250.000đ/hộp", 250_000, None),
        ("250k/2 hộp", 250_000, None),
        ("250k 1 hộp", 250_000, None),
        ("250k fix nhẹ", 250_000, None),
        ("giảm 20% còn 199k", 199_000, None),
        ("giảm 50k: 300k", 300_000, None),
        ("$10 (250.000đ)", 250_000, None),
        ("¥128", None, "price_foreign"),
        ("US$ 12.5", None, "price_foreign"),
        ("฿300", None, "price_foreign"),
        ("128 tệ", None, "price_foreign"),
        ("50 đô", None, "price_foreign"),
        ("0đ", None, "price_zero"),
        ("Miễn phí", None, "price_zero"),
        ("free", None, "price_zero"),
        ("[PREMIUM]", None, "price_unreadable"),
        ("#REF!", None, "price_unreadable"),
        ("-250.000", None, "price_unreadable"),
        ("dưới 500k", None, "price_unreadable"),
        ("5 hộp", None, "price_unreadable"),
        ("2 triệu 50", None, "price_unreadable"),
        ("0901000111", None, "price_unreadable"),
        ("-20%", None, "price_unreadable"),
        ("20.000.000.000.000", None, "price_unreadable"),
    ],
)
def test_what_says_more_than_a_figure_stays_as_written(written: str, vnd: int | None, note: str | None) -> None:
    assert read_price(written) == Price(vnd, note, written)


@given(st.integers(1_000, 10**9), st.integers(1_000, 10**9), st.sampled_from([" - ", "-", " ~ ", " đến ", "–"]))
def test_the_lower_end_of_a_range_is_the_price(one: int, other: int, sign: str) -> None:
    written = f"{one:,}{sign}{other:,}₫".replace(",", ".")
    assert read_price(written).vnd == min(one, other)


@given(st.text(max_size=80))
def test_any_cell_is_a_price_or_none(written: str) -> None:
    price = read_price(written)
    assert price.vnd is None or 0 < price.vnd <= 10**12
    assert price.written in (None, written.strip())


@pytest.mark.parametrize(
    ("written", "count"),
    [("1,2k", 1_200), ("Đã bán 500+", 500), ("1k+/tháng", 1_000), ("12", 12), ("", None), ("1.234", 1_234)],
)
def test_pieces_sold_are_counted_as_platforms_write_them(written: str, count: int | None) -> None:
    assert read_count(written) == count
