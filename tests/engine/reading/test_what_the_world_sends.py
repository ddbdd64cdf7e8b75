"""Files as platforms, spreadsheets and hands make them: nothing in them is lost, and what was noticed is said."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from minhbach.engine.reading import HowToRead, ReadingRefused, sniff
from minhbach.engine.reading.delimited import records
from minhbach.engine.reading.mapping import guess_mapping
from minhbach.engine.reading.opening import Reading, open_all
from minhbach.engine.text.cells import harmless

HEADER = ["Mã tin", "Tên hàng", "Giá"]


class Read:
    """What was read of a file."""

    def __init__(self, path: Path, **how: Any) -> None:
        self.readings: list[Reading] = open_all(path, spool=path.parent / "spool", **how)
        frames = [frame for reading in self.readings for frame in reading.batches()]
        self.listings = pl.concat(frames) if frames else pl.DataFrame()
        self.refused = [(row.row, row.reason) for reading in self.readings for row in reading.refused]
        self.remarks = [(row.row, row.reason) for reading in self.readings for row in reading.remarked]
        self.about = [(row.reason, row.value) for one in self.readings for row in one.remarked if row.row == 0]

    def rows(self, *columns: str) -> list[tuple[Any, ...]]:
        return self.listings.select(*columns).rows()


def written(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def book(path: Path, sheets: dict[str, Sequence[Sequence[Any]]], merged: Sequence[tuple[int, ...]] = ()) -> Path:
    with xlsxwriter.Workbook(str(path)) as made:
        for name, rows in sheets.items():
            sheet = made.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
            for first, left, last, right, text in merged:
                sheet.merge_range(first, left, last, right, text)
    return path


def test_a_price_never_costs_a_listing(tmp_path: Path) -> None:
    read = Read(
        written(tmp_path / "a.csv", "Mã tin,Tên hàng,Giá,Đã bán\na,Áo,[SALE],\nb,Mũ,1tr2,1k+\nc,Ủng,$5,nhiều\n")
    )
    assert read.rows("listing_id", "price_vnd", "price_written", "sold") == [
        ("a", None, "[SALE]", None),
        ("b", 1_200_000, None, 1_000),
        ("c", None, "$5", None),
    ]
    assert read.remarks == [(2, "price_unreadable"), (4, "price_foreign"), (4, "sold_unreadable")]


def test_a_table_of_figures_with_gaps_and_odd_ones_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    pl.DataFrame({"title": ["a", "b", "c", "d"], "price": [1.0, float("nan"), -3.0, 0.0]}).write_parquet(path)
    read = Read(path)
    assert read.listings["price_vnd"].to_list() == [1, None, None, None]
    assert read.remarks[1:] == [(3, "price_unreadable"), (4, "price_zero")]


@pytest.mark.parametrize("kind", ["xlsx", "csv", "power", "parquet"])
def test_ids_that_a_spreadsheet_cut_short_are_no_ids(tmp_path: Path, kind: str) -> None:
    ids = [1_729_384_756_102_938_112 + number * 10**6 for number in range(3)]
    links = ["https://vi-du.example/1", "", "https://vi-du.example/3"]
    names = ["Áo", "Mũ", "Ủng"]
    path = tmp_path / f"a.{'csv' if kind == 'power' else kind}"
    if kind == "xlsx":
        rows = [[id_, name, link] for id_, name, link in zip(ids, names, links, strict=True)]
        with xlsxwriter.Workbook(str(path), {"strings_to_urls": False}) as made:
            sheet = made.add_worksheet()
            for number, row in enumerate([["Mã tin", "Tên hàng", "Link"], *rows]):
                sheet.write_row(number, 0, row)
    elif kind == "parquet":
        pl.DataFrame({"id": [float(id_) for id_ in ids], "title": names, "url": links}).write_parquet(path)
    else:
        shown = [f"{id_ // 10**4}0000" if kind == "csv" else "1,72938E+18" for id_ in ids]
        lines = [f"{id_};{name};{link}" for id_, name, link in zip(shown, names, links, strict=True)]
        written(path, "\n".join(["Mã tin;Tên hàng;Link", *lines]))
    read = Read(path)
    name = path.name
    expected = [f"{name}:1", f"{name}:2", f"{name}:3"] if kind == "parquet" else [links[0], f"{name}:3", links[2]]
    assert read.listings["listing_id"].to_list() == expected
    assert {reason for _, reason in read.remarks} == {"listing_id_lost"}
    assert read.refused == []


def test_long_ids_kept_as_words_stay(tmp_path: Path) -> None:
    ids = ["1729384756102938100", "1729384756102938200", "1729384756102938111"]
    read = Read(book(tmp_path / "a.xlsx", {"Tin": [HEADER, *([one, "Áo", 5000] for one in ids)]}))
    assert read.listings["listing_id"].to_list() == ids


def test_the_sheet_most_like_listings_is_read_and_the_others_are_named(tmp_path: Path) -> None:
    sheets = {"Đọc trước": [["Cách dùng", "Ghi chú"]], "Tin": [HEADER, ["a", "Áo", 1]], "Kho": [["Mã kho"], ["k1"]]}
    path = book(tmp_path / "a.xlsx", sheets)
    read = Read(path)
    assert read.rows("listing_id", "title") == [("a", "Áo")]
    assert read.about[:3] == [("sheet_left", "Đọc trước"), ("sheet_left", "Kho"), ("sheet_chosen", "Tin")]
    assert (sniff(path).sheets, sniff(path).left) == (("Tin",), ("Đọc trước", "Kho"))
    with pytest.raises(ReadingRefused) as refusal:
        Read(path, how=HowToRead(("Nháp",)))
    assert refusal.value.values["found"] == ["Đọc trước", "Tin", "Kho"]


def test_sheets_with_the_same_headings_are_read_together_each_row_once(tmp_path: Path) -> None:
    sheets = {
        "T1": [HEADER, ["a", "Áo", 5000]],
        "T2": [HEADER[::-1], [6000, "Mũ", "b"]],
        "T3": [HEADER, ["a", "Áo", 1]],
    }
    path = book(tmp_path / "a.xlsx", sheets)
    read = Read(path)
    assert [reading.name for reading in read.readings] == ["a.xlsx · T1", "a.xlsx · T2", "a.xlsx · T3"]
    assert read.rows("listing_id", "title", "price_vnd")[:2] == [("a", "Áo", 5000), ("b", "Mũ", 6000)]
    assert Read(path, how=HowToRead(("2",))).rows("listing_id") == [("b",)]


def test_what_is_merged_downwards_is_in_each_of_its_rows(tmp_path: Path) -> None:
    rows = [["Shop", *HEADER], *([None, f"a{number}", "Áo", 5000] for number in range(5))]
    path = book(tmp_path / "a.xlsx", {"Tin": rows}, [(1, 0, 3, 0, "Tiệm Một"), (4, 0, 5, 0, "Tiệm Hai")])
    assert Read(path).listings["seller_name"].to_list() == ["Tiệm Một"] * 3 + ["Tiệm Hai"] * 2


@pytest.mark.parametrize("sign", ["\t", ",", ";"])
def test_a_quote_that_nobody_closed_ends_with_its_line(tmp_path: Path, sign: str) -> None:
    lines = [HEADER, ["a", 'Tivi 43" mới', "1"], ["b", '"Tivi 50 inch', "2"], ["c", "Áo", "3"]]
    lines += [["d", '"Tủ ""lạnh"""', "4"], ["e", '"Máy', "5"]]
    read = Read(written(tmp_path / "a.csv", "\n".join(sign.join(line) for line in lines)))
    assert read.rows("listing_id", "title") == [
        ("a", 'Tivi 43" mới'),
        ("b", '"Tivi 50 inch'),
        ("c", "Áo"),
        ("d", 'Tủ "lạnh"'),
        ("e", '"Máy'),
    ]
    assert [row for row in read.remarks if row[1] == "quote_unclosed"] == [(3, "quote_unclosed"), (6, "quote_unclosed")]


cells = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\"',;\t"), max_size=12)


@given(st.lists(st.lists(cells, min_size=2, max_size=4), min_size=1, max_size=6), st.sampled_from([",", ";", "\t"]))
def test_what_a_program_wrote_is_read_back_record_by_record(rows: list[list[str]], sign: str) -> None:
    text = io.StringIO()
    csv.writer(text, delimiter=sign, quoting=csv.QUOTE_ALL).writerows(
        [[harmless(cell) for cell in row] for row in rows]
    )
    read = [record.cells for record in records(io.StringIO(text.getvalue(), newline=""), sign)]
    assert read == rows


ITEM = {"itemid": 7, "name": "Áo thun", "shop": {"id": 5, "name": "Tiệm Một"}, "price": 5000}


@pytest.mark.parametrize(
    "content",
    [
        json.dumps([ITEM, ITEM | {"itemid": 8}]),
        json.dumps([ITEM, ITEM | {"itemid": 8}], indent=2),
        json.dumps({"error": 0, "filters": [{"a": 1}], "data": {"items": [ITEM, ITEM | {"itemid": 8}]}}),
        json.dumps({"items": [ITEM, ITEM | {"itemid": 8}]}, indent=1),
        json.dumps(ITEM) + "\n" + json.dumps(ITEM | {"itemid": 8}),
        json.dumps(ITEM, indent=1) + "\n" + json.dumps(ITEM | {"itemid": 8}, indent=1),
        "\ufeff" + json.dumps([ITEM, ITEM | {"itemid": 8}]),
    ],
    ids=["array", "written wide", "in an answer", "in an object", "lines", "wide objects", "byte order mark"],
)
def test_json_is_read_however_its_objects_lie(tmp_path: Path, content: str) -> None:
    read = Read(written(tmp_path / "a.json", content))
    assert read.rows("listing_id", "title", "seller_id", "seller_name", "price_vnd") == [
        ("7", "Áo thun", "5", "Tiệm Một", 5000),
        ("8", "Áo thun", "5", "Tiệm Một", 5000),
    ]


def test_an_array_that_breaks_off_gives_what_stands_before(tmp_path: Path) -> None:
    read = Read(written(tmp_path / "a.json", json.dumps([ITEM, ITEM | {"itemid": 8}])[:-20]))
    assert (read.rows("listing_id"), read.refused) == ([("7",)], [(2, "row_unreadable")])


PAGE = """<html><head><meta charset="utf-8"><style>td { color: red }</style></head><body><table border=1>
<tr><th>Shop<th>Mã tin<th>Tên hàng<th>Giá</tr>
<tr><td rowspan=2>Tiệm &amp; Một</td><td>a</td><td>Áo <b>thun</b></td><td>5.000</td></tr>
<tr><td>b</td><td>Mũ</td><td>6.000</td></tr>
<tr><td>Tiệm Hai</td><td>c</td><td>Ủng</td><td>7.000</td></tr></table></body></html>"""
SHEET = """<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Worksheet ss:Name="Tin"><Table>
<Row><Cell><Data ss:Type="String">Shop</Data></Cell><Cell><Data>Mã tin</Data></Cell>
<Cell><Data>Tên hàng</Data></Cell><Cell><Data>Giá</Data></Cell></Row>
<Row><Cell ss:MergeDown="1"><Data>Tiệm &amp; Một</Data></Cell><Cell><Data>a</Data></Cell>
<Cell><Data>Áo thun</Data></Cell><Cell><Data>5000</Data></Cell></Row>
<Row><Cell ss:Index="2"><Data>b</Data></Cell><Cell><Data>Mũ</Data></Cell><Cell><Data>6000</Data></Cell></Row>
<Row><Cell><Data>Tiệm Hai</Data></Cell><Cell><Data>c</Data></Cell>
<Cell><Data>Ủng</Data></Cell><Cell><Data>7000</Data></Cell></Row></Table></Worksheet></Workbook>"""


@pytest.mark.parametrize("content", [PAGE, SHEET], ids=["a page", "XML of old Excel"])
def test_a_page_saved_under_xls_is_a_table(tmp_path: Path, content: str) -> None:
    read = Read(written(tmp_path / "a.xls", content))
    assert read.rows("listing_id", "title", "price_vnd", "seller_name") == [
        ("a", "Áo thun", 5000, "Tiệm & Một"),
        ("b", "Mũ", 6000, "Tiệm & Một"),
        ("c", "Ủng", 7000, "Tiệm Hai"),
    ]


def test_the_tables_of_an_archive_are_read_and_the_rest_is_named(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("thang-10/tin.csv", "Mã tin,Tên hàng,Giá\na,Áo,1.000\n")
        archive.writestr("../thang-11/tin.csv", "Mã tin,Tên hàng,Giá\nb,Mũ,2.000\n")
        archive.writestr("kho.csv", "Mã kho,Số\nk,1\n")
        archive.writestr("anh.png", b"\x89PNG")
        archive.writestr("__MACOSX/._tin.csv", b"\x00")
    read = Read(tmp_path / "a.zip")
    assert read.rows("listing_id") == [("a",), ("b",)]
    assert {value for reason, value in read.about if reason == "sheet_left"} == {"kho.csv", "anh.png"}
    assert len({reading.sha256 for reading in read.readings}) == 1
    assert not (tmp_path.parent / "thang-11").exists()


NO_TABLES = {
    "is_picture": b"\x89PNG\r\n\x1a\n" + bytes(90),
    "is_pdf": b"%PDF-1.7\n",
    "is_archive": b"Rar!\x1a\x07\x00",
    "locked": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "EncryptedPackage".encode("utf-16-le"),
    "is_word": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "WordDocument".encode("utf-16-le"),
    "is_film": bytes(4) + b"ftypisom" + bytes(40),
    "archive_empty": b"PK\x05\x06" + bytes(18),
}


@pytest.mark.parametrize("problem", NO_TABLES)
def test_what_is_no_table_is_named_for_what_it_is_whatever_it_is_called(tmp_path: Path, problem: str) -> None:
    with pytest.raises(ReadingRefused) as refusal:
        sniff(written(tmp_path / "tin.xlsx", NO_TABLES[problem]))
    assert refusal.value.values["problem"] == problem


@pytest.mark.parametrize(("part", "problem"), [("word/document.xml", "is_word"), ("ppt/presentation.xml", "is_slides")])
def test_papers_kept_as_workbooks_are_kept_are_told_from_them(tmp_path: Path, part: str, problem: str) -> None:
    with zipfile.ZipFile(tmp_path / "tin.xlsx", "w") as archive:
        archive.writestr("[Content_Types].xml", "")
        archive.writestr(part, "")
    with pytest.raises(ReadingRefused) as refusal:
        sniff(tmp_path / "tin.xlsx")
    assert refusal.value.values["problem"] == problem


def test_a_table_without_headings_has_columns_by_number(tmp_path: Path) -> None:
    rows = "2026-11-01,Giày chạy bộ nam mẫu 1,250.000,Hà Nội\n2026-11-02,Giày chạy bộ nữ mẫu 2,260.000,Đà Nẵng\n"
    path = written(tmp_path / "a.csv", rows)
    read = Read(path)
    assert read.rows("title", "price_vnd")[0] == ("Giày chạy bộ nam mẫu 1", 250_000)
    assert (sniff(path).header_row, read.about[0]) == (0, ("no_header", ""))
    assert Read(path, added={"seller_location": "4"}).rows("seller_location") == [("Hà Nội",), ("Đà Nẵng",)]
    headed = written(tmp_path / "b.csv", "Titel,Preis\nGiày chạy bộ nam mẫu 1,250.000\nGiày,260.000\n")
    assert sniff(headed).columns == ("Titel", "Preis")
    assert sniff(headed, how=HowToRead(has_header=False)).columns == ("Cột 1", "Cột 2")


def test_each_column_is_read_in_the_font_it_was_typed_in(tmp_path: Path) -> None:
    rows = [HEADER, ["a", "®ång hå ®eo tay", "Liên hệ"], ["b", "giµy thÓ thao trÎ em", "5000"], ["c", "Mũ vải", "1"]]
    read = Read(book(tmp_path / "a.xlsx", {"Tin": rows[:3]}))
    assert read.listings["title"].to_list() == ["đồng hồ đeo tay", "giày thể thao trẻ em"]
    assert ("old_font", "Tên hàng (TCVN3)") in read.about


EXPORTS = {
    "Shopee": ["Mã Sản phẩm", "Tên Sản phẩm", "Mô tả Sản phẩm", "Giá"],
    "Shopee, machine names": [
        "et_title_product_id",
        "et_title_product_name",
        "et_title_product_description",
        "et_title_variation_price",
    ],
    "Lazada": ["Product ID", "Product Name", "Short Description", "SpecialPrice"],
    "TikTok Shop": ["ID sản phẩm", "Tên sản phẩm", "Mô tả sản phẩm", "Giá bán lẻ (Nội tệ)"],
    "TikTok Shop, English": ["Product ID", "Product name", "Product description", "Retail Price (Local Currency)"],
    "Sendo": ["Mã sản phẩm", "Tên sản phẩm", "Mô tả", "Giá khuyến mãi"],
    "Tiki": ["product_id", "product_name", "description", "list_price"],
    "Facebook": ["id", "title", "message", "sale_price"],
    "Taobao": ["商品ID", "宝贝标题", "宝贝描述", "促销价"],
    "1688": ["货号", "产品名称", "产品描述", "单价"],
    "camels": ["itemId", "itemName", "productDescription", "discountedPrice"],
    "stars": ["*Mã tin", "Tên hàng *", "Mô tả (tối đa 3000 ký tự)", "Giá bán\nSelling price"],
}


@pytest.mark.parametrize("platform", EXPORTS)
def test_the_headings_of_platforms_are_known(platform: str) -> None:
    columns = ["listing_id", "title", "description", "price_vnd"]
    guessed = guess_mapping(EXPORTS[platform])
    assert [guessed.get(column) for column in columns] == EXPORTS[platform]


def test_rows_that_say_how_a_form_is_filled_in_are_no_listings(tmp_path: Path) -> None:
    rows = [
        ["et_title_product_id", "et_title_product_name", "et_title_variation_price"],
        ["Mã Sản phẩm", "Tên Sản phẩm", "Giá"],
        ["Không thể chỉnh sửa", "Bắt buộc", "Tùy chọn"],
        ["", "Vui lòng nhập tên từ 10 đến 120 ký tự", "Nhập giá từ 1.000 đồng"],
        ["a", "Vui lòng xem mô tả: áo thun", "5000"],
        ["Mã Sản phẩm", "Tên Sản phẩm", "Giá"],
        ["b", "Mũ vải", "6000"],
    ]
    read = Read(book(tmp_path / "a.xlsx", {"Tin": rows}))
    assert [row[0] for row in read.rows("listing_id")] == ["a", "b"]
    assert len(read.remarks) == 4


def test_the_price_of_a_promotion_comes_first_and_the_other_where_there_is_none(tmp_path: Path) -> None:
    text = "id,tên hàng,Giá gốc,Giá khuyến mãi\na,Áo,500.000,300.000\nb,Mũ,200.000,\nc,Ủng,90.000,0\n"
    assert Read(written(tmp_path / "a.csv", text)).listings["price_vnd"].to_list() == [300_000, 200_000, 90_000]


@pytest.mark.parametrize(
    ("prices", "read", "told"),
    [
        ([15_900_000_000, 9_900_000_000], [159_000, 99_000], "price_scaled"),
        ([15_900_000_001, 9_900_000_000], [15_900_000_001, 9_900_000_000], "price_absurdly_high"),
        ([159_000, 99_000], [159_000, 99_000], None),
        ([159, 99], [159, 99], "price_absurdly_low"),
    ],
)
def test_prices_a_hundred_thousand_times_too_high_are_told_by_evidence(
    tmp_path: Path, prices: list[int], read: list[int], told: str | None
) -> None:
    rows = [
        {"itemid": n, "shopid": 1, "name": "Tai nghe", "price": price, "price_min": price}
        for n, price in enumerate(prices)
    ]
    got = Read(written(tmp_path / "a.jsonl", "\n".join(map(json.dumps, rows))))
    assert got.listings["price_vnd"].to_list() == read
    assert [reason for reason, _ in got.about] == ([told] if told else [])


def test_the_same_figures_without_the_platform_s_names_are_kept_and_warned_of(tmp_path: Path) -> None:
    got = Read(written(tmp_path / "a.csv", "id,tên hàng,giá\na,Nhà phố,15900000000\nb,Đất nền,9900000000\n"))
    assert got.listings["price_vnd"].to_list() == [15_900_000_000, 9_900_000_000]
    assert got.about == [("price_absurdly_high", "9900000000")]


def test_a_column_that_is_given_is_added_to_what_is_guessed(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", "itemid,name,thap_nhat\na,Áo,5000\n")
    assert Read(path, added={"price_vnd": "thap_nhat"}).rows("listing_id", "title", "price_vnd") == [("a", "Áo", 5000)]
    with pytest.raises(ReadingRefused) as refusal:
        Read(path, added={"price_vnd": "giá"})
    assert refusal.value.values["found"] == ["itemid", "name", "thap_nhat"]


def test_addresses_and_prices_are_known_by_their_values(tmp_path: Path) -> None:
    rows = "".join(f"Áo thun cổ tròn số {n};https://vi-du.example/{n};{n}00.000đ\n" for n in range(1, 5))
    seen = sniff(written(tmp_path / "a.csv", "Tên hàng;Xem ở;Trị giá\n" + rows))
    assert seen.mapping == {"title": "Tên hàng", "url": "Xem ở", "price_vnd": "Trị giá"}
    assert seen.doubtful == ("Xem ở", "Trị giá")


def test_cells_made_harmless_to_spreadsheets_are_read_as_they_stood(tmp_path: Path) -> None:
    text = io.StringIO()
    csv.writer(text).writerows(
        [["id", "title"], *([harmless(cell) for cell in row] for row in [["-1", "=1+1"], ["b", "@x"]])]
    )
    assert Read(written(tmp_path / "a.csv", text.getvalue())).rows("listing_id", "title") == [
        ("-1", "=1+1"),
        ("b", "@x"),
    ]


@pytest.mark.parametrize("content", ["[]", "[1, 2]", '["a"]'])
def test_json_of_no_objects_is_told_to_be_so(tmp_path: Path, content: str) -> None:
    with pytest.raises(ReadingRefused) as refusal:
        sniff(written(tmp_path / "a.json", content))
    assert refusal.value.values["problem"] == "json_unreadable"


def test_chinese_of_before_unicode_is_told_from_accents(tmp_path: Path) -> None:
    text = "商品ID,宝贝标题,促销价,店铺名称\n1,运动鞋,¥128,某店\n"
    read = Read(written(tmp_path / "a.csv", text.encode("gb18030")))
    assert read.rows("title", "price_vnd", "price_written", "seller_name") == [("运动鞋", None, "¥128", "某店")]
    assert sniff(written(tmp_path / "b.csv", "id,title\n1,Crème brûlée\n".encode("latin-1"))).encoding == "latin-1"
