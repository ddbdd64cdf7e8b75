"""``minhbach screen`` says what it read and what it did not, and does not end well when it read nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
import typer
import xlsxwriter
from typer.testing import CliRunner

from minhbach.interfaces.cli.screen import NOTHING_READ, REFUSED, screen

app = typer.Typer()
app.command()(screen)


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> CliRunner:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "cache"))
    return CliRunner()


def test_the_command_tells_faults_once_and_ends_by_what_was_read(run: CliRunner) -> None:
    with xlsxwriter.Workbook("tin.xlsx") as book:
        for name, rows in (
            ("Nháp", [["Ghi chú"]]),
            ("Tin", [["Mã", "Tên hàng", "Thấp nhất"], ["a", "Áo", "hỏi shop"]]),
        ):
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    common = ["--out", "ra", "--workers", "1", "--fresh"]
    told = run.invoke(app, ["tin.xlsx", *common, "--column", "price_vnd=Thấp nhất"])
    assert told.exit_code == 0
    assert "1 tin đăng, 0 đầu mối, 0 dòng bị loại." in told.output
    assert (
        "1 tin có giá không đọc được; tin vẫn được quét, coi như không ghi giá.\n    Dòng 2 (“hỏi shop”)" in told.output
    )
    assert "1 bảng không đọc vì tiêu đề khác, hoặc không phải bảng." in told.output
    told = run.invoke(app, ["tin.xlsx", *common, "--column", "price_vnd=giá"])
    assert told.exit_code == REFUSED
    assert "Tệp tin.xlsx không có cột giá. Các cột đang có: Mã, Tên hàng, Thấp nhất." in told.output
    told = run.invoke(app, ["tin.xlsx", *common, "--sheet", "Kho"])
    assert told.exit_code == REFUSED
    assert "Tệp tin.xlsx không có bảng Kho. Các bảng đang có: Nháp, Tin." in told.output
    Path("trong.csv").write_text("id,tên hàng\na,\n", encoding="utf-8")
    told = run.invoke(app, ["trong.csv", *common])
    assert told.exit_code == NOTHING_READ
    assert "Không đọc được tin đăng nào." in told.output
