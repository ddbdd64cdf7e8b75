"""The paper on screen says what the DOCX says, and carries no one's markup."""

import html
import io
import re
from dataclasses import replace

import pytest
from docx import Document
from docx.table import Table
from docx.text.paragraph import Paragraph

from minhbach.domains.documents.layout import render_docx, render_html
from tests.domains.documents.layout.samples import DECISION, SAMPLES, envelope, paper_of


def words(text: str) -> list[str]:
    return text.replace("\u00a0", " ").split()


def docx_words(content: bytes) -> list[str]:
    document = Document(io.BytesIO(content))
    found: list[str] = []
    for block in document.iter_inner_content():
        if isinstance(block, Paragraph):
            found += words(block.text)
        elif isinstance(block, Table):
            seen = set()
            for row in block.rows:
                for cell in row.cells:
                    if cell._tc not in seen:
                        seen.add(cell._tc)
                        found += words(cell.text)
    return found


@pytest.mark.parametrize("name", SAMPLES)
def test_screen_and_file_say_the_same_words(name: str) -> None:
    paper = paper_of(name)
    on_screen = words(html.unescape(re.sub(r"<[^>]+>", " ", render_html(paper))))
    assert sorted("".join(on_screen)) == sorted("".join(docx_words(render_docx(paper))))


def test_markup_in_a_field_is_shown_not_obeyed() -> None:
    acts = (replace(DECISION.acts[0], description="<script>alert(1)</script>"), *DECISION.acts[1:])
    drawn = render_html(replace(DECISION, acts=acts).compose(envelope()))
    assert "<script>" not in drawn
    assert "&lt;script&gt;" in drawn


def test_an_empty_field_is_marked() -> None:
    drawn = render_html(paper_of("decision-draft"))
    assert '<mark class="paper-missing">……………</mark>' in drawn


def test_no_date_and_no_amount_is_parted_between_two_lines() -> None:
    drawn = render_html(paper_of("minutes")) + render_html(paper_of("decision"))
    for whole in ("12/11/2026", "15.750.000", "15.000.000 đồng", "24.600.000 đồng"):
        assert f'<span class="paper-whole">{whole}</span>' in drawn
        assert drawn.count(whole) == drawn.count(f">{whole}<")
