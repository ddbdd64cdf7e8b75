"""What a kind of paper rests on, by day."""

from __future__ import annotations

from datetime import date

from minhbach.domains.law.paper_bases import bases_of_paper


def test_an_order_to_inspect_rests_on_what_was_in_force_on_its_day() -> None:
    ordinance = "Pháp lệnh Quản lý thị trường ngày 08 tháng 3 năm 2016"
    assert bases_of_paper("inspection_order", date(2020, 11, 30)) == (ordinance,)
    first, second = bases_of_paper("inspection_order", date(2026, 11, 29))
    assert first == ordinance
    assert second.startswith("Thông tư số 27/2020/TT-BCT của Bộ trưởng Bộ Công Thương quy định nội dung, trình tự")


def test_a_paper_of_which_nothing_was_read_rests_on_nothing() -> None:
    assert bases_of_paper("seizure_decision", date(2026, 11, 29)) == ()
