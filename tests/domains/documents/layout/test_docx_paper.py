"""DOCX as bytes: the same every time, and laid out as NĐ 30/2020 asks."""

import io
import time
from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.shared import Pt

from minhbach.domains.documents.layout import docx_tables, render_docx
from minhbach.domains.documents.layout.paper import Cell, Grid
from tests.domains.documents.layout.samples import DECISION, GOODS, MINUTES, REPORT, SAMPLES, envelope, paper_of
from tests.domains.documents.layout.wordprocessing import faults_of


@pytest.mark.parametrize("name", SAMPLES)
def test_the_same_paper_gives_the_same_bytes(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    content, around = SAMPLES[name]
    first = render_docx(content.compose(around))
    monkeypatch.setattr(time, "time", lambda: 2_000_000_000.0)
    assert render_docx(content.compose(around)) == first


def test_the_page_is_a4_with_margins_within_the_decrees_bounds() -> None:
    section = Document(io.BytesIO(render_docx(DECISION.compose(envelope())))).sections[0]
    assert [round(side.mm) for side in (section.page_width, section.page_height)] == [210, 297]
    assert 20 <= round(section.top_margin.mm) <= 25
    assert 20 <= round(section.bottom_margin.mm) <= 25
    assert 30 <= round(section.left_margin.mm) <= 35
    assert 15 <= round(section.right_margin.mm) <= 20


def test_the_number_of_the_first_page_is_hidden_and_the_others_stand_in_the_header() -> None:
    section = Document(io.BytesIO(render_docx(DECISION.compose(envelope())))).sections[0]
    assert section.different_first_page_header_footer
    assert "PAGE" in section.header._element.xml
    assert "PAGE" not in section.first_page_header._element.xml


def test_the_font_is_times_new_roman_for_every_script() -> None:
    style = Document(io.BytesIO(render_docx(DECISION.compose(envelope())))).styles["Normal"]
    assert style.font.name == "Times New Roman"
    assert style.font.size == Pt(14)
    assert style.element.xml.count("Times New Roman") == 4


def test_empty_fields_are_highlighted_and_filled_ones_are_not() -> None:
    draft = render_docx(paper_of("decision-draft"))
    blanks = [run for paragraph in Document(io.BytesIO(draft)).paragraphs for run in paragraph.runs if "…" in run.text]
    assert blanks
    # The line of delivery is dotted for the receiver's pen, not missing.
    pens = [run for run in blanks if run.font.highlight_color is None]
    assert all("đã giao trực tiếp" in run.text or run.text.startswith("……") for run in pens)
    filled = render_docx(paper_of("record"))
    marked = [run for p in Document(io.BytesIO(filled)).paragraphs for run in p.runs if run.font.highlight_color]
    assert marked == []


def test_appendices_lie_across_the_page_and_count_their_pages_anew() -> None:
    document = Document(io.BytesIO(render_docx(REPORT.compose(envelope("BC-BCĐ389")))))
    assert [section.orientation for section in document.sections] == [
        WD_ORIENT.PORTRAIT,
        WD_ORIENT.LANDSCAPE,
        WD_ORIENT.LANDSCAPE,
    ]
    assert all('w:start="1"' in section._sectPr.xml for section in document.sections)


def test_a_tables_heading_is_repeated_on_every_page_and_its_rows_stay_whole() -> None:
    document = Document(io.BytesIO(render_docx(REPORT.compose(envelope("BC-BCĐ389")))))
    table = next(table for table in document.tables if table.cell(0, 0).text == "STT")
    assert "w:tblHeader" in table.rows[0]._tr.xml
    assert "w:tblHeader" in table.rows[1]._tr.xml
    assert "w:tblHeader" not in table.rows[2]._tr.xml
    assert "w:cantSplit" in table.rows[2]._tr.xml


@pytest.mark.parametrize("name", SAMPLES)
def test_a_paper_is_what_the_schema_of_word_asks_for(name: str) -> None:
    assert faults_of(render_docx(paper_of(name))) == []


@pytest.mark.parametrize("name", SAMPLES)
def test_each_section_says_once_how_its_pages_are_counted(name: str) -> None:
    sections = Document(io.BytesIO(render_docx(paper_of(name)))).sections
    assert [section._sectPr.xml.count("<w:pgNumType") for section in sections] == [1] * len(sections)


def test_a_list_of_five_hundred_goods_is_drawn_while_one_waits() -> None:
    started = time.process_time()
    render_docx(replace(MINUTES, goods=GOODS * 250).compose(envelope("BB-KT")))
    # About a second; walking the table for every cell took more than ten minutes.
    assert time.process_time() - started < 15


def soiled(value: Any) -> Any:
    """Put into every word what Word pastes and what no XML can hold."""
    if type(value) is str:
        return f"{value}\x0b\x00\ufffe\ud800" if value else value
    if isinstance(value, tuple | list):
        return type(value)(soiled(one) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(
            value, **{one.name: soiled(getattr(value, one.name)) for one in fields(value) if one.name != "align"}
        )
    return value


@pytest.mark.parametrize("name", SAMPLES)
def test_no_letter_keeps_a_paper_from_being_drawn(name: str) -> None:
    content, around = SAMPLES[name]
    paper = content.compose(around)
    drawn = Document(io.BytesIO(render_docx(soiled(paper))))
    clean = Document(io.BytesIO(render_docx(paper)))
    assert [one.text.replace("\n", "") for one in drawn.paragraphs] == [
        one.text.replace("\n", "") for one in clean.paragraphs
    ]


@pytest.mark.parametrize("name", ["decision", "report", "letter"])
def test_plain_rows_are_written_as_the_library_writes_them(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    odd = ("<b>&amp;", "hai\ndòng", " lề ", "cách\u00a0cứng", "", "\"ngoặc\" & 'đơn'", "\ttab", "Ⅻ 鞋", "…")
    body = tuple(
        (Cell(text), Cell(text, bold=True, align="right"), Cell(text, italic=True, align="justify")) for text in odd
    )
    head = ((Cell("a", rows=2), Cell("b", columns=2)), (Cell("c"), Cell("d")))
    spanned = ((Cell("x", rows=2), Cell("y"), Cell("z")), (Cell("y"), Cell("z")), (Cell("cộng", columns=2), Cell("1")))
    paper = paper_of(name)
    paper = replace(paper, blocks=(*paper.blocks, Grid((1, 2, 3), head, (*body, *spanned, *body))))
    drawn = render_docx(paper)
    monkeypatch.setattr(docx_tables, "_is_plain", lambda row, columns: False)
    assert render_docx(paper) == drawn
