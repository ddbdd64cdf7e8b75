"""Official documents on paper: contents in, DOCX, PDF or HTML out. Pure: no database, no clock, no settings.

paper = SanctionDecisionContent(...).compose(Envelope(...))
render_docx(paper)  # bytes
render_pdf(paper)  # bytes
render_html(paper)  # str
"""

from .docx_paper import render_docx
from .envelope import CitedDocument, Envelope, Letterhead, Signature
from .freezing import ContentUnreadable, digest_of, freeze, thaw
from .gaps import Gap, forgotten, left_to_the_pen
from .html_paper import render_html
from .paper import Paper, blank_lines, unfilled_count
from .pdf_paper import render_pdf

__all__ = [
    "CitedDocument",
    "ContentUnreadable",
    "Envelope",
    "Gap",
    "Letterhead",
    "Paper",
    "Signature",
    "blank_lines",
    "digest_of",
    "forgotten",
    "freeze",
    "left_to_the_pen",
    "render_docx",
    "render_html",
    "render_pdf",
    "thaw",
    "unfilled_count",
]
