"""Lists as hands, registers and other offices make them: read as they are meant, or everything wrong said at once."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from minhbach.domains.subjects.reading import (
    COLUMNS,
    ListedMerchant,
    ListReader,
    column_named,
    find_swapped,
    guess_columns,
    headings,
)
from minhbach.domains.subjects.reading.gathered import GatheredFaults
from minhbach.domains.subjects.types import MerchantFacts, Property, SubjectKind
from minhbach.engine.identifiers import KINDS
from minhbach.engine.reading.rows import lay_out, look, read_part
from minhbach.foundation.untrusted import Row

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


class Read:
    """What is read of a file by the columns that its headings name."""

    def __init__(self, path: Path) -> None:
        known = headings()
        looked = look(path, 30, {}, known)
        self.columns: list[str] = looked["columns"]
        self.mapping = guess_columns(self.columns)
        sample = [Row(at, [cell or "" for cell in row.values()]) for at, row in enumerate(looked["sample"], start=2)]
        places = {at: COLUMNS[self.mapping[name]] for at, name in enumerate(self.columns) if name in self.mapping}
        self.swapped = list(find_swapped(places, self.columns, 1, sample).values())
        parts = path.parent / "parts"
        parts.mkdir()
        laid = lay_out(path, str(parts), 1_000, {}, known)
        reader = ListReader(self.mapping, on=ON)
        self.rows: list[ListedMerchant] = [
            row for number in range(len(laid["heights"])) for row in reader.read(read_part(parts, number), first=0)
        ]
        self.facts = [row.facts for row in self.rows]
        self.faults = [fault for row in self.rows for fault in row.faults]
        self.remarks = [remark for row in self.rows for remark in row.remarks]


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., Read]:
    def read_lines(*lines: Sequence[str]) -> Read:
        path = tmp_path / "ds.tsv"
        path.write_text("\n".join("\t".join(line) for line in lines), encoding="utf-8")
        return Read(path)

    return read_lines


def identifiers(facts: MerchantFacts) -> list[tuple[str, str]]:
    return [(one.kind, one.canonical) for one in facts.identities]


@pytest.mark.shared
@pytest.mark.parametrize("name", CASES)
def test_the_lists_that_failed_are_read_whole(shared: Path, tmp_path: Path, name: str) -> None:
    shutil.copy(shared / "cases" / "real" / name, tmp_path / name)
    found = Read(tmp_path / name)
    kinds = sorted(one.kind for facts in found.facts for one in facts.identities)
    urls = sum(len(facts.urls) for facts in found.facts)
    known = sum(facts.place is not None for facts in found.facts)
    assert (len(found.rows), kinds, urls, known, len(found.remarks)) == CASES[name]
    assert (found.faults, found.swapped) == ([], [])
    assert set(found.mapping) == set(found.columns)


def test_every_name_of_the_page_is_read_by_it_and_names_one_column() -> None:
    for column in COLUMNS.values():
        assert column_named(column.label) == column
        assert column_named(column.label.upper().replace(" (", "\n(")) == column
        assert all(column_named(name) == column for name in column.names)
        assert set(column.kinds) <= set(KINDS)
        assert column.within in ("", *COLUMNS)
    assert column_named("Màu sơn của cửa") is None


def test_a_row_keeps_everything_that_stands_in_it(read: Callable[..., Read]) -> None:
    [facts] = read(
        ("STT", "Tên cơ sở", "Chủ hộ", "SĐT", "MST", "Số TK", "Mở tại ngân hàng", "Chủ tài khoản", "Website", "Zalo",
         "Sàn", "Mã shop", "Email", "Biển số", "Ngành hàng", "Ghi chú"),
        ("1", "Hộ kinh doanh Lá Bàng", "Vi Thị Na", "901000151", "100233488", "0151000200300",
         "Agribank chi nhánh Lộc Bình", "VI THI NA", "la-bang.example", "zalo.me/0901000152", "Shopee", "La.Bang",
         "la@la-bang.example", "12a 151.22", "giày dép", "bán tối thứ bảy"),
    ).facts  # fmt: skip
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


def test_a_title_above_the_headings_is_no_merchant(read: Callable[..., Read]) -> None:
    found = read(("DANH SÁCH CƠ SỞ KINH DOANH",), ("Tháng 11/2026",), ("TT", "Tên", "Điện thoại"), ("1", "Tiệm Lá", ""))
    assert [facts.name for facts in found.facts] == ["Tiệm Lá"]


@pytest.mark.parametrize(
    ("written", "commune"),
    [
        ("Thị trấn Đồng Đăng, huyện Cao Lộc, tỉnh Lạng Sơn", "Xã Đồng Đăng"),
        ("P. Tam Thanh, Lạng Sơn", "Phường Tam Thanh"),
        ("Phường Sài Gòn, TP HCM", "Phường Sài Gòn"),
        ("Xã Mai Pha, TP Lạng Sơn, Lạng Sơn", "Phường Đông Kinh"),
    ],
)
def test_an_area_is_read_in_its_old_and_its_short_names(read: Callable[..., Read], written: str, commune: str) -> None:
    found = read(("Tên", "Địa bàn"), ("Tiệm Lá", written))
    assert str(found.facts[0].place) == commune
    assert found.remarks == []


def test_an_area_in_several_columns_is_one(read: Callable[..., Read]) -> None:
    [facts] = read(("Tên", "Xã, phường", "Quận, huyện", "Tỉnh"), ("Tiệm Lá", "Đồng Đăng", "Cao Lộc", "Lạng Sơn")).facts
    assert str(facts.place) == "Xã Đồng Đăng"


def test_an_area_nobody_knows_is_left_open_and_told(read: Callable[..., Read]) -> None:
    found = read(("Tên", "Địa bàn"), ("Tiệm Lá", "Xã Không Có Đâu, Lạng Sơn"), ("Tiệm Cỏ", "P. Tam Thanh, Lạng Sơn"))
    assert [facts.place is None for facts in found.facts] == [True, False]
    assert found.facts[0].words == [(Property.NOTE, "Địa bàn ghi trong danh sách: Xã Không Có Đâu, Lạng Sơn")]
    assert [(remark.row, remark.code) for remark in found.remarks] == [(2, "open")]


def test_a_households_tax_code_is_its_owners_number(read: Callable[..., Read]) -> None:
    assert identifiers(read(("Tên", "Mã số thuế"), ("Hộ Lá", "020090001151")).facts[0]) == [
        ("tax_code", "020090001151")
    ]


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
    read: Callable[..., Read], cell: str, phones: list[str], notes: list[tuple[Property, str]]
) -> None:
    [facts] = read(("Tên", "Điện thoại"), ("Tiệm Lá", cell)).facts
    assert [value for _kind, value in identifiers(facts)] == phones
    assert facts.words == notes


def test_addresses_that_nobody_should_click_are_read_as_they_are_meant(read: Callable[..., Read]) -> None:
    found = read(
        ("Tên", "Trang web"), ("Trang xấu 1", "hxxps://vi-du-1[.]example/a"),
        ("Trang xấu 2", "vi-du-2.example, https://facebook.com/tiem.la"), ("Gian hàng", "https://shopee.vn/shop/15122"),
    ).facts  # fmt: skip
    assert [facts.urls for facts in found] == [
        ["https://vi-du-1.example/a"],
        ["vi-du-2.example", "https://facebook.com/tiem.la"],
        ["https://shopee.vn/shop/15122"],
    ]
    assert [identifiers(facts) for facts in found] == [
        [("domain", "vi-du-1.example")],
        [("domain", "vi-du-2.example")],
        [],
    ]


def test_a_column_nobody_knows_is_none_of_ours_and_what_is_closed_is_left_out(read: Callable[..., Read]) -> None:
    found = read(("Tên", "Màu sơn", "Số CCCD"), ("Tiệm Lá", "xanh", "020090001151"))
    assert found.mapping == {"Tên": "name", "Số CCCD": "personal_id"}
    assert found.facts[0].identities == ()


def test_everything_wrong_is_told_at_once_and_each_kind_once(read: Callable[..., Read]) -> None:
    found = read(
        ("Tên", "Loại", "Điện thoại", "MST", "Số tài khoản", "Ngân hàng", "Website"),
        ("Tiệm 1", "phi thuyền", "12345", "0100233489", "0151000200300", "Ngân hàng Trăng Rằm", "shopee.vn"),
        ("Tiệm 2", "", "0901000151", "", "0151000200300", "", ""),
        ("", "", "67890", "0100233488", "", "", ""),
        ("Tiệm 4", "hộ", "0901000152", "0100112437", "", "", "vi-du.example"),
    )
    gathered = GatheredFaults()
    gathered.add(found.rows)
    told = {(kind["column"], kind["code"]): (kind["count"], kind["rows"]) for kind in gathered.kinds()}
    assert told == {
        ("Điện thoại", "phone.form"): (2, ["2", "4"]),
        ("Mã số thuế", "tax_code.check_digit"): (1, ["2"]),
        ("Tài khoản ngân hàng", "bank_account.bank"): (1, ["2"]),
        ("Tài khoản ngân hàng", "bank_account.bank_missing"): (1, ["3"]),
        ("Địa chỉ trang web", "url.shared"): (1, ["2"]),
        ("Loại", "unknown"): (1, ["2"]),
        ("Tên", "missing"): (1, ["4"]),
    }
    assert "Chưa biết ngân hàng “Ngân hàng Trăng Rằm”" in found.faults[2].sentence


def test_columns_that_changed_places_are_told_as_such(read: Callable[..., Read]) -> None:
    found = read(
        ("Tên", "Điện thoại", "Mã số thuế"),
        ("Tiệm 1", "0100233488", "0901000151"), ("Tiệm 2", "0100112437", "0901000152"), ("Tiệm 3", "", ""),
    )  # fmt: skip
    assert [(fault.column, fault.code) for fault in found.swapped] == [
        ("Điện thoại", "swapped"),
        ("Mã số thuế", "swapped"),
    ]
    assert "có vẻ chứa Mã số thuế (ví dụ “0100233488”)" in found.swapped[0].sentence


def test_names_that_are_numbers_are_told_too(read: Callable[..., Read]) -> None:
    found = read(("Điện thoại", "Tên"), ("Tiệm Lá", "0901000151"), ("Tiệm Cỏ", "0901000152"))
    assert [fault.column for fault in found.swapped] == ["Tên"]


def test_a_workbook_is_read_as_what_was_pasted_is(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(str(tmp_path / "ds.xlsx")) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Tên cơ sở", "Điện thoại", "MST"])
        # As a spreadsheet keeps what it takes for numbers.
        sheet.write_row(1, 0, ["Tiệm Lá", 901000151, 100233488])
    [facts] = Read(tmp_path / "ds.xlsx").facts
    assert identifiers(facts) == [("phone", "+84901000151"), ("tax_code", "0100233488")]
