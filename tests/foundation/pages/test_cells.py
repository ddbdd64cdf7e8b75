"""Cells of a list are written as a template would write them: each kind in its own way, nothing of them as markup."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _lazy

from minhbach.foundation.pages.cells import write_cells, write_inside, write_options, write_value
from minhbach.foundation.pages.chips import ChipChoices
from minhbach.foundation.pages.columns import Column
from minhbach.foundation.pages.listing import _cell


class State(ChipChoices):
    SENT = "sent", "good", "đã gửi"


@pytest.mark.parametrize(
    ("value", "kind", "said"),
    [
        ("<b>Hộ & Hai</b>", "text", "&lt;b&gt;Hộ &amp; Hai&lt;/b&gt;"),
        (_lazy("chưa có"), "text", "chưa có"),
        (1234567, "vnd", "1.234.567 ₫"),
        (1234567, "text", "1.234.567"),
        (1234567, "number", "1.234.567"),
        (0, "number", "0"),
        (date(2026, 11, 2), "day", "02/11/2026"),
        (datetime(2026, 11, 1, 18, 5, tzinfo=UTC), "moment", "01:05 02/11/2026"),
        (("<i>quá hạn</i>", "late"), "chip", '<span class="chip chip-late">&lt;i&gt;quá hạn&lt;/i&gt;</span>'),
        (("mở", ""), "chip", '<span class="chip ">mở</span>'),
        ((State.SENT, ""), "chip", '<span class="chip chip-good">đã gửi</span>'),
        (["một", "<hai>"], "lines", "một<br>&lt;hai&gt;"),
        (SafeString("<em>đã soát</em>"), "text", "<em>đã soát</em>"),
        (None, "day", ""),
    ],
)
def test_a_value_is_written_as_its_kind_is(value: Any, kind: str, said: str) -> None:
    assert write_value(value, kind) == said


def cell(value: Any, *below: dict[str, Any], label: str = "Tên", url: str = "") -> dict[str, Any]:
    column = Column("name", label, lambda row: row, url=(lambda _row: url) if url else None)
    return {**_cell(value, column, label), "below": list(below)}


def test_a_cell_leads_where_its_column_says_and_tells_the_whole_of_what_is_cut() -> None:
    long = 'Cơ sở "Bình" ' + "x" * 30
    assert write_cells([cell(long, url="/a/?b=1&c=2")]) == (
        '<td class="kind-text" data-label="Tên"><a class="cell" href="/a/?b=1&amp;c=2" data-open'
        f' title="Cơ sở &quot;Bình&quot; {"x" * 30}">Cơ sở &quot;Bình&quot; {"x" * 30}</a></td>'
    )


def test_what_stands_under_a_cell_is_named_and_what_is_empty_is_left_out() -> None:
    under, nothing = cell("Xã Một", label="Địa <bàn>"), cell("")
    assert write_cells([cell("", under, nothing)]) == (
        '<td class="kind-text is-empty" data-label="Tên"><span class="cell"><span class="none"'
        ' aria-label="không có">–</span></span><small class="below"><span class="below-one">'
        '<span class="below-label">Địa &lt;bàn&gt;: </span>Xã Một</span></small></td>'
    )
    assert write_inside(nothing) == '<span class="none" aria-label="không có">–</span>'


def test_a_day_under_another_is_marked_so_that_a_phone_names_it() -> None:
    column = Column("passed", "Chuyển ngày", lambda row: row, kind="day")
    under = _cell(date(2026, 11, 5), column, "Chuyển ngày")
    assert '<span class="below-one of-day"><span class="below-label">Chuyển ngày: </span>05/11/2026</span>' in (
        write_cells([cell("x", under)])
    )


def test_of_what_may_be_chosen_the_chosen_is_marked() -> None:
    assert write_options([("a", "Một"), (2, "<Hai>")], "2") == (
        '<option value="a">Một</option><option value="2" selected>&lt;Hai&gt;</option>'
    )
