"""Lists as hands, registers and other offices make them: read as they are meant, or everything wrong said at once."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from minhbach.domains.subjects.reading import COLUMNS, MerchantList, column_named, read_list
from minhbach.domains.subjects.refusals import ImportUnreadable
from minhbach.domains.subjects.types import MerchantFacts, Property, SubjectKind
from minhbach.engine.identifiers import KINDS

ON = date(2026, 11, 21)
CASES = {
    # Rows; kinds of identifiers; addresses; how many know their area, how many stay open.
    "30-doi-tuong-ten-cot-nhu-trang.tsv": (1, ["bank_account", "domain", "phone"], 1, 1, 0),
    "31-doi-tuong-dia-ban-cu.tsv": (3, ["phone"] * 3, 0, 3, 0),
    "32-doi-tuong-ma-so-thue-12-so.tsv": (1, ["phone", "tax_code"], 0, 0, 0),
    "33-doi-tuong-ten-ngan-hang-day-du.tsv": (2, ["bank_account"] * 2, 0, 0, 0),
    "34-doi-tuong-hai-so-mot-o.tsv": (2, ["phone"] * 3, 0, 0, 0),
    "35-danh-sach-den-viet-an-toan.csv": (2, ["domain"] * 3, 3, 0, 0),
    "36-doi-tuong.xlsx": (1, ["phone"], 0, 0, 0),
}

pytestmark = pytest.mark.django_db


def read(*lines: Sequence[str], sign: str = "\t") -> MerchantList:
    return read_list("\n".join(sign.join(line) for line in lines).encode(), on=ON)


def first(*lines: Sequence[str]) -> MerchantFacts:
    return read(*lines).rows[0]


def identifiers(facts: MerchantFacts) -> list[tuple[str, str]]:
    return [(kind, value) for kind, value, _bank in facts.identifiers]


@pytest.mark.shared
@pytest.mark.parametrize("name", CASES)
def test_the_lists_that_failed_are_read_whole(shared: Path, name: str) -> None:
    content = (shared / "cases" / "real" / name).read_bytes()
    found = read_list(content, on=ON, name=name)
    kinds = sorted(kind for row in found.rows for kind, _value, _bank in row.identifiers)
    urls = sum(len(row.urls) for row in found.rows)
    known = sum(row.place is not None for row in found.rows)
    assert (len(found.rows), kinds, urls, known, len(found.remarks)) == CASES[name]
    assert (found.unknown, found.closed) == ([], [])


def test_every_name_of_the_page_is_read_by_it_and_names_one_column() -> None:
    for column in COLUMNS.values():
        assert column_named(column.label) == column
        assert column_named(column.label.upper().replace(" (", "\n(")) == column
        assert all(column_named(name) == column for name in column.names)
        assert set(column.kinds) <= set(KINDS)
        assert column.within in ("", *COLUMNS)
    assert column_named("Màu sơn của cửa") is None


def test_a_row_keeps_everything_that_stands_in_it() -> None:
    facts = first(
        ("STT", "Tên cơ sở", "Chủ hộ", "SĐT", "MST", "Số TK", "Mở tại ngân hàng", "Chủ tài khoản", "Website", "Zalo",
         "Sàn", "Mã shop", "Email", "Biển số", "Ngành hàng", "Ghi chú"),
        ("1", "Hộ kinh doanh Lá Bàng", "Vi Thị Na", "901000151", "100233488", "0151000200300",
         "Agribank chi nhánh Lộc Bình", "VI THI NA", "la-bang.example", "zalo.me/0901000152", "Shopee", "La.Bang",
         "la@la-bang.example", "12a 151.22", "giày dép", "bán tối thứ bảy"),
    )  # fmt: skip
    assert (facts.kind, facts.name, facts.representative) == (
        SubjectKind.HOUSEHOLD,
        "Hộ kinh doanh Lá Bàng",
        "Vi Thị Na",
    )
    assert identifiers(facts) == [
        ("phone", "+84901000151"),
        ("tax_code", "0100233488"),
        ("bank_account", "970405:0151000200300"),
        ("domain", "la-bang.example"),
        ("zalo", "+84901000152"),
        ("phone", "+84901000152"),
        ("shop", "shopee:la.bang"),
        ("email", "la@la-bang.example"),
        ("plate", "12A-15122"),
    ]
    assert (facts.urls, facts.holder) == (["la-bang.example"], "VI THI NA")
    assert facts.words == [
        (Property.TRADE, "giày dép"),
        (Property.NOTE, "bán tối thứ bảy"),
        (Property.NOTE, "Ngân hàng: Agribank chi nhánh Lộc Bình"),
    ]


def test_a_title_above_the_headings_is_no_merchant() -> None:
    found = read(("DANH SÁCH CƠ SỞ KINH DOANH",), ("Tháng 11/2026",), ("TT", "Tên", "Điện thoại"), ("1", "Tiệm Lá", ""))
    assert [(row.name, row.row) for row in found.rows] == [("Tiệm Lá", 4)]


@pytest.mark.parametrize(
    ("written", "commune"),
    [
        ("Thị trấn Đồng Đăng, huyện Cao Lộc, tỉnh Lạng Sơn", "Xã Đồng Đăng"),
        ("P. Tam Thanh, Lạng Sơn", "Phường Tam Thanh"),
        ("Phường Sài Gòn, TP HCM", "Phường Sài Gòn"),
        ("Xã Mai Pha, TP Lạng Sơn, Lạng Sơn", "Phường Đông Kinh"),
    ],
)
def test_an_area_is_read_in_its_old_and_its_short_names(written: str, commune: str) -> None:
    found = read(("Tên", "Địa bàn"), ("Tiệm Lá", written))
    assert str(found.rows[0].place) == commune
    assert found.remarks == []


def test_an_area_in_several_columns_is_one() -> None:
    facts = first(("Tên", "Xã, phường", "Quận, huyện", "Tỉnh"), ("Tiệm Lá", "Đồng Đăng", "Cao Lộc", "Lạng Sơn"))
    assert str(facts.place) == "Xã Đồng Đăng"


def test_an_area_nobody_knows_is_left_open_and_told() -> None:
    found = read(("Tên", "Địa bàn"), ("Tiệm Lá", "Xã Không Có Đâu, Lạng Sơn"), ("Tiệm Cỏ", "P. Tam Thanh, Lạng Sơn"))
    assert [row.place is None for row in found.rows] == [True, False]
    assert found.rows[0].words == [(Property.NOTE, "Địa bàn ghi trong danh sách: Xã Không Có Đâu, Lạng Sơn")]
    assert [(remark.row, remark.code) for remark in found.remarks] == [(2, "open")]


def test_a_households_tax_code_is_its_owners_number() -> None:
    assert identifiers(first(("Tên", "Mã số thuế"), ("Hộ Lá", "020090001151"))) == [("tax_code", "020090001151")]


@pytest.mark.parametrize(
    ("cell", "phones", "notes"),
    [
        ("0901000151 - 0912000151", ["+84901000151", "+84912000151"], []),
        ("0901000151/0912000151 (anh Lá)", ["+84901000151", "+84912000151"],
         [(Property.NOTE, "Điện thoại: 0901000151/0912000151 (anh Lá)")]),
        ("+86 138 0000 1151", ["+8613800001151"], []),
        ("0253 876 551", ["+842053876551"], []),
    ],
)  # fmt: skip
def test_two_numbers_in_a_cell_are_two_and_a_remark_is_kept(
    cell: str, phones: list[str], notes: list[tuple[Property, str]]
) -> None:
    facts = first(("Tên", "Điện thoại"), ("Tiệm Lá", cell))
    assert [value for _kind, value in identifiers(facts)] == phones
    assert facts.words == notes


def test_addresses_that_nobody_should_click_are_read_as_they_are_meant() -> None:
    rows = read(
        ("Tên", "Trang web"), ("Trang xấu 1", "hxxps://vi-du-1[.]example/a"),
        ("Trang xấu 2", "vi-du-2.example, https://facebook.com/tiem.la"), ("Gian hàng", "https://shopee.vn/shop/15122"),
    ).rows  # fmt: skip
    assert [row.urls for row in rows] == [
        ["https://vi-du-1.example/a"],
        ["vi-du-2.example", "https://facebook.com/tiem.la"],
        ["https://shopee.vn/shop/15122"],
    ]
    assert [identifiers(row) for row in rows] == [[("domain", "vi-du-1.example")], [("domain", "vi-du-2.example")], []]


def test_a_column_nobody_knows_is_named_where_something_stands_in_it() -> None:
    found = read(("Tên", "Màu sơn", "Số CCCD", ""), ("Tiệm Lá", "xanh", "020090001151", ""), ("Tiệm Cỏ", "", "", ""))
    assert (found.unknown, found.closed) == (["Màu sơn"], ["Số CCCD"])
    assert read(("Tên", "Màu sơn"), ("Tiệm Lá", "")).unknown == []


def test_everything_wrong_is_told_at_once_and_each_kind_once() -> None:
    with pytest.raises(ImportUnreadable) as refused:
        read(
            ("Tên", "Loại", "Điện thoại", "MST", "Số tài khoản", "Ngân hàng", "Website"),
            ("Tiệm 1", "phi thuyền", "12345", "0100233489", "0151000200300", "Ngân hàng Trăng Rằm", "shopee.vn"),
            ("Tiệm 2", "", "0901000151", "", "0151000200300", "", ""),
            ("", "", "67890", "0100233488", "", "", ""),
            ("Tiệm 4", "hộ", "0901000152", "0100112437", "", "", "vi-du.example"),
            ("Tiệm 5", "", "1111", "", "", "", ""),
        )
    told = [(problem.row, problem.column) for problem in refused.value.rows]
    assert told == [
        (2, "Điện thoại"),
        (2, "Mã số thuế"),
        (2, "Tài khoản ngân hàng"),
        (2, "Địa chỉ trang web"),
        (2, "Loại"),
        (3, "Tài khoản ngân hàng"),
        (4, "Tên"),
    ]
    phones = refused.value.rows[0].sentence
    assert phones.startswith("“12345” không phải số điện thoại")
    assert phones.endswith("Cũng vậy ở dòng 4 “67890”, dòng 6 “1111”.")
    assert "Trăng Rằm" in refused.value.rows[2].sentence


def test_columns_that_changed_places_are_told_as_such_and_not_row_by_row() -> None:
    with pytest.raises(ImportUnreadable) as refused:
        read(
            ("Tên", "Điện thoại", "Mã số thuế"),
            ("Tiệm 1", "0100233488", "0901000151"), ("Tiệm 2", "0100112437", "0901000152"), ("Tiệm 3", "", ""),
        )  # fmt: skip
    assert [(problem.row, problem.column) for problem in refused.value.rows] == [(1, "Điện thoại"), (1, "Mã số thuế")]
    assert "có vẻ chứa Mã số thuế (ví dụ “0100233488”)" in refused.value.rows[0].sentence
    with pytest.raises(ImportUnreadable) as names:
        read(("Điện thoại", "Tên"), ("Tiệm Lá", "0901000151"), ("Tiệm Cỏ", "0901000152"))
    assert [problem.column for problem in names.value.rows] == ["Tên", "Điện thoại"]


def test_a_workbook_is_read_as_what_was_pasted_is() -> None:
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Tên cơ sở", "Điện thoại", "MST"])
        # As a spreadsheet keeps what it takes for numbers.
        sheet.write_row(1, 0, ["Tiệm Lá", 901000151, 100233488])
    facts = read_list(kept.getvalue(), on=ON, name="ds.xlsx").rows[0]
    assert identifiers(facts) == [("phone", "+84901000151"), ("tax_code", "0100233488")]
