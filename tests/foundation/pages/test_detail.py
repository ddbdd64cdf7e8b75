"""The page of one thing"""

from __future__ import annotations

from datetime import date

from django.template.loader import render_to_string

from minhbach.foundation.pages.detail import Fact


def test_shows_each_fact_in_its_own_way_and_leaves_out_what_is_not_known() -> None:
    facts = [
        Fact("Tên", "Bà <Lan>", url="/x"),
        Fact("Ngày", date(2026, 11, 5), kind="day"),
        Fact("Tiền", 1_250_000, kind="vnd", note="đã nộp"),
        Fact("Ghi chú", ""),
        Fact("Số", 0, kind="number"),
        Fact("Điểm", ("a < b", "b"), kind="lines"),
        Fact("Khoản", (), kind="lines"),
        Fact("Trạng thái", ("đã gửi", "good"), kind="chip"),
    ]
    assert render_to_string("foundation/facts.html", {"facts": facts}) == (
        '<dl class="facts"><dt>Tên</dt><dd><a href="/x">Bà &lt;Lan&gt;</a></dd>'
        "<dt>Ngày</dt><dd>05/11/2026</dd>"
        "<dt>Tiền</dt><dd>1.250.000 ₫<br><small>đã nộp</small></dd>"
        "<dt>Số</dt><dd>0</dd>"
        "<dt>Điểm</dt><dd>a &lt; b<br>b</dd>"
        '<dt>Trạng thái</dt><dd><span class="chip chip-good">đã gửi</span></dd></dl>\n'
    )
