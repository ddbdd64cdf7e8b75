"""Draws a paper as DOCX in the layout of NĐ 30/2020 Phụ lục I.

The same paper always gives the same bytes: a file's hash is what officers sign over.
"""

import io
import zipfile
from datetime import UTC, datetime
from typing import Any

from docx import Document
from docx.document import Document as DocxDocument
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Length, Mm, Pt
from docx.text.paragraph import Paragraph

from minhbach.engine.text.clean import clean

from .docx_tables import draw_closing, draw_grid, draw_signatures, first_paragraph, fix_widths
from .docx_writing import write_spans
from .paper import Appendix, Block, Closing, Grid, Heading, Line, Paper, Rule, Signatures, Span, kept_together
from .text_width import text_width_pt

FONT = "Times New Roman"
PAGE_SHORT, PAGE_LONG = Mm(210), Mm(297)
# NĐ 30/2020 I.3: 20-25 mm above and below, 30-35 mm left, 15-20 mm right.
MARGIN_TOP = MARGIN_BOTTOM = Mm(20)
MARGIN_LEFT, MARGIN_RIGHT = Mm(30), Mm(15)
FIRST_INDENT = Mm(12.7)
TEXT_WIDTH = Length(PAGE_SHORT - MARGIN_LEFT - MARGIN_RIGHT)
TEXT_WIDTH_ACROSS = Length(PAGE_LONG - MARGIN_LEFT - MARGIN_RIGHT)
HEAD_LEFT = Mm(68)

MOTTO = "Độc lập - Tự do - Hạnh phúc"
NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"

_LONGEST_PROPERTY = 255  # of a DOCX
_STILL = datetime(2000, 1, 1, tzinfo=UTC)
_STILL_ZIP = (1980, 1, 1, 0, 0, 0)


def render_docx(paper: Paper) -> bytes:
    """Draw a paper as a DOCX file."""
    document = Document()
    _prepare(document, paper)
    _draw_heading(document, paper.heading)
    _draw_blocks(document, paper.blocks, TEXT_WIDTH)
    for appendix in paper.appendices:
        _draw_appendix(document, appendix)
    saved = io.BytesIO()
    document.save(saved)
    return _still_archive(saved.getvalue())


def _prepare(document: DocxDocument, paper: Paper) -> None:
    properties = document.core_properties
    properties.title = clean(paper.title)[:_LONGEST_PROPERTY]
    properties.author = clean(paper.author)[:_LONGEST_PROPERTY]
    properties.last_modified_by, properties.comments, properties.language = ("", "", "vi-VN")
    properties.created = properties.modified = _STILL
    style: Any = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(14)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for attribute in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(attribute), FONT)
    # Without a language Word underlines every Vietnamese word in red.
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "vi-VN")
    style.element.get_or_add_rPr().append(language)
    # The library's template says how Word is to zoom but not to what, which the schema asks for.
    document.settings.element.find(qn("w:zoom")).set(qn("w:percent"), "100")
    _set_page(document.sections[0], landscape=False)


def _set_page(section: Section, *, landscape: bool) -> None:
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (PAGE_LONG, PAGE_SHORT) if landscape else (PAGE_SHORT, PAGE_LONG)
    section.top_margin, section.bottom_margin = MARGIN_TOP, MARGIN_BOTTOM
    section.left_margin, section.right_margin = MARGIN_LEFT, MARGIN_RIGHT
    section.header_distance, section.footer_distance = Mm(10), Mm(10)
    # I.7: numbered from 1 in the middle of the top margin, the first page's number not shown.
    section.different_first_page_header_footer = True
    # A new section is a copy of the one before it, whose numbering it brings along.
    numbering = section._sectPr.find(qn("w:pgNumType"))
    if numbering is None:
        numbering = OxmlElement("w:pgNumType")
        section._sectPr.insert_element_before(numbering, "w:cols", "w:vAlign", "w:titlePg", "w:docGrid")
    numbering.set(qn("w:start"), "1")
    header = section.header
    header.is_linked_to_previous = False
    section.first_page_header.is_linked_to_previous = False
    paragraph = header.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _add_page_number(paragraph)


def _add_page_number(paragraph: Paragraph) -> None:
    for kind, text in (("begin", ""), ("", "PAGE"), ("separate", ""), ("text", "2"), ("end", "")):
        run = paragraph.add_run()
        run.font.size = Pt(14)
        if kind == "":
            element = OxmlElement("w:instrText")
            element.set(qn("xml:space"), "preserve")
            element.text = text
        elif kind == "text":
            element = OxmlElement("w:t")
            element.text = text
        else:
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
        run._r.append(element)


def _draw_heading(document: DocxDocument, heading: Heading) -> None:
    right_width = TEXT_WIDTH - HEAD_LEFT
    table = document.add_table(rows=2, cols=2)
    fix_widths(table, (HEAD_LEFT, right_width), padding=0)
    left, right = table.cell(0, 0), table.cell(0, 1)
    first = first_paragraph(left)
    if heading.superior:
        write_spans(first, (Span(heading.superior),), size=12, align="center")
        first = left.add_paragraph()
    write_spans(first, (heading.agency,), size=12, align="center")
    _draw_rule(left.add_paragraph(), heading.agency.text, 12, 0.4, HEAD_LEFT)
    write_spans(first_paragraph(right), (Span(NATION, bold=True),), size=12, align="center")
    write_spans(right.add_paragraph(), (Span(MOTTO, bold=True),), size=13, align="center")
    _draw_rule(right.add_paragraph(), MOTTO, 13, 1, right_width)
    # Number and date share a row, so that they stay level whatever the agency's name takes above.
    below_left, below_right = table.cell(1, 0), table.cell(1, 1)
    number = first_paragraph(below_left)
    write_spans(number, heading.number or (), size=13, align="center", before=3)
    if heading.subject:
        write_spans(below_left.add_paragraph(), (Span(heading.subject),), size=12, align="center", before=6)
    write_spans(first_paragraph(below_right), heading.place_and_date or (), size=13, align="center", before=3)


def _draw_blocks(document: DocxDocument, blocks: tuple[Block, ...], width: int) -> None:
    for block in kept_together(blocks):
        _draw_block(document, block, width)


def _draw_block(document: DocxDocument, block: Block, width: int) -> None:
    match block:
        case Line():
            _draw_line(document.add_paragraph(), block)
        case Rule():
            _draw_rule(document.add_paragraph(), block.under, block.size, block.share, width, after=6)
        case Grid():
            draw_grid(document, block, width)
        case Signatures():
            draw_signatures(document, block, width)
        case Closing():
            draw_closing(document, block, width)


def _draw_line(paragraph: Paragraph, block: Line) -> None:
    write_spans(
        paragraph, block.spans, size=block.size, align=block.align, before=block.space_before, after=block.space_after
    )
    if block.indent:
        paragraph.paragraph_format.first_line_indent = FIRST_INDENT
    paragraph.paragraph_format.keep_with_next = block.keep_with_next
    paragraph.paragraph_format.page_break_before = block.starts_page


def _draw_rule(
    paragraph: Paragraph, under: str, size: float, share: float, width: int, *, after: float = 0, bold: bool = True
) -> None:
    """Draw a centred line as the top border of an all but empty paragraph, drawn in from both sides."""
    text_width = min(Pt(text_width_pt(under, size, bold=bold)), width)
    side = Length(max(0, (width - int(text_width * share)) // 2))
    form = paragraph.paragraph_format
    form.left_indent = form.right_indent = side
    form.space_before, form.space_after = Pt(3), Pt(after)
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(4)
    borders = OxmlElement("w:pBdr")
    top = OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        top.set(qn(f"w:{name}"), value)
    borders.append(top)
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")


def _draw_appendix(document: DocxDocument, appendix: Appendix) -> None:
    section = document.add_section(WD_SECTION.NEW_PAGE)
    _set_page(section, landscape=appendix.landscape)
    width = TEXT_WIDTH_ACROSS if appendix.landscape else TEXT_WIDTH
    for spans, after in (
        ((Span(appendix.label, bold=True),), 0),
        ((Span(appendix.title, bold=True),), 0),
        (appendix.attached_to, 8),
    ):
        write_spans(document.add_paragraph(), spans, size=14, align="center", after=after)
    _draw_blocks(document, appendix.blocks, width)


def _still_archive(archive: bytes) -> bytes:
    """Write the archive again with a fixed time on each member."""
    stilled = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as source, zipfile.ZipFile(stilled, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            member = zipfile.ZipInfo(name, date_time=_STILL_ZIP)
            member.compress_type, member.create_system = zipfile.ZIP_DEFLATED, 0
            target.writestr(member, source.read(name))
    return stilled.getvalue()
