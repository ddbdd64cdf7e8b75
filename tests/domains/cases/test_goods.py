"""The inventory list as it comes from Excel."""

from __future__ import annotations

from decimal import Decimal

import pytest

from minhbach.domains.cases.goods import parse_goods, write_goods
from minhbach.foundation.writing import read_quantity

ROW = "Túi xách\tVân Sam\tchiếc\t35\t300.000\t10.500.000"


def test_a_row_is_read_in_the_order_of_the_form() -> None:
    pasted = parse_goods(ROW)
    (goods,) = pasted.rows
    assert (goods.name, goods.brand_origin, goods.unit) == ("Túi xách", "Vân Sam", "chiếc")
    assert (goods.quantity, goods.unit_price_vnd, goods.value_vnd) == (Decimal(35), 300_000, 10_500_000)
    assert (pasted.problems, pasted.total_vnd) == ((), 10_500_000)


def test_a_header_may_change_the_order_and_name_a_column_of_numbers() -> None:
    text = (
        "STT\tTên hàng hóa\tSố lượng\tĐVT\tĐơn giá\tThành tiền\tXuất xứ\n1\tSữa bột\t2\thộp\t250.000\t500.000\tKhông rõ"
    )
    (goods,) = parse_goods(text).rows
    assert (goods.name, goods.unit, goods.quantity, goods.brand_origin) == ("Sữa bột", "hộp", Decimal(2), "Không rõ")


def test_ordinal_numbers_totals_and_empty_rows_are_passed_over() -> None:
    pasted = parse_goods(f"1\t{ROW}\n\t\t\t\t\t\nTổng cộng\t\t\t\t\t10.500.000")
    assert [goods.name for goods in pasted.rows] == ["Túi xách"]
    assert pasted.problems == ()


def test_a_value_left_out_is_quantity_times_price() -> None:
    (goods,) = parse_goods("Vải\t\tmét\t12,5\t100.000\t").rows
    assert (goods.quantity, goods.value_vnd) == (Decimal("12.5"), 1_250_000)


def test_the_good_rows_are_kept_and_the_bad_one_is_named() -> None:
    pasted = parse_goods(f"{ROW}\nVí da\t\tchiếc\tnhiều\t150.000\t\n{ROW}")
    assert len(pasted.rows) == 2
    (problem,) = pasted.problems
    assert (problem.row, problem.column) == (2, "số lượng")
    assert problem.sentence == "“nhiều” không phải số lượng. Hãy ghi một số, ví dụ 12 hoặc 1,5."


def test_a_value_that_does_not_follow_is_a_problem_and_not_our_choice() -> None:
    (problem,) = parse_goods("Túi\t\tchiếc\t10\t100.000\t2.000.000").problems
    assert "10 × 100.000 bằng 1.000.000, không phải 2.000.000" in problem.sentence


def test_a_comma_before_three_digits_is_decided_by_price_and_value_alone() -> None:
    (as_thousand,) = parse_goods("Bút\t\tchiếc\t1,200\t1.000\t1.200.000").rows
    assert as_thousand.quantity == Decimal(1200)
    (problem,) = parse_goods("Bút\t\tchiếc\t1,200\t\t").problems
    assert "hai cách" in problem.sentence


def test_a_name_is_needed() -> None:
    (problem,) = parse_goods("\tVân Sam\tchiếc\t1\t2\t2").problems
    assert problem.sentence == "thiếu tên hàng. Hãy ghi tên hàng hóa."


@pytest.mark.parametrize(
    ("text", "quantity"),
    [("1.200", "1200"), ("12,5", "12.5"), ("1.5", "1.5"), ("1.234,5", "1234.5"), ("1,234,567", "1234567"), ("7", "7")],
)
def test_quantities_are_read_as_vietnamese_hands_write_them(text: str, quantity: str) -> None:
    assert read_quantity(text) == Decimal(quantity)


@pytest.mark.parametrize("text", ["-1", "một", "1..2", "1e5", "١"])
def test_what_is_no_quantity_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=text.replace(".", r"\.")):
        read_quantity(text)


def test_what_was_read_can_be_written_out_and_read_again() -> None:
    rows = parse_goods(f"{ROW}\nVải\t\tmét\t12,5\t100.000\t").rows
    assert parse_goods(write_goods(rows)).rows == rows


def test_a_cell_with_a_line_break_stays_one_cell() -> None:
    (goods,) = parse_goods('"Túi xách\nmàu đen"\tVân Sam\tchiếc\t1\t2.000\t2.000').rows
    assert goods.name == "Túi xách màu đen"
