"""Draws a paper as PDF/A from the same description as the DOCX; `paper.typ` sets it.

The same paper gives the same bytes on one machine. What a paper says reaches the setting as data: no word of it can be
read as a command.
"""

import json
import re
import subprocess
import sys
import warnings
from dataclasses import asdict, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import typst
from docx.shared import Length

from minhbach.engine.text.clean import clean

from .docx_paper import FONT, HEAD_LEFT, MOTTO, NATION, TEXT_WIDTH, TEXT_WIDTH_ACROSS
from .grid_widths import fit
from .paper import Align, Appendix, Block, Cell, Grid, Heading, Paper, Rule, kept_together
from .text_width import text_width_pt

PDF = "application/pdf"
# The face that the decree names, then others of the same widths, then the one that the library brings.
FONTS = (FONT, "Liberation Serif", "Tinos", "Libertinus Serif")
# Kept for long, found by words and, but for the longest lists, read aloud.
READ_ALOUD, ARCHIVED = "a-2a", "a-2u"
# Where a letter is in no face here, which an archive's file may not have.
PLAIN = "1.7"
# A list with more cells than these takes the room of a process of its own: 16,702 lines take 2 GB while they are set.
MOST_CELLS = 20_000
LONGEST_S = 300
_LETTER_MISSING = "could not be displayed"
# Dots left for the pen go on in the next line, where they may part.
_DOTS = re.compile("…(?=…)")
_STILL = datetime(2000, 1, 1, tzinfo=UTC)
_TEMPLATE = Path(__file__).with_name("paper.typ")


def render_pdf(paper: Paper) -> bytes:
    """Draw a paper as a PDF/A file; as a plain PDF where it holds a letter that no face on this machine has."""
    described = json.dumps(_described(paper), ensure_ascii=False)
    if _cells(paper) <= MOST_CELLS:
        return _draw(described, READ_ALOUD)
    command = [sys.executable, "-m", __name__]
    drawn = subprocess.run(command, input=described.encode(), check=True, capture_output=True, timeout=LONGEST_S)
    return drawn.stdout


def _draw(described: str, standard: str) -> bytes:
    try:
        return _set(described, standard)
    except typst.TypstError as error:
        if _LETTER_MISSING not in error.message:
            raise
        return _set(described, PLAIN)


def _set(described: str, standard: Any) -> bytes:
    with warnings.catch_warnings():
        # Each face that is not here is one.
        warnings.simplefilter("ignore", typst.TypstWarning)
        drawn: bytes = typst.compile(
            _TEMPLATE.read_bytes(), font_paths=_faces(), format="pdf", sys_inputs={"paper": described},
            pdf_standards=standard, pdf_tags=standard == READ_ALOUD, timestamp=_STILL,
        )  # fmt: skip
    return drawn


@cache
def _faces() -> typst.Fonts:
    """Look once which faces this machine has."""
    return typst.Fonts()


def _cells(paper: Paper) -> int:
    parts = (paper.blocks, *(appendix.blocks for appendix in paper.appendices))
    return sum(len(block.rows) * len(block.widths) for part in parts for block in part if isinstance(block, Grid))


def _described(paper: Paper) -> dict[str, Any]:
    """Say a paper in plain values. Units: lengths in points."""
    return {
        "fonts": FONTS,
        "nation": NATION,
        "motto": MOTTO,
        "title": clean(paper.title),
        "author": clean(paper.author),
        "heading": _heading(paper.heading),
        "blocks": _blocks(paper.blocks, TEXT_WIDTH),
        "appendices": [_appendix(appendix) for appendix in paper.appendices],
    }


def _heading(heading: Heading) -> dict[str, Any]:
    said = asdict(heading)
    said["number"], said["place_and_date"] = said["number"] or (), said["place_and_date"] or ()
    agency = text_width_pt(heading.agency.text, 12, bold=True)
    said["agency_rule"] = min(agency, HEAD_LEFT.pt) * 0.4
    said["motto_rule"] = text_width_pt(MOTTO, 13, bold=True)
    return dict(_cleaned(said))


def _appendix(appendix: Appendix) -> dict[str, Any]:
    width = TEXT_WIDTH_ACROSS if appendix.landscape else TEXT_WIDTH
    said = asdict(replace(appendix, blocks=()))
    return {**_cleaned(said), "blocks": _blocks(appendix.blocks, width)}


def _blocks(blocks: tuple[Block, ...], width: Length) -> list[dict[str, Any]]:
    return [_cleaned(_block(block, width.pt)) for block in kept_together(blocks)]


def _block(block: Block, width: float) -> dict[str, Any]:
    match block:
        case Grid():
            return _grid(block, width)
        case Rule():
            across = min(text_width_pt(block.under, block.size, bold=block.bold), width) * block.share
            return {"kind": "rule", "width": across}
    return {"kind": type(block).__name__.lower(), **asdict(block)}


def _grid(grid: Grid, width: float) -> dict[str, Any]:
    fitted = fit(grid, width)
    # How cells of a column mostly stand, as the first row without a wider one says.
    usual = next((row for row in grid.rows if len(row) == len(grid.widths)), ())
    sides = [cell.align for cell in usual] or ["left"] * len(grid.widths)
    return {
        "kind": "grid",
        "widths": fitted.widths,
        "size": fitted.size,
        "columns": sides,
        "header": [[asdict(cell) for cell in row] for row in grid.header],
        "rows": [_row(row, sides) for row in grid.rows],
    }


def _row(row: tuple[Cell, ...], sides: list[Align]) -> list[str | dict[str, Any]]:
    """Say the cells of a row, those that stand like the rest of their column by their text alone."""
    if len(row) != len(sides):
        return [asdict(cell) for cell in row]
    return [
        cell.text if cell == Cell(cell.text, align=side) else asdict(cell)
        for cell, side in zip(row, sides, strict=True)
    ]


def _cleaned(said: Any) -> Any:
    """Leave out of all words what has no form on paper, and let them part where they must."""
    match said:
        case str():
            return _DOTS.sub("…\u200b", clean(said))
        case dict():
            return {name: _cleaned(value) for name, value in said.items()}
        case list() | tuple():
            return [_cleaned(value) for value in said]
    return said


if __name__ == "__main__":
    sys.stdout.buffer.write(_draw(sys.stdin.buffer.read().decode(), ARCHIVED))
