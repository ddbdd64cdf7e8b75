"""Workbooks as no program writes them, from their bare parts."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from pathlib import Path

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_FRAME = {
    "[Content_Types].xml": f"""<Types xmlns="{_PACKAGE}/content-types">
        <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
        <Default Extension="xml" ContentType="application/xml"/></Types>""",
    "_rels/.rels": f"""<Relationships xmlns="{_PACKAGE}/relationships">
        <Relationship Id="r1" Type="{_RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>""",
    "xl/workbook.xml": f"""<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}">
        <sheets><sheet name="Tin" sheetId="1" r:id="r1"/></sheets></workbook>""",
    "xl/_rels/workbook.xml.rels": f"""<Relationships xmlns="{_PACKAGE}/relationships">
        <Relationship Id="r1" Type="{_RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/>
        <Relationship Id="r2" Type="{_RELATIONS}/sharedStrings" Target="sharedStrings.xml"/></Relationships>""",
}


def words(reference: str, text: str) -> str:
    """Return a cell of words."""
    return f'<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>'


def row(number: int, *cells: str) -> str:
    """Return a row of cells."""
    return f'<row r="{number}">{"".join(cells)}</row>'


TABLE = row(1, words("A1", "Tên sản phẩm"), words("B1", "Giá bán")) + row(
    2, words("A2", "Áo thun"), words("B2", "5000")
)


def write_workbook(path: Path, rows: str | Iterable[str], strings: Iterable[str] = (), **parts: str) -> Path:
    """Write a workbook of one sheet; PARTS stand in for its own."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {**_FRAME, **parts}.items():
            archive.writestr(name, content)
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            sheet.write(f'<worksheet xmlns="{_MAIN}"><sheetData>'.encode())
            for one in [rows] if isinstance(rows, str) else rows:
                sheet.write(one.encode())
            sheet.write(b"</sheetData></worksheet>")
        shared = "".join(f"<si><t>{one}</t></si>" for one in strings)
        archive.writestr("xl/sharedStrings.xml", f'<sst xmlns="{_MAIN}">{shared}</sst>')
    return path
