"""`minhbach explain` and report.html: made-up listings, hostile and long ones."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

import polars as pl
import pytest
from typer.testing import CliRunner

from minhbach.engine.screening.canonical import file_name
from minhbach.engine.tables import LISTINGS
from minhbach.interfaces.cli import app

HOSTILE = '<script>alert("x")</script>'
RTL = "\u202e"


def listing(listing_id: str, **columns: object) -> dict[str, object]:
    return {**dict.fromkeys(LISTINGS), "listing_id": listing_id, **columns}


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("explain")
    rows = [
        listing("a1", title="Kem đặc trị nám tận gốc", description="HSD: 05/2023", price_vnd=90_000, seller_name="Mây"),
        listing("h1", title=f"{HOSTILE} sữa xách tay Đức{RTL} \x1b[31m", seller_name="<img src=x>", url="javascript:x"),
        listing("long", title="Kem đặc trị nám", description="rất tốt " * 12_500 + "xóa sạch vết thâm"),
        listing("bare", title="Sữa xách tay Nhật", description=None),
        listing("twice", title=None, description=None),
    ]
    pl.DataFrame(rows, schema=LISTINGS).write_parquet(folder / "tin.parquet")
    result = CliRunner().invoke(
        app,
        ["screen", str(folder / "tin.parquet"), "--out", str(folder / "out"), "--as-of", "2026-11-21"],
    )
    assert result.exit_code == 0, result.output
    (folder / "tin.parquet").unlink()
    return folder / "out"


def explain(*arguments: object) -> str:
    result = CliRunner().invoke(app, ["explain", *map(str, arguments)])
    assert result.exit_code == 0, result.output
    return result.output


class Page(HTMLParser):
    """The links, ids and foreign things of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        given = dict(attrs)
        assert not {"src", "srcset", "onclick", "onload"}.intersection(given)
        if given.get("id"):
            self.ids.append(str(given["id"]))
        if given.get("href"):
            self.links.append(str(given["href"]))


def test_the_terminal_shows_text_reasons_and_the_command(run: Path) -> None:
    shown = explain(run, "a1")
    assert "QUÁ HẠN, CẬN HẠN SỬ DỤNG" in shown
    assert "31/05/2023, đã qua tính đến ngày quét" in shown
    assert "⟦HSD: 05/2023⟧" in shown
    assert f"minhbach explain --recompute {file_name('a1')}.json" in shown
    assert str(run) not in shown


def test_a_terminal_is_given_no_command_by_a_seller(run: Path) -> None:
    shown = explain(run, "h1")
    assert "‹U+001B›[31m" in shown
    assert "‹U+202E›" in shown
    assert "\x1b" not in shown
    assert RTL not in shown


def test_the_page_escapes_what_sellers_write_and_fetches_nothing(run: Path, tmp_path: Path) -> None:
    explain(run, "h1", "--html", tmp_path / "h1.html")
    text = (tmp_path / "h1.html").read_text(encoding="utf-8")
    page = Page(text)
    assert not page.tags.intersection({"script", "img", "link", "iframe", "object"})
    assert "&lt;script&gt;" in text
    assert RTL not in text
    assert "U+202E" in text
    assert all(link.startswith("#") for link in page.links)
    assert {link[1:] for link in page.links} <= set(page.ids), "every mark and number leads somewhere"
    assert len(set(page.ids)) == len(page.ids)


def test_a_page_without_description_says_so(run: Path, tmp_path: Path) -> None:
    explain(run, "bare", "--html", tmp_path / "bare.html")
    text = (tmp_path / "bare.html").read_text(encoding="utf-8")
    assert "Tin không có phần mô tả." in text
    assert "Tin không có mô tả; chỉ đọc được tên hàng." in text
    assert "Tin không ghi người bán" in text


def test_a_very_long_text_stays_bounded_around_its_marks(run: Path, tmp_path: Path) -> None:
    explain(run, "long", "--html", tmp_path / "long.html", "--json", tmp_path / "long.json")
    text = (tmp_path / "long.html").read_text(encoding="utf-8")
    assert len(text) < 30_000
    assert re.search(r"lược 9\d\.\d{3} ký tự", text)
    assert len(json.loads((tmp_path / "long.json").read_bytes())["listing"]["description"]) == 100_017


def test_the_page_names_the_digest_of_the_file_that_comes_out_again(run: Path, tmp_path: Path) -> None:
    target = tmp_path / f"{file_name('a1')}.json"
    explain(run, "a1", "--json", target, "--html", tmp_path / "a1.html")
    assert sha256(target.read_bytes()).hexdigest() in (tmp_path / "a1.html").read_text(encoding="utf-8")
    assert "giống đến từng byte" in explain("--recompute", target)
    assert "giống đến từng byte" in explain(run, "a1", "--check")
    explain(run, "a1", "--json", tmp_path / "again.json")
    assert (tmp_path / "again.json").read_bytes() == target.read_bytes()


def test_an_edited_file_is_told_in_sentences(run: Path, tmp_path: Path) -> None:
    target = tmp_path / "a1.json"
    explain(run, "a1", "--json", target)
    target.write_bytes(target.read_bytes().replace("đặc trị nám tận gốc".encode(), "dưỡng da".encode()))
    result = CliRunner().invoke(app, ["explain", "--recompute", str(target)])
    assert result.exit_code == 1
    assert "Không còn lý do: Người bán khẳng định trị tận gốc" in result.output


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nowhere", "a1"], "thiếu tệp"),
        (["OUT", "unknown"], "không có đầu mối nào mang mã tin “unknown”"),
        (["--recompute", "nowhere.json"], "nowhere.json"),
        (["--recompute", "OUT/run.json"], "không phải là bản giải thích"),
        (["OUT"], "--recompute"),
    ],
)
def test_what_cannot_be_explained_is_refused(run: Path, arguments: list[str], said: str) -> None:
    result = CliRunner().invoke(app, ["explain", *(one.replace("OUT", str(run)) for one in arguments)])
    assert result.exit_code == 2
    assert said in result.output


def test_all_leads_are_written_with_page_and_file(run: Path, tmp_path: Path) -> None:
    assert "Đã ghi 2 bản giải thích." in explain(run, "--all", tmp_path / "all", "--top", "2")
    assert sorted(path.suffix for path in (tmp_path / "all").iterdir()) == [".html", ".html", ".json", ".json"]


def test_the_report_speaks_and_each_line_leads_to_its_lead(run: Path) -> None:
    text = (run / "report.html").read_text(encoding="utf-8")
    page = Page(text)
    assert "5 tin đăng" not in text
    assert "4 tin đăng, 4 đầu mối, 1 dòng bị loại" in text
    assert "Không có tên hàng lẫn mô tả" in text
    assert "Dòng 5: không có tên hàng lẫn mô tả." in text
    assert "Người bán khẳng định trị tận gốc, dứt điểm" in text
    assert "<script" not in text
    assert "misleading" not in text
    assert {link[1:] for link in page.links} <= set(page.ids)
    assert len(set(page.ids)) == len(page.ids)


def test_neither_screening_nor_explaining_loads_django() -> None:
    code = (
        "import minhbach.interfaces.cli.report, minhbach.interfaces.cli.explanation_page, sys;"
        "sys.exit(any(name.split('.')[0] in {'django', 'psycopg'} for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
