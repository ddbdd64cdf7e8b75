"""Amounts, numbers and dates in official Vietnamese."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minhbach.domains.documents.layout.words import (
    amount_in_words,
    number_in_words,
    write_long_date,
    write_long_moment,
    write_official_number,
)

DIGITS = {
    "không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "sáu": 6, "bảy": 7,
    "tám": 8, "chín": 9,
}  # fmt: skip


def hear(words: str) -> int:
    """Read a number back from its words, by a way of its own."""
    if words.startswith("âm "):
        return -hear(words.removeprefix("âm "))
    total = tail = group = 0
    for word in words.split():
        match word:
            case "tỷ":
                total, tail, group = (total + tail + group) * 1_000_000_000, 0, 0
            case "triệu":
                tail, group = tail + group * 1_000_000, 0
            case "nghìn":
                tail, group = tail + group * 1_000, 0
            case "trăm":
                group *= 100
            case "mươi":
                group += group % 10 * 9
            case "mười":
                group += 10
            case "linh":
                pass
            case _:
                group += DIGITS[word]
    return total + tail + group


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "không"),
        (4, "bốn"),
        (10, "mười"),
        (11, "mười một"),
        (14, "mười bốn"),
        (15, "mười lăm"),
        (20, "hai mươi"),
        (21, "hai mươi mốt"),
        (24, "hai mươi tư"),
        (25, "hai mươi lăm"),
        (50, "năm mươi"),
        (55, "năm mươi lăm"),
        (100, "một trăm"),
        (101, "một trăm linh một"),
        (104, "một trăm linh tư"),
        (105, "một trăm linh năm"),
        (110, "một trăm mười"),
        (111, "một trăm mười một"),
        (115, "một trăm mười lăm"),
        (421, "bốn trăm hai mươi mốt"),
        (1_000, "một nghìn"),
        (1_005, "một nghìn không trăm linh năm"),
        (1_015, "một nghìn không trăm mười lăm"),
        (10_000, "mười nghìn"),
        (21_000, "hai mươi mốt nghìn"),
        (1_000_000, "một triệu"),
        (1_000_005, "một triệu không trăm linh năm"),
        (1_234_567, "một triệu hai trăm ba mươi tư nghìn năm trăm sáu mươi bảy"),
        (35_000_000, "ba mươi lăm triệu"),
        (1_000_000_000, "một tỷ"),
        (1_005_000_000, "một tỷ không trăm linh năm triệu"),
        (2_000_000_001, "hai tỷ không trăm linh một"),
        (10**12, "một nghìn tỷ"),
        (10**18, "một tỷ tỷ"),
        (-15_000, "âm mười lăm nghìn"),
    ],
)
def test_a_number_is_read_as_vietnamese_read_it(number: int, words: str) -> None:
    assert number_in_words(number) == words


@given(st.integers(min_value=-(10**24), max_value=10**24))
def test_every_number_can_be_heard_back(number: int) -> None:
    assert hear(number_in_words(number)) == number


@given(st.integers(min_value=0, max_value=10**12), st.integers(min_value=0, max_value=10**12))
def test_two_numbers_never_sound_alike(first: int, second: int) -> None:
    assert (number_in_words(first) == number_in_words(second)) == (first == second)


def test_an_amount_begins_with_a_capital_and_ends_in_dong() -> None:
    assert amount_in_words(15_000_000) == "Mười lăm triệu đồng"
    assert amount_in_words(0) == "Không đồng"
    assert amount_in_words(-5) == "Âm năm đồng"


def test_a_zero_stands_before_days_below_ten_and_the_first_two_months_only() -> None:
    assert write_long_date(date(2026, 1, 5)) == "ngày 05 tháng 01 năm 2026"
    assert write_long_date(date(2026, 3, 5)) == "ngày 05 tháng 3 năm 2026"
    assert write_long_date(date(2026, 11, 21)) == "ngày 21 tháng 11 năm 2026"


def test_numbers_below_ten_carry_a_zero() -> None:
    assert write_official_number(7) == "07"
    assert write_official_number(123) == "123"


def test_a_moment_is_written_on_vietnams_clock() -> None:
    assert write_long_moment(datetime(2026, 11, 20, 18, 5, tzinfo=UTC)) == "01 giờ 05 phút, ngày 21/11/2026"
