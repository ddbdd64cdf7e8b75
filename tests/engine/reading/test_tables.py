"""A small table is read right in any encoding and font, or refused."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from minhbach.engine.reading import ReadingRefused, legacy
from minhbach.engine.reading.tables import read_table
from tests.engine.reading.workbooks import TABLE, write_workbook

ROWS = [(1, ["Tên", "Địa chỉ"]), (2, ["Hộ Hoa", "Số 1, phố Đất đỏ"]), (4, ["Cửa hàng Bình", ""][:1])]
TEXT = "Tên;Địa chỉ\nHộ Hoa;Số 1, phố Đất đỏ\n;\nCửa hàng Bình;\n"


def in_old_font(text: str, table: dict[str, str]) -> bytes:
    """Type text as it was in a font of before Unicode."""
    return text.translate({ord(letter): old for old, letter in table.items()}).encode("latin-1")


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        TEXT.encode("utf-16"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        TEXT.encode("utf-32"),
        TEXT.replace(";", "\t").replace("\n", "\r\n").encode(),
        in_old_font(TEXT, legacy._TCVN3),
    ],
    ids=["UTF-8", "with its mark", "UTF-16", "little", "big", "UTF-32", "Windows", "TCVN3"],
)
def test_a_table_is_read_in_every_encoding(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "danh-sach.csv"
    path.write_bytes(content)
    assert read_table(path, 10, 5) == ROWS


def test_letters_without_a_form_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "danh-sach.csv"
    path.write_bytes("Tên;Ghi chú\nHộ\x01 Hoa\ufffe;một\x0bhai\n".encode())
    assert read_table(path, 10, 5)[1] == (2, ["Hộ Hoa", "một\nhai"])


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "file_empty"),
        (b"a;b\n" * 30, "too_many_rows"),
        (b"a;b;c;d;e;f\n", "too_many_columns"),
        (b'a;"' + b"x" * 200_000, "row_too_long"),
        (b"\x89PNG\r\n\x1a\n" + bytes(600), "is_picture"),
        (b"PAR1" + bytes(50), "not_a_sheet"),
        ("EncryptedPackage".encode("utf-16-le").join([b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b""]), "locked"),
    ],
)
def test_what_is_no_such_table_is_refused(tmp_path: Path, content: bytes, problem: str) -> None:
    path = tmp_path / "danh-sach.csv"
    path.write_bytes(content)
    with pytest.raises(ReadingRefused) as refusal:
        read_table(path, 10, 5)
    assert refusal.value.values["problem"] == problem


def test_a_workbook_is_read_by_what_it_is_not_by_its_name(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "danh-sach.csv", TABLE)
    assert read_table(path, 10, 5) == [(1, ["Tên sản phẩm", "Giá bán"]), (2, ["Áo thun", "5000"])]
