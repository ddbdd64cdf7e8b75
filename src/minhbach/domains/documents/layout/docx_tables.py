"""Draws the tables of a paper as DOCX: ruled grids, and the unruled ones in which people sign."""

from collections.abc import Sequence
from html import escape
from typing import Any

from docx.document import Document as DocxDocument
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_LINE_SPACING
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Length, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from .docx_writing import write_spans
from .grid_widths import fit
from .paper import Cell, Closing, Grid, Signatures, Signing, Span


def draw_grid(document: DocxDocument, grid: Grid, width: int) -> None:
    fitted = fit(grid, Length(width).pt)
    widths = [Pt(share) for share in fitted.widths]
    heads, rows = len(grid.header), (*grid.header, *grid.rows)
    plain = {index for index, row in enumerate(rows) if index >= heads and _is_plain(row, len(widths))}
    drawn = [row for index, row in enumerate(rows) if index not in plain]
    table = document.add_table(rows=len(drawn), cols=len(widths))
    table.style = document.styles["Table Grid"]
    fix_widths(table, tuple(widths), padding=60)
    # Table.cell() walks the whole table at each call: an appendix took a second, a list of 500 goods many minutes.
    cells, lines = list(table._cells), table._tbl.tr_lst
    covered: set[tuple[int, int]] = set()
    for index, row in enumerate(drawn):
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
        if index < heads:
            properties.append(OxmlElement("w:tblHeader"))
            for place in table.rows[index].cells:
                place.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    _put_in(lines, plain, rows, [Length(one).twips for one in widths], fitted.size)


def _is_plain(row: tuple[Cell, ...], columns: int) -> bool:
    """Say whether a row is one cell beside the other, of words in one line each."""
    return len(row) == columns and all(
        cell.columns == cell.rows == 1 and cell.text.isprintable() and cell.text == cell.text.strip() for cell in row
    )


def _put_in(lines: list[Any], plain: set[int], rows: Sequence[tuple[Cell, ...]], twips: list[int], size: float) -> None:
    """Put the plain rows of a table among the others. A list of goods has thousands of them.

    They are written as the library writes them, to the byte, in a small part of its time.
    """
    written = "".join(_plain_row(row, twips, size) for index, row in enumerate(rows) if index in plain)
    made = iter(list(parse_xml(f"<w:tbl {nsdecls('w')}>{written}</w:tbl>")))
    others = iter(lines)
    before: Any = None
    for index in range(len(rows)):
        here = next(made) if index in plain else next(others)
        if index in plain:
            before.addnext(here)
        before = here


def _plain_row(row: tuple[Cell, ...], twips: list[int], size: float) -> str:
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:type="dxa" w:w="{across}"/></w:tcPr><w:p><w:pPr><w:spacing w:before="20" w:after="20"'
        f' w:line="240" w:lineRule="auto"/><w:jc w:val="{"both" if cell.align == "justify" else cell.align}"/></w:pPr>'
        f'<w:r><w:rPr>{"<w:b/>" * cell.bold}{"<w:i/>" * cell.italic}<w:sz w:val="{int(size * 2)}"/></w:rPr>'
        f"{f'<w:t>{escape(cell.text)}</w:t>' if cell.text else ''}</w:r></w:p></w:tc>"
        for cell, across in zip(row, twips, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>"


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
