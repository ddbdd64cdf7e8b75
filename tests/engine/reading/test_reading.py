import codecs
import time
import unicodedata
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import xlsxwriter

from minhbach.engine.reading import ReadingRefused, open_listings, read_listings, sniff
from minhbach.engine.reading.legacy import from_tcvn3, from_vni, legacy_font
from minhbach.engine.tables import LISTINGS

TEXT = "Mã sản phẩm,Tên sản phẩm,Mô tả,Giá bán\nA1,Kem trị nám,Dưỡng da,120.000\nA2,Áo thun,Vải tốt,Liên hệ\n"


def check(path: Path) -> None:
    listings, refused = read_listings(path)
    assert refused == []
    assert listings["listing_id"].to_list() == ["A1", "A2"]
    assert [unicodedata.normalize("NFC", title) for title in listings["title"]] == ["Kem trị nám", "Áo thun"]
    assert listings["price_vnd"].to_list() == [120_000, None]


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-16-le"),
        unicodedata.normalize("NFD", TEXT).encode(),
        TEXT.replace(",", ";").encode(),
        TEXT.replace(",", "\t").encode(),
        TEXT.replace("\n", "\r\n").encode(),
        ("Danh sách tin đăng tháng 11,,,\n,,,\n" + TEXT).encode(),
    ],
)
def test_csv_is_read_in_every_encoding_and_shape(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "export.csv"
    path.write_bytes(content)
    check(path)


TCVN3 = "Kem trÞ n¸m, d­ìng da, gi¸ rÎ, ®Æc trÞ môn"
VNI = "Kem trò naùm, döôõng da, giaù reû, ñaëc trò muïn"
SAID = "Kem trị nám, dưỡng da, giá rẻ, đặc trị mụn"


def test_fonts_of_before_unicode_are_told_and_read() -> None:
    assert from_tcvn3(TCVN3) == SAID
    assert from_vni(VNI) == SAID
    assert legacy_font(TCVN3) == "tcvn3"
    assert legacy_font(VNI) == "vni"
    assert legacy_font(SAID) is None
    assert legacy_font("Crème brûlée, café, naïve résumé") is None


@pytest.mark.parametrize("written", [TCVN3, VNI])
def test_csv_in_old_fonts_is_read(tmp_path: Path, written: str) -> None:
    path = tmp_path / "export.csv"
    path.write_bytes(f'id;title\nA1;"{written}"\n'.encode("latin-1"))
    listings, refused = read_listings(path)
    assert (listings["title"].to_list(), refused) == ([SAID], [])


def test_xlsx_with_merged_header_cells_is_read(tmp_path: Path) -> None:
    path = tmp_path / "export.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet()
    sheet.merge_range(0, 0, 0, 3, "DANH SÁCH TIN ĐĂNG")
    sheet.merge_range(1, 1, 1, 2, "Thông tin hàng hóa")
    sheet.write_row(2, 0, ["Mã tin", "Tên hàng", "Mô tả", "Giá"])
    sheet.write_row(3, 0, ["A1", "Kem trị nám", "Dưỡng da", 120000])
    sheet.write_row(4, 0, ["A2", "Áo thun", "Vải tốt", "Liên hệ"])
    book.close()
    check(path)
    assert sniff(path).header_row == 3


def test_jsonl_reads_good_rows_and_names_the_bad(tmp_path: Path) -> None:
    path = tmp_path / "export.jsonl"
    path.write_text(
        '{"listing_id": "A1", "title": "Kem trị nám", "price_vnd": 120000}\n'
        "{broken\n"
        '{"listing_id": "A2", "title": "Áo \\ud800 thun", "price_vnd": "Liên hệ"}\n',
        encoding="utf-8",
    )
    listings, refused = read_listings(path)
    assert listings["listing_id"].to_list() == ["A1", "A2"]
    assert listings["price_vnd"].to_list() == [120_000, None]
    assert [(row.row, row.reason) for row in refused] == [(2, "row_unreadable")]


def test_each_row_that_cannot_be_read_is_named_and_the_rest_goes_through(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_text(
        "id,title,price\nA1,Kem,100\nA1,Kem,100\n,Kem,100\nA2,,100\nA3,Kem,năm chục\nA4,Kem,100,thừa\nA5,Kem,-5\n",
        encoding="utf-8",
    )
    listings, refused = read_listings(path)
    assert listings.select("listing_id", "price_vnd").rows() == [("A1", 100), ("A3", None), ("A5", None)]
    assert {row.row: row.reason for row in refused} == {
        3: "listing_id_repeated",
        4: "listing_id_missing",
        5: "title_missing",
        7: "too_many_cells",
    }


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "file_empty"),
        (b"  \n", "file_empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "old_excel"),
        (b"PAR1broken", "parquet_broken"),
        (b"PK\x03\x04broken", "xlsx_broken"),
        (b"a,b\n1,2\n", "title_not_mapped"),
    ],
)
def test_what_is_no_table_of_listings_is_refused(tmp_path: Path, content: bytes, problem: str) -> None:
    path = tmp_path / "export"
    path.write_bytes(content)
    with pytest.raises(ReadingRefused) as refused:
        read_listings(path)
    assert refused.value.values["problem"] == problem


def test_a_table_of_no_rows_is_read_as_none(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_text("id,title\n", encoding="utf-8")
    listings, refused = read_listings(path)
    assert (listings.height, refused) == (0, [])


def test_sniff_shows_columns_guess_and_sample(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_text(TEXT, encoding="utf-8")
    seen = sniff(path)
    assert seen.mapping == {
        "listing_id": "Mã sản phẩm",
        "title": "Tên sản phẩm",
        "description": "Mô tả",
        "price_vnd": "Giá bán",
    }
    assert seen.sample[1]["Giá bán"] == "Liên hệ"


def test_of_parquet_only_columns_that_no_name_tells_are_looked_into(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each column of a row group is a cost of its own, before the first listing is read."""
    path = tmp_path / "export.parquet"
    link = "https://shopee.vn/ao-i.1.2"
    pl.DataFrame(
        {"listing_id": ["A1"], "title": ["Áo thun"], "description": ["dài"], "price": [1.0], "c5": [link]}
    ).write_parquet(path)
    looked_into: list[list[str]] = []
    collect = pl.LazyFrame.collect

    def noted(frame: pl.LazyFrame, *given: Any, **more: Any) -> Any:
        looked_into.append(frame.collect_schema().names())
        return collect(frame, *given, **more)

    monkeypatch.setattr(pl.LazyFrame, "collect", noted)
    assert open_listings(path).mapping["url"] == "c5"
    assert looked_into == [["price", "c5"]]


def test_parquet_of_other_types_is_read(tmp_path: Path) -> None:
    path = tmp_path / "export.parquet"
    pl.DataFrame({"id": [1, 2], "title": ["a", "b"], "price": [1.0, None]}).write_parquet(path)
    listings, refused = read_listings(path)
    assert (listings["listing_id"].to_list(), listings["price_vnd"].to_list(), refused) == (["1", "2"], [1, None], [])


def test_lone_surrogates_are_replaced_wherever_they_stand(tmp_path: Path) -> None:
    path = tmp_path / "export.jsonl"
    path.write_text(
        '{"listing_id": "A\\udfff1", "title": "Kem \\ud83d", "\\ud800": 1, "tags": ["\\udc00"]}\n["\\ud800"]\n',
        encoding="utf-8",
    )
    listings, refused = read_listings(path)
    assert listings.select("listing_id", "title").rows() == [("A?1", "Kem ?")]
    assert [(row.row, row.reason) for row in refused] == [(2, "row_unreadable")]
    path = tmp_path / "export.csv"
    others = "".join(f"B{number},Nước lau sàn hương quế\n" for number in range(9))
    path.write_bytes(b"id,title\nA1,Kem \xed\xa0\x80 n\xe1\xbb\x81n\n" + others.encode())
    listings, _ = read_listings(path)
    assert listings["title"][0].startswith("Kem ")
    assert listings["title"][0].endswith(" nền")


def test_no_name_of_a_column_holds_what_cannot_be_written_down(tmp_path: Path) -> None:
    lines = tmp_path / "export.jsonl"
    lines.write_text('{"id": "A1", "title": "Kem", "\\u0000": 1, "\\u0001x": 2}\n', encoding="utf-8")
    assert sniff(lines).columns == ("id", "title")
    table = tmp_path / "export.parquet"
    pl.DataFrame({"id": ["A1"], "title": ["Kem"], "x\x00": ["a"]}).write_parquet(table)
    assert sniff(table).columns == ("id", "title")
    pasted = tmp_path / "export.csv"
    pasted.write_text("id,ti\x01tle,g\x7fiá\x0bbán\nA1,Kem,1\nA2,Xà phòng,2\n", encoding="utf-8")
    assert sniff(pasted).columns == ("id", "title", "g\x7fiá\nbán")
    listings, refused = read_listings(pasted)
    assert listings.select("listing_id", "title").rows() == [("A1", "Kem"), ("A2", "Xà phòng")]
    assert refused == []


@pytest.mark.parametrize("kind", ["jsonl", "csv"])
def test_a_first_row_of_ten_megabytes_is_read(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"export.{kind}"
    text = "rất tốt " * 1_000_000
    if kind == "jsonl":
        path.write_text(f'{{"id": "A1", "title": "Kem", "description": "{text}"}}\n', encoding="utf-8")
    else:
        path.write_text(f'id,title,description\nA1,Kem,"{text}"\n', encoding="utf-8")
    listings, refused = read_listings(path)
    assert (listings["description"].to_list(), refused) == ([text], [])


def test_a_table_of_fifty_thousand_columns_is_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_text(",".join(f"c{number}" for number in range(50_000)) + "\n" + "1," * 50_000, encoding="utf-8")
    start = time.process_time()
    with pytest.raises(ReadingRefused) as refusal:
        sniff(path)
    assert refusal.value.values["problem"] == "too_many_columns"
    assert time.process_time() - start < 5


def test_a_file_is_read_by_its_name_and_not_by_a_pattern(tmp_path: Path) -> None:
    path = tmp_path / "a[1].parquet"
    pl.DataFrame({"title": ["Áo thun"], "listing_id": ["A1"]}).write_parquet(path)
    assert sniff(path).columns == ("title", "listing_id")
    assert read_listings(path)[0]["title"].to_list() == ["Áo thun"]


ODD = {
    "record": pl.Series([{"a": 1, "b": [{"x": "y"}]}, None]),
    "records": pl.Series([[{"a": 1}], None]),
    "lists": pl.Series([[["a", "b"], []], None]),
    "bytes": pl.Series([b"abc", b"\xff"]),
    "span": pl.Series([1, None], dtype=pl.Duration("us")),
    "array": pl.Series([[1, 2], None], dtype=pl.Array(pl.Int8, 2)),
    "kind": pl.Series(["a", None], dtype=pl.Categorical),
    "nothing": pl.Series([None, None]),
}


@pytest.mark.parametrize("kind", ODD)
@pytest.mark.parametrize("column", sorted(set(LISTINGS) - {"title"}))
def test_a_column_of_any_type_is_read_as_any_other(tmp_path: Path, kind: str, column: str) -> None:
    path = tmp_path / "export.parquet"
    pl.DataFrame({"title": ["Áo", "Mũ"], "odd": ODD[kind]}).write_parquet(path)
    listings, refused = read_listings(path, {"title": "title", column: "odd"})
    assert listings.height + len(refused) == 2


def test_records_are_shown_as_words(tmp_path: Path) -> None:
    path = tmp_path / "export.parquet"
    pl.DataFrame({"title": ["Áo", "Mũ"], "seller": ODD["record"], "tags": ODD["lists"]}).write_parquet(path)
    assert [row["seller"] for row in sniff(path).sample] == ['{"a": 1, "b": [{"x": "y"}]}', None]
    assert sniff(path).sample[0]["tags"] == '[["a", "b"], []]'
