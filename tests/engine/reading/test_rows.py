"""Any table is looked at, and laid out in parts that hold every row as it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from minhbach.engine.reading.rows import lay_out, look, read_part

KNOWN = ["ten", "so dien thoai", "dien thoai"]
TITLED = "DANH SÁCH HỘ KINH DOANH\n\nSTT;Tên;Điện thoại (di động)\n1;Hộ An;0912345678\n\n2;Hộ Ba;\n3;Hộ Cúc;0912;thừa\n"
PLAIN = "Tên,Số điện thoại\n" + "".join(f"Hộ {number},09{number:08}\n" for number in range(7))


def test_a_title_over_the_headings_is_no_heading(tmp_path: Path) -> None:
    path = tmp_path / "ds.csv"
    path.write_text(TITLED, encoding="utf-8")
    looked = look(path, 2, {}, KNOWN)
    assert looked["columns"] == ["STT", "Tên", "Điện thoại (di động)"]
    assert [row["Tên"] for row in looked["sample"]] == ["Hộ An", "Hộ Ba"]


@pytest.mark.parametrize("part_rows", [3, 100])
def test_every_row_is_in_one_part_with_its_number(tmp_path: Path, part_rows: int) -> None:
    path = tmp_path / "ds.csv"
    path.write_text(PLAIN, encoding="utf-8")
    laid = lay_out(path, str(tmp_path), part_rows, {}, KNOWN)
    assert laid["heights"] == [3, 3, 1][: len(laid["heights"])] or laid["heights"] == [7]
    rows = [row for part in range(len(laid["heights"])) for row in read_part(tmp_path, part).rows()]
    assert rows == [(number + 2, "", f"Hộ {number}", f"09{number:08}") for number in range(7)]


def test_a_row_that_is_none_is_told_with_its_number(tmp_path: Path) -> None:
    path = tmp_path / "ds.csv"
    path.write_text(TITLED, encoding="utf-8")
    laid = lay_out(path, str(tmp_path), 10, {}, KNOWN)
    assert (laid["heights"], laid["bad"]) == ([2], [[7, "too_many_cells", "3;Hộ Cúc;0912;thừa"]])
