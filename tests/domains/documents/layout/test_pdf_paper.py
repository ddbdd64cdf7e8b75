"""The PDF says what the DOCX says, is one for an archive, and obeys no word of a paper."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from minhbach.domains.documents.layout import pdf_paper, render_docx, render_pdf
from minhbach.domains.documents.layout.goods import goods_appendices
from minhbach.domains.documents.layout.paper import Paper, line
from minhbach.domains.documents.types import GoodsRow
from tests.domains.documents.layout.samples import SAMPLES, paper_of
from tests.domains.documents.layout.test_html_paper import docx_words

# Sentences that would do something if they were read as what the setting is written in.
COMMANDS = '#panic("x") *đậm* _nghiêng_ $x^2$ `mã` <nhãn> @tên // ghi chú \\ " [ngoặc] = Đề mục'


@pytest.fixture
def pages(tmp_path: Path) -> Callable[[Paper], list[str]]:
    def read(paper: Paper) -> list[str]:
        file = tmp_path / "paper.pdf"
        file.write_bytes(render_pdf(paper))
        text = subprocess.run(["pdftotext", "-layout", str(file), "-"], check=True, capture_output=True, text=True)
        return [" ".join(page.split()) for page in text.stdout.split("\f") if page.strip()]

    return read


def letters(words: list[str]) -> str:
    """Join words without the pages' numbers; of letters that a face draws in two strokes each is read twice."""
    return re.sub(r"([ơư])\1", r"\1", "".join(word for word in words if not word.isdigit()).replace("\u200b", ""))


@pytest.mark.print
@pytest.mark.parametrize("name", SAMPLES)
def test_the_pdf_says_the_words_of_the_docx(name: str, pages: Callable[[Paper], list[str]]) -> None:
    paper = paper_of(name)
    said = [word for page in pages(paper) for word in page.split()]
    assert sorted(letters(said)) == sorted(letters(docx_words(render_docx(paper))))


@pytest.mark.print
def test_pages_are_numbered_from_the_second_and_each_appendix_anew(
    pages: Callable[[Paper], list[str]],
) -> None:
    first, second, *_ = pages(paper_of("decision"))
    assert not first[0].isdigit()
    assert second.startswith("2 ")
    assert [page.split()[0] for page in pages(paper_of("report"))[-2:]] == ["Phụ", "Phụ"]


@pytest.mark.print
def test_what_a_paper_says_is_shown_and_not_obeyed(pages: Callable[[Paper], list[str]]) -> None:
    paper = paper_of("letter")
    shown = " ".join(pages(replace(paper, blocks=(line(COMMANDS), *paper.blocks))))
    assert COMMANDS in shown


@pytest.mark.parametrize("name", ["decision", "report", "seizure"])
def test_it_is_kept_for_long_and_the_same_each_time(name: str) -> None:
    drawn = render_pdf(paper_of(name))
    assert drawn == render_pdf(paper_of(name))
    assert b"<pdfaid:part>2" in drawn
    assert b"<pdfaid:conformance>A" in drawn


def test_a_letter_that_no_face_has_leaves_a_plain_pdf_and_not_none() -> None:
    paper = paper_of("letter")
    drawn = render_pdf(replace(paper, blocks=(line("Chữ lạ: \U00013000"), *paper.blocks)))
    assert drawn.startswith(b"%PDF-")
    assert b"pdfaid" not in drawn


def test_a_long_list_is_set_by_a_process_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    content, envelope = SAMPLES["seizure"]
    rows = tuple(GoodsRow(name=f"Hàng {number}", unit="cái", quantity=Decimal(number)) for number in range(1, 40))
    paper = replace(content.compose(envelope), appendices=goods_appendices("Quyết định", "BẢNG KÊ", rows, envelope))
    monkeypatch.setattr(pdf_paper, "MOST_CELLS", 100)
    drawn = render_pdf(paper)
    assert b"<pdfaid:conformance>U" in drawn
