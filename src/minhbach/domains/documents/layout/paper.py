"""What is on an official paper, apart from how it is drawn.

A form composes a `Paper`; the DOCX and the page on screen are both drawn from it, so that they cannot differ.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Literal

Align = Literal["left", "center", "right", "justify"]

BLANK = "……………"
# Two lines of the page, for what somebody says on the spot.
LONG_BLANK = "…" * 60


@dataclass(frozen=True)
class Span:
    """A run of text.

    A gap is one of two things: `missing`, a field that somebody forgot and that must be filled before the paper goes
    on; or `by_hand`, left on purpose for the pen of those who are there when the paper is drawn up.
    """

    text: str
    bold: bool = False
    italic: bool = False
    missing: bool = False
    by_hand: bool = False


@dataclass(frozen=True)
class Line:
    """One paragraph."""

    spans: tuple[Span, ...]
    align: Align = "justify"
    indent: bool = True
    size: float = 14
    space_before: float = 0
    space_after: float = 6
    keep_with_next: bool = False
    starts_page: bool = False


@dataclass(frozen=True)
class Rule:
    """A short solid line centred under the text before it; a share of that text's width."""

    under: str
    share: float
    size: float = 14
    bold: bool = True


@dataclass(frozen=True)
class Cell:
    """One cell of a grid."""

    text: str
    bold: bool = False
    italic: bool = False
    align: Align = "left"
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True)
class Grid:
    """A ruled table. Covered cells of a span are left out, as in HTML.

    Units: `widths` are relative shares.
    """

    widths: tuple[float, ...]
    header: tuple[tuple[Cell, ...], ...]
    rows: tuple[tuple[Cell, ...], ...]
    size: float = 12


@dataclass(frozen=True)
class Signing:
    """Where one person signs: rank in capitals, what to do in italics, the name below."""

    lines: tuple[str, ...]
    note: str = ""
    name: Span | None = None


@dataclass(frozen=True)
class Signatures:
    """Pairs of places to sign, side by side; None leaves a side empty."""

    rows: tuple[tuple[Signing | None, Signing | None], ...]


@dataclass(frozen=True)
class Closing:
    """ "Nơi nhận" on the left, the signature on the right."""

    recipients: tuple[str, ...]
    signing: Signing


Block = Line | Rule | Grid | Signatures | Closing


@dataclass(frozen=True)
class Heading:
    """The top of the first page: boxes 1 to 5b of NĐ 30/2020."""

    superior: str | None
    agency: Span
    number: tuple[Span, ...] | None
    place_and_date: tuple[Span, ...] | None
    subject: str | None = None


@dataclass(frozen=True)
class Appendix:
    """A "Phụ lục" on pages of its own, numbered apart."""

    label: str
    title: str
    attached_to: tuple[Span, ...]
    blocks: tuple[Block, ...]
    landscape: bool = False


@dataclass(frozen=True)
class Paper:
    """A whole document."""

    title: str
    author: str
    heading: Heading
    blocks: tuple[Block, ...]
    appendices: tuple[Appendix, ...] = ()


def fill(
    value: str | None, *, bold: bool = False, italic: bool = False, blank: str = BLANK, by_hand: bool = False
) -> Span:
    """Set a field's value; where there is none, a blank: marked as forgotten, or dotted for the pen BY_HAND."""
    if value is None or not value.strip():
        return Span(blank, bold=bold, italic=italic, missing=not by_hand, by_hand=by_hand)
    return Span(value.strip(), bold=bold, italic=italic)


def spans(*parts: str | Span) -> tuple[Span, ...]:
    """Join words and fields into spans."""
    return tuple(Span(part) if isinstance(part, str) else part for part in parts)


def line(*parts: str | Span) -> Line:
    """Set a paragraph of the body."""
    return Line(spans(*parts))


def centered(*parts: str | Span, size: float = 14, space_after: float = 6, space_before: float = 0) -> Line:
    """Set a centred paragraph."""
    return Line(
        spans(*parts),
        align="center",
        indent=False,
        size=size,
        space_after=space_after,
        space_before=space_before,
        keep_with_next=True,
    )


def kept_together(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Let the last words before a signature go with it: it never stands alone on a page."""
    return tuple(
        replace(block, keep_with_next=True)
        if isinstance(block, Line) and isinstance(following, Closing | Signatures)
        else block
        for block, following in zip_longest(blocks, blocks[1:])
    )


# Words of two syllables in the names of agencies and in what papers are about.
_PAIRS = re.compile(
    r"\b(?:thị trường|quản lý|chỉ đạo|nhân dân|công thương|thương mại|hải quan|công an|biên phòng|kiểm lâm|kiểm tra)\b",
    re.IGNORECASE,
)


def hold_together(text: str) -> str:
    """Bind the last words of a long name, and the syllables of one word.

    So it never breaks before a last word alone ("TỈNH LẠNG / SƠN"), nor within one ("THỊ / TRƯỜNG SỐ 1").
    """
    words = text.split()
    if len(words) <= 4:
        return text
    bound = "\u00a0".join(words[-3:])
    whole = _PAIRS.sub(lambda pair: pair[0].replace(" ", "\u00a0"), " ".join(words))
    return f"{whole[: -len(bound)]}{bound}"


def bold(text: str) -> Span:
    """Set words in bold."""
    return Span(text, bold=True)


def italic(text: str) -> Span:
    """Set words in italics."""
    return Span(text, italic=True)


def unfilled_count(paper: Paper) -> int:
    """Count the blanks on a paper that somebody forgot to fill."""
    return sum(span.missing for words in _every_line(paper) for span in words)


def blank_lines(paper: Paper) -> tuple[str, ...]:
    """List the lines that hold a forgotten blank, as they read."""
    return _lines_where(paper, lambda span: span.missing)


def pen_lines(paper: Paper) -> tuple[str, ...]:
    """List the lines that are left for the pen, as they read."""
    return _lines_where(paper, lambda span: span.by_hand)


def _lines_where(paper: Paper, holds: Callable[[Span], bool]) -> tuple[str, ...]:
    found = (words for words in _every_line(paper) if any(holds(span) for span in words))
    return tuple("".join(span.text for span in words).strip() for words in found)


def _every_line(paper: Paper) -> list[tuple[Span, ...]]:
    heading = paper.heading
    found = [(heading.agency,), heading.number or (), heading.place_and_date or ()]
    blocks: list[Block] = list(paper.blocks)
    for appendix in paper.appendices:
        found.append(appendix.attached_to)
        blocks += appendix.blocks
    for block in blocks:
        match block:
            case Line():
                found.append(block.spans)
            case Signatures():
                found += [(side.name,) for row in block.rows for side in row if side is not None and side.name]
            case Closing():
                found += [(block.signing.name,)] if block.signing.name else []
            case Grid() | Rule():
                pass
    return found
