"""Draws the tables of a paper as DOCX: ruled grids, and the unruled ones in which people sign."""

from docx.document import Document as DocxDocument
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from .docx_writing import write_spans
from .grid_widths import fit
from .paper import Closing, Grid, Signatures, Signing, Span


def draw_grid(document: DocxDocument, grid: Grid, width: int) -> None:
    fitted = fit(grid, Length(width).pt)
    widths = [Pt(share) for share in fitted.widths]
    table = document.add_table(rows=len(grid.header) + len(grid.rows), cols=len(widths))
    table.style = document.styles["Table Grid"]
    fix_widths(table, tuple(widths), padding=60)
    # Table.cell() walks the whole table at each call: an appendix took a second, a list of 500 goods many minutes.
    cells, lines = list(table._cells), table._tbl.tr_lst
    covered: set[tuple[int, int]] = set()
    for index, row in enumerate((*grid.header, *grid.rows)):
        column = 0
        for cell in row:
            while (index, column) in covered:
                column += 1
            place = cells[index * len(widths) + column]
            if cell.columns > 1 or cell.rows > 1:
                last = (index + cell.rows - 1) * len(widths) + column + cell.columns - 1
                place = place.merge(cells[last])
            covered |= {(index + down, column + across) for down in range(cell.rows) for across in range(cell.columns)}
            span = Span(cell.text, bold=cell.bold, italic=cell.italic)
            write_spans(place.paragraphs[0], (span,), size=fitted.size, align=cell.align, before=1, after=1)
            column += cell.columns
        properties = lines[index].get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if index < len(grid.header):
            properties.append(OxmlElement("w:tblHeader"))
            for place in table.rows[index].cells:
                place.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER


def draw_closing(document: DocxDocument, block: Closing, width: int) -> None:
    table = _signing_table(document, None, block.signing, width, rooms=4)
    left = table.cell(0, 0).merge(table.cell(1, 0))
    write_spans(first_paragraph(left), (Span("Nơi nhận:", bold=True, italic=True),), size=12, align="left")
    for recipient in block.recipients:
        write_spans(left.add_paragraph(), (Span(recipient),), size=11, align="left")


def draw_signatures(document: DocxDocument, block: Signatures, width: int) -> None:
    for left_side, right_side in block.rows:
        _signing_table(document, left_side, right_side, width, rooms=3)


def _signing_table(
    document: DocxDocument, left_side: Signing | None, right_side: Signing | None, width: int, *, rooms: int
) -> Table:
    """Lay two places to sign side by side: ranks in one row, names level in the next."""
    _gap(document)
    table: Table = document.add_table(rows=2, cols=2)
    fix_widths(table, (width // 2, width - width // 2), padding=0)
    for column, side in enumerate((left_side, right_side)):
        if side is not None:
            _draw_signing(table.cell(0, column), table.cell(1, column), side, rooms=rooms)
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for cell in table.rows[0].cells:
        for paragraph in cell.paragraphs:
            paragraph.paragraph_format.keep_with_next = True
    return table


def _draw_signing(above: _Cell, below: _Cell, signing: Signing, *, rooms: int) -> None:
    for index, text in enumerate(signing.lines):
        paragraph = above.add_paragraph() if index else first_paragraph(above)
        write_spans(paragraph, (Span(text, bold=True),), size=14 if len(text) < 34 else 13, align="center")
    if signing.note:
        write_spans(above.add_paragraph(), (Span(signing.note, italic=True),), size=13, align="center")
    write_spans(first_paragraph(below), (), size=14, align="center")
    for _ in range(rooms - 1):
        write_spans(below.add_paragraph(), (), size=14, align="center")
    if signing.name:
        write_spans(below.add_paragraph(), (signing.name,), size=14, align="center")


def fix_widths(table: Table, widths: tuple[int, ...], *, padding: int) -> None:
    """Hold a table's columns to their widths; without padding its text keeps the page's margins."""
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(padding))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    # Word is strict about the order of properties: margins come before the look.
    table._tbl.tblPr.insert_element_before(margins, "w:tblLook", "w:tblCaption", "w:tblDescription")
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Length(width)
    # Column.cells would walk the whole table once for each column.
    for line in table._tbl.tr_lst:
        for cell, width in zip(line.tc_lst, widths, strict=True):
            cell.width = Length(width)


def first_paragraph(cell: _Cell) -> Paragraph:
    first: Paragraph = cell.paragraphs[0]
    return first


def _gap(document: DocxDocument) -> None:
    """Part two tables, which would otherwise join; a small paragraph is the only way."""
    form = document.add_paragraph().paragraph_format
    form.space_before = form.space_after = Pt(0)
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(8)
    form.keep_with_next = True
