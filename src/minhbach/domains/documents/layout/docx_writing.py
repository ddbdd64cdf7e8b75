"""Writes spans into a paragraph of a DOCX."""

from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX, WD_LINE_SPACING
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
    paragraph.alignment = _ALIGN[align]
    form = paragraph.paragraph_format
    form.space_before, form.space_after = Pt(before), Pt(after)
    form.line_spacing_rule = WD_LINE_SPACING.SINGLE
    for span in spans:
        run = paragraph.add_run(clean(span.text))
        run.font.size = Pt(size)
        run.bold, run.italic = span.bold or None, span.italic or None
        if span.missing:
            run.font.highlight_color = WD_COLOR_INDEX.YELLOW
