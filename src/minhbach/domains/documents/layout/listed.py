"""The list of what a file holds (mục lục), with its sheets numbered through (bút lục) and the hash of each file."""

from dataclasses import dataclass
from datetime import date

from minhbach.foundation.writing import write_day

from .envelope import Envelope
from .paper import Appendix, Block, Cell, Grid
from .parts import list_appendix

# So much of a hash is set on paper: enough to tell files apart, and to be read out.
HASH_SHOWN = 16


@dataclass(frozen=True, kw_only=True)
class Listed:
    """One paper or file of a list. `sheets` None: nobody has counted them, and their numbers stay for the pen."""

    title: str
    symbol: str | None = None
    dated: date | None = None
    sheets: int | None = None
    sha256: str | None = None


def sheet_numbers(rows: tuple[Listed, ...]) -> tuple[tuple[int, int] | None, ...]:
    """Number the sheets through: first and last of each item, None from the first that nobody has counted."""
    found: list[tuple[int, int] | None] = []
    last: int | None = 0
    for row in rows:
        if last is None or row.sheets is None:
            last = None
            found.append(None)
            continue
        found.append((last + 1, last + row.sheets))
        last += row.sheets
    return tuple(found)


def write_sheets(span: tuple[int, int] | None) -> str:
    """Write the numbers of an item's sheets: "04", "05–09"."""
    if span is None:
        return ""
    first, last = span
    return f"{first:02d}" if first == last else f"{first:02d}–{last:02d}"


def listed_grid(rows: tuple[Listed, ...]) -> Grid:
    """Set the list with the sum of its sheets; a number that nobody knows stays empty for the pen."""
    titles = ("STT", "Số, ký hiệu", "Ngày", "Tên tài liệu", "Số tờ", "Bút lục số", "Mã băm SHA-256 (rút gọn)")
    body = tuple(
        (
            Cell(str(number), align="center"),
            Cell(row.symbol or ""),
            Cell(write_day(row.dated) if row.dated else "", align="center"),
            Cell(row.title),
            Cell("" if row.sheets is None else str(row.sheets), align="right"),
            Cell(write_sheets(span), align="center"),
            Cell((row.sha256 or "")[:HASH_SHOWN]),
        )
        for number, (row, span) in enumerate(zip(rows, sheet_numbers(rows), strict=True), start=1)
    )
    counted = [row.sheets for row in rows if row.sheets is not None]
    total = (
        Cell("Tổng số tờ", bold=True, align="center", columns=4),
        Cell(str(sum(counted)) if len(counted) == len(rows) else "", bold=True, align="right"),
        Cell("", columns=2),
    )
    return Grid(
        widths=(0.9, 2.8, 1.9, 6, 1.1, 1.6, 3.2),
        header=(tuple(Cell(title, bold=True, align="center") for title in titles),),
        rows=(*body, total),
        size=11,
    )


def listed_appendices(
    kind: str, title: str, rows: tuple[Listed, ...], envelope: Envelope, *after: Block
) -> tuple[Appendix, ...]:
    """Set the list as an appendix of a KIND of paper, in landscape; none where nothing is listed."""
    return (list_appendix(kind, title, listed_grid(rows), envelope, *after),) if rows else ()
