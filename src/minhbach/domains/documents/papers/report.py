"""The periodic report, with tables in its text and appendices in landscape."""

from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.documents.layout.envelope import Envelope
from minhbach.domains.documents.layout.paper import (
    Align,
    Appendix,
    Block,
    Cell,
    Grid,
    Line,
    Paper,
    Span,
    bold,
    centered,
    fill,
    line,
    spans,
)
from minhbach.domains.documents.layout.parts import addressed_lines, attached_to, closing_of, set_paper, title_blocks
from minhbach.domains.documents.papers.table import DECREE_30, SignedBy, paper

_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")


@dataclass(frozen=True, kw_only=True)
class ReportColumn:
    """A column. Neighbours with the same `group` stand under one heading; `width` is a relative share."""

    title: str
    group: str | None = None
    align: Literal["left", "center", "right"] = "right"
    width: float = 1


@dataclass(frozen=True, kw_only=True)
class ReportRow:
    """A row of cells already written as text; one short text may fill it ("Không phát sinh")."""

    cells: tuple[str, ...]
    is_total: bool = False


@dataclass(frozen=True, kw_only=True)
class ReportTable:
    """A table with its caption above and notes below."""

    columns: tuple[ReportColumn, ...]
    rows: tuple[ReportRow, ...]
    caption: str | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ReportSection:
    """A section. At the top level its title is set in capitals after a Roman number; below, after an Arabic one."""

    title: str
    paragraphs: tuple[str, ...] = ()
    tables: tuple[ReportTable, ...] = ()
    subsections: tuple["ReportSubsection", ...] = ()


@dataclass(frozen=True, kw_only=True)
class ReportSubsection:
    """A titled part of a section."""

    title: str
    paragraphs: tuple[str, ...] = ()
    tables: tuple[ReportTable, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ReportAppendix:
    """Tables on pages of their own."""

    title: str
    tables: tuple[ReportTable, ...]
    is_landscape: bool = True


@paper(
    "report",
    name=_lazy("báo cáo"),
    title="Báo cáo",
    symbol="BC-{agency}",
    signed_by=SignedBy.AUTHORITY,
    caution=DECREE_30,
    filled_elsewhere=_lazy("Nội dung và bảng số liệu của báo cáo được điền ở trang báo cáo."),
)
@dataclass(frozen=True, kw_only=True)
class ReportContent:
    """A report: `abstract` is what it is about; paragraphs of `preamble` come before the first section."""

    abstract: str
    addressed_to: tuple[str, ...] = ()
    preamble: tuple[str, ...] = ()
    sections: tuple[ReportSection, ...] = ()
    ending: str | None = None
    appendices: tuple[ReportAppendix, ...] = ()

    def compose(self, envelope: Envelope) -> Paper:
        """Set a report."""
        blocks: list[Block] = [
            *title_blocks("Báo cáo", self.abstract),
            *(addressed_lines(self.addressed_to) if self.addressed_to else ()),
            *(line(text) for text in self.preamble),
        ]
        for index, section in enumerate(self.sections):
            blocks += _section(_ROMAN[index], section)
        if self.ending:
            blocks.append(line(f"{self.ending.rstrip('./')}./."))
        blocks.append(closing_of(envelope, *(("Như trên",) if self.addressed_to else ())))
        return set_paper(envelope, f"Báo cáo {self.abstract}", blocks, appendices=_appendices(self, envelope))


def _section(number: str, section: ReportSection) -> list[Block]:
    blocks: list[Block] = [_heading(f"{number}. {section.title.upper()}")]
    blocks += _body(section.paragraphs, section.tables)
    for index, part in enumerate(section.subsections, start=1):
        blocks.append(_heading(f"{index}. {part.title}"))
        blocks += _body(part.paragraphs, part.tables)
    return blocks


def _heading(text: str) -> Line:
    return Line((bold(text),), align="left", space_before=6, keep_with_next=True)


def _body(paragraphs: tuple[str, ...], tables: tuple[ReportTable, ...]) -> list[Block]:
    blocks: list[Block] = [line(fill(text)) for text in paragraphs]
    for table in tables:
        blocks += _table(table)
    return blocks


def _table(table: ReportTable) -> list[Block]:
    blocks: list[Block] = []
    if table.caption:
        blocks.append(centered(bold(table.caption), size=13, space_before=6))
    blocks.append(table_grid(table))
    blocks += [
        Line((Span(note, italic=True),), indent=False, size=12, space_after=2, space_before=2) for note in table.notes
    ]
    blocks.append(Line(spans(""), size=6, space_after=0))
    return blocks


def table_grid(table: ReportTable) -> Grid:
    """Rule a report's table; neighbouring columns of one group share a heading.

    Raises: ValueError when a row has neither one cell for each column nor fewer with the first ones named.
    """
    rows = tuple(_row(row, table.columns) for row in table.rows)
    wide = len(table.columns) > 8
    return Grid(
        widths=tuple(column.width for column in table.columns),
        header=_header(table.columns),
        rows=rows,
        size=10 if len(table.columns) > 12 else 11 if wide else 12,
    )


def _header(columns: tuple[ReportColumn, ...]) -> tuple[tuple[Cell, ...], ...]:
    if not any(column.group for column in columns):
        return (tuple(Cell(column.title, bold=True, align="center") for column in columns),)
    top: list[Cell] = []
    bottom: list[Cell] = []
    index = 0
    while index < len(columns):
        group = columns[index].group
        if group is None:
            top.append(Cell(columns[index].title, bold=True, align="center", rows=2))
            index += 1
            continue
        end = index
        while end < len(columns) and columns[end].group == group:
            bottom.append(Cell(columns[end].title, bold=True, align="center"))
            end += 1
        top.append(Cell(group, bold=True, align="center", columns=end - index))
        index = end
    return (tuple(top), tuple(bottom))


def _row(row: ReportRow, columns: tuple[ReportColumn, ...]) -> tuple[Cell, ...]:
    cells, count = row.cells, len(columns)
    if not cells or len(cells) > count:
        raise ValueError(f"A row of {len(cells)} cells in a table of {count} columns.")
    aligns: list[Align] = [column.align for column in columns]
    made = [Cell(text, bold=row.is_total, align=aligns[index]) for index, text in enumerate(cells)]
    if len(cells) < count:
        # The last text runs over what is left of the row: "Công an tỉnh | Không phát sinh".
        made[-1] = Cell(cells[-1], bold=row.is_total, italic=True, align="center", columns=count - len(cells) + 1)
    return tuple(made)


def annex_label(index: int, count: int) -> str:
    """Name an appendix by its place among COUNT, the first at 0: "Phụ lục II"; one alone has no number."""
    return f"Phụ lục {_ROMAN[index]}" if count > 1 else "Phụ lục"


def _appendices(content: ReportContent, envelope: Envelope) -> tuple[Appendix, ...]:
    made = []
    for index, appendix in enumerate(content.appendices):
        blocks: list[Block] = []
        for table in appendix.tables:
            blocks += _table(table)
        made.append(
            Appendix(
                label=annex_label(index, len(content.appendices)),
                title=appendix.title.upper(),
                attached_to=attached_to("Báo cáo", envelope),
                blocks=tuple(blocks),
                landscape=appendix.is_landscape,
            )
        )
    return tuple(made)
