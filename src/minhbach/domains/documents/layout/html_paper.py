"""Draws a paper for the screen, from the same description as the DOCX. Text is always escaped."""

import re
from html import escape

from docx.shared import Length

from .docx_paper import MOTTO, NATION, TEXT_WIDTH, TEXT_WIDTH_ACROSS
from .grid_widths import fit
from .paper import Appendix, Block, Cell, Closing, Grid, Heading, Line, Paper, Rule, Signatures, Signing, Span

# A date, an amount with its unit: never parted between two lines.
WHOLE = re.compile(r"\b\d{1,2}/\d{1,2}/\d{4}\b|\b\d{1,3}(?:\.\d{3})+(?:,\d+)?(?: đồng\b)?")


def render_html(paper: Paper) -> str:
    """Draw a paper as HTML that `documents/paper.css` dresses."""
    pages = [_sheet(_heading(paper.heading) + _blocks(paper.blocks, TEXT_WIDTH))]
    pages += [_appendix(appendix) for appendix in paper.appendices]
    return "".join(pages)


def _sheet(inner: str, *, landscape: bool = False) -> str:
    turned = " paper-landscape" if landscape else ""
    return f'<section class="paper{turned}" lang="vi">{inner}</section>'


def _heading(heading: Heading) -> str:
    superior = f"<div>{escape(heading.superior)}</div>" if heading.superior else ""
    subject = f'<div class="paper-subject">{escape(heading.subject)}</div>' if heading.subject else ""
    return (
        '<header class="paper-head"><div class="paper-agency">'
        f"{superior}<div>{_span(heading.agency)}</div><hr></div>"
        f'<div class="paper-nation"><div>{NATION}</div><div class="paper-motto">{MOTTO}</div></div>'
        f'<div class="paper-number">{_spans(heading.number or ())}{subject}</div>'
        f'<div class="paper-date">{_spans(heading.place_and_date or ())}</div></header>'
    )


def _blocks(blocks: tuple[Block, ...], width: Length) -> str:
    return "".join(_block(block, width) for block in blocks)


def _block(block: Block, width: Length) -> str:
    match block:
        case Line():
            return _line(block)
        case Rule():
            return '<hr class="paper-rule">'
        case Grid():
            return _grid(block, width)
        case Signatures():
            return "".join(
                f'<div class="paper-signatures">{_signing(left)}{_signing(right)}</div>' for left, right in block.rows
            )
        case Closing():
            return _closing(block)


def _line(block: Line) -> str:
    marks = (
        ("paper-indent", block.indent),
        ("paper-break", block.starts_page),
        ("paper-small", block.size <= 12),
        ("paper-kept", block.keep_with_next),
    )
    classes = " ".join([f"paper-{block.align}", *(name for name, holds in marks if holds)])
    return f'<p class="{classes}">{_spans(block.spans)}</p>'


def _grid(grid: Grid, width: Length) -> str:
    fitted = fit(grid, width.pt)
    total = sum(fitted.widths)
    columns = "".join(f'<col width="{share / total:.1%}">' for share in fitted.widths)
    head = "".join(f"<tr>{''.join(_cell(cell, 'th') for cell in row)}</tr>" for row in grid.header)
    body = "".join(f"<tr>{''.join(_cell(cell, 'td') for cell in row)}</tr>" for row in grid.rows)
    return (
        f'<div class="paper-grid paper-type-{int(fitted.size)}"><table><colgroup>{columns}</colgroup>'
        f"<thead>{head}</thead><tbody>{body}</tbody></table></div>"
    )


def _cell(cell: Cell, tag: str) -> str:
    spans = "".join(
        f' {name}="{count}"' for name, count in (("colspan", cell.columns), ("rowspan", cell.rows)) if count > 1
    )
    text = _span(Span(cell.text, bold=cell.bold, italic=cell.italic))
    return f'<{tag} class="paper-{cell.align}"{spans}>{text}</{tag}>'


def _closing(block: Closing) -> str:
    names = "".join(f"<div>{escape(name)}</div>" for name in block.recipients)
    return (
        '<div class="paper-signatures"><div class="paper-recipients"><strong><em>Nơi nhận:</em></strong>'
        f"{names}</div>{_signing(block.signing)}</div>"
    )


def _signing(signing: Signing | None) -> str:
    if signing is None:
        return "<div></div>"
    lines = "".join(f"<div><strong>{escape(text)}</strong></div>" for text in signing.lines)
    note = f"<div><em>{escape(signing.note)}</em></div>" if signing.note else ""
    name = (
        f'<div class="paper-signer">{_span(signing.name)}</div>' if signing.name else '<div class="paper-signer"></div>'
    )
    return f'<div class="paper-signing">{lines}{note}{name}</div>'


def _appendix(appendix: Appendix) -> str:
    head = (
        f'<p class="paper-center"><strong>{escape(appendix.label)}<br>{escape(appendix.title)}</strong><br>'
        f"{_spans(appendix.attached_to)}</p>"
    )
    width = TEXT_WIDTH_ACROSS if appendix.landscape else TEXT_WIDTH
    return _sheet(head + _blocks(appendix.blocks, width), landscape=appendix.landscape)


def _spans(spans: tuple[Span, ...]) -> str:
    return "".join(_span(span) for span in spans)


def _span(span: Span) -> str:
    text = WHOLE.sub(r'<span class="paper-whole">\g<0></span>', escape(span.text))
    if span.bold:
        text = f"<strong>{text}</strong>"
    if span.italic:
        text = f"<em>{text}</em>"
    if span.missing:
        return f'<mark class="paper-missing">{text}</mark>'
    return f'<span class="paper-by-hand">{text}</span>' if span.by_hand else text
