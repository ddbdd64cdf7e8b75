"""Writes spans into a paragraph of a DOCX.

Few ways of writing fill a whole paper. The DOCX library works each out once; a paragraph gets a copy, which takes a
tenth of the time: what is signed over lists thousands of cells.
"""

from copy import deepcopy
from functools import lru_cache
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from minhbach.engine.text.clean import clean

from .paper import Align, Span

_ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
}


def write_spans(
    paragraph: Paragraph, spans: tuple[Span, ...], *, size: float, align: Align, before: float = 0, after: float = 0
) -> None:
    # A paragraph may have been told to stay with the next one, which Word wants said first.
    paragraph._p.get_or_add_pPr().extend(list(deepcopy(_stance(align, before, after))))
    for span in spans:
        run = paragraph.add_run(clean(span.text))
        run._r.insert(0, deepcopy(_look(size, span.bold, span.italic, span.missing)))


@lru_cache(maxsize=256)
def _stance(align: Align, before: float, after: float) -> Any:
    """Work out how a paragraph stands on its page."""
    paragraph = Paragraph(OxmlElement("w:p"), None)  # type: ignore[arg-type]
    paragraph.alignment = _ALIGN[align]
    form = paragraph.paragraph_format
    form.space_before, form.space_after = Pt(before), Pt(after)
    form.line_spacing_rule = WD_LINE_SPACING.SINGLE
    return paragraph._p.pPr


@lru_cache(maxsize=256)
def _look(size: float, bold: bool, italic: bool, missing: bool) -> Any:
    """Work out how words look."""
    run = Paragraph(OxmlElement("w:p"), None).add_run()  # type: ignore[arg-type]
    run.font.size = Pt(size)
    run.bold, run.italic = bold or None, italic or None
    if missing:
        run.font.highlight_color = WD_COLOR_INDEX.YELLOW
    return run._r.rPr
