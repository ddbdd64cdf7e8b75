"""A field of the house"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from minhbach.foundation.pages import fields
from minhbach.foundation.pages.formats import read_day
from minhbach.foundation.pages.forms import PageForm


def said(field: Any, typed: Any) -> list[str]:
    with pytest.raises(ValidationError) as refused:
        field.clean(typed)
    return list(refused.value.messages)


@pytest.mark.parametrize(
    ("typed", "read"),
    [("2026-11-05", date(2026, 11, 5)), ("05/11/2026", date(2026, 11, 5)), ("5/11/26", date(2026, 11, 5))],
)
def test_reads_a_day_in_each_way_people_write_it(typed: str, read: date) -> None:
    assert fields.Day().clean(typed) == read
    assert read_day(typed) == read


def test_is_written_and_read_the_same_on_every_machine() -> None:
    class DayForm(PageForm):
        day = fields.Day(label="Ngày", initial=date(2026, 12, 11))
        month = fields.Month(label="Tháng", initial=date(2026, 11, 1))
        at = fields.Moment(label="Lúc", initial=datetime(2026, 12, 11, 7, 30, tzinfo=UTC))

    form = DayForm()
    shown = [str(form[name]) for name in ("day", "month", "at")]
    assert [re.findall(r'value="([^"]*)"', one) for one in shown] == [["11/12/2026"], ["11/2026"], ["11/12/2026 14:30"]]
    assert all('type="text"' in one and "data-day=" in one for one in shown)  # never the browser's own picker
    assert fields.Day().clean("11/12/2026") == date(2026, 12, 11)


def test_names_no_day_where_there_is_none() -> None:
    assert read_day("abc") is None
    assert said(fields.Day(), "31/02/2026") == ["Không đọc được ngày này. Viết ngày/tháng/năm, như 05/11/2026."]
    assert said(fields.Day(), "") == ["Chưa nhập ngày."]


def test_reads_a_moment_in_vietnam_and_shows_it_there() -> None:
    read = fields.Moment().clean("05/11/2026 14:30")
    assert read == datetime(2026, 11, 5, 7, 30, tzinfo=UTC)
    assert fields.Moment().prepare_value(read).strftime("%H:%M") == "14:30"


@pytest.mark.parametrize(
    ("typed", "read"), [("1.250.000", 1_250_000), ("1,25 triệu", 1_250_000), ("150k", 150_000), ("", None)]
)
def test_reads_money_as_people_type_it(typed: str, read: int | None) -> None:
    assert fields.Money(required=False).clean(typed) == read


def test_shows_money_in_groups_and_says_what_it_cannot_read() -> None:
    assert fields.Money().prepare_value(1_250_000) == "1.250.000"
    assert len(said(fields.Money(), "nhiều")) == 1


@pytest.mark.parametrize(
    ("typed", "read", "shown"), [("1.200", "1200", "1.200"), ("12,5", "12.5", "12,5"), ("12.5", "12.5", "12,5")]
)
def test_reads_a_quantity_and_shows_it_as_a_vietnamese_hand_would(typed: str, read: str, shown: str) -> None:
    field = fields.Quantity()
    assert field.clean(typed) == Decimal(read)
    assert field.prepare_value(Decimal(read)) == shown
    assert said(field, "vài") == ["Viết một số, như 12 hoặc 1,5."]


def test_keeps_lines_that_say_something() -> None:
    assert fields.Lines().clean(" một \n\n hai") == ("một", "hai")
    assert fields.Lines(required=False).clean("") == ()
    assert fields.Lines().prepare_value(("một", "hai")) == "một\nhai"


def test_says_in_our_words_what_is_wrong() -> None:
    assert said(fields.Text(), "") == ["Chưa nhập mục này."]
    assert said(fields.Text(longest=3), "abcd") == ["Dài 4 chữ; nhiều nhất 3 chữ."]
    assert said(fields.Whole(least=1), "0") == ["Ít nhất là 1."]
    assert said(fields.Whole(most=5), "6") == ["Nhiều nhất là 5."]
    assert said(fields.Whole(), "x") == ["Chỉ viết chữ số, như 12."]
    assert said(fields.Choice(choices=[("a", "a")]), "b") == ["Mục đã chọn không có trong danh sách. Hãy chọn lại."]
    assert said(fields.Choices(choices=[("a", "a")]), ["b"]) == ["Mục đã chọn không có trong danh sách. Hãy chọn lại."]
    assert said(fields.File(), None) == ["Chưa chọn tệp."]
    assert said(fields.Email(), "x") == ["Địa chỉ thư điện tử viết như ten@co-quan.gov.vn."]


def test_asks_yes_or_no_in_words_of_its_own() -> None:
    field = fields.Either(yes="có dấu hiệu", no="không")
    assert (field.clean("yes"), field.clean("no")) == (True, False)
    assert field.widget.choices == [("yes", "Có dấu hiệu"), ("no", "Không")]
    assert field.prepare_value(False) == "no"


def test_finds_a_place_by_its_name() -> None:
    places = {"Kỳ Lừa": 7}
    field = fields.Place(find=lambda text: places[text], suggestions=places, required=False)
    assert field.clean("Kỳ Lừa") == 7
    assert field.clean("") is None


def test_leaves_out_letters_that_no_paper_can_hold() -> None:
    typed = "Kem\x0b trị\x00 nám\ufffe\x1f"
    assert fields.Text().clean(typed) == "Kem  trị nám"
    assert fields.Text(rows=3).clean(typed) == "Kem\n trị nám"
    assert fields.Lines().clean(typed) == ("Kem", "trị nám")


def test_says_how_large_a_file_may_be() -> None:
    small, large = (SimpleUploadedFile("a.csv", b"x" * size) for size in (1 << 20, (1 << 20) + 1))
    assert fields.File(largest=1).clean(small) is small
    assert said(fields.File(largest=1), large) == ["Tệp lớn hơn 1 MB; hãy chia nhỏ."]


@pytest.mark.parametrize("typed", ["0001-01-01", "1899-12-31", "2200-01-01", "9999-12-31"])
def test_reads_no_day_at_the_ends_of_the_calendar(typed: str) -> None:
    assert read_day(typed) is None
    assert said(fields.Day(), typed) == ["Không đọc được ngày này. Viết ngày/tháng/năm, như 05/11/2026."]
    assert said(fields.LastDay(), typed) == ["Không đọc được ngày này. Viết ngày/tháng/năm, như 05/11/2026."]
    assert said(fields.Moment(), f"{typed}T00:00") == ["Không đọc được ngày giờ này. Viết như 05/11/2026 14:30."]


@pytest.mark.parametrize("typed", ["9" * 39, "99.999.999.999.999.999", "1000000000 tỷ"])
def test_takes_no_amount_that_no_column_holds(typed: str) -> None:
    assert len(said(fields.Money(), typed)) == 1


@pytest.mark.parametrize("typed", ["9" * 30, "10.000.000.000"])
def test_takes_no_quantity_that_no_column_holds(typed: str) -> None:
    assert said(fields.Quantity(), typed) == ["Viết một số, như 12 hoặc 1,5."]
