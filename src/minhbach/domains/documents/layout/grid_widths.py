"""How wide the columns of a ruled table are: each its share, and none so narrow that a number or a date breaks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .paper import Cell, Grid
from .text_width import text_width_pt

PADDING_PT = 8
SMALLEST_TYPE = 7.0
# A web address may break; it does not push the others off the page.
MOST_FOR_A_WORD = 0.3
# Where a column's own share allows it, its words stand in no more lines than these: a heading may stand higher.
MOST_LINES, MOST_LINES_OF_HEADING = 3, 6
# What is lost at the ends of broken lines.
RAGGED = 1.15


@dataclass(frozen=True)
class Fitted:
    """The columns of a table on a page.

    Units: widths and type size in points.
    """

    widths: tuple[float, ...]
    size: float


def fit(grid: Grid, width: float) -> Fitted:
    """Lay a table's columns over a WIDTH in points, in smaller type where words would not stand whole in its own."""
    shares = tuple(width * share / sum(grid.widths) for share in grid.widths)
    size = grid.size
    while (needs := _needs(grid, size, shares, width)) and sum(needs) > width and size > SMALLEST_TYPE:
        size -= 0.5
    if sum(needs) > width:
        needs = tuple(need * width / sum(needs) for need in needs)
    return Fitted(_spread(shares, needs), size)


def _needs(grid: Grid, size: float, shares: Sequence[float], width: float) -> tuple[float, ...]:
    """Return what the words of each column ask for."""
    needs = [0.0] * len(grid.widths)
    covered: set[tuple[int, int]] = set()
    for index, row in enumerate((*grid.header, *grid.rows)):
        column = 0
        for cell in row:
            while (index, column) in covered:
                column += 1
            covered |= {(index + down, column + across) for down in range(cell.rows) for across in range(cell.columns)}
            if cell.columns == 1:
                lines = MOST_LINES_OF_HEADING if index < len(grid.header) else MOST_LINES
                need = _need(cell, size, lines, share=shares[column], most=width * MOST_FOR_A_WORD)
                needs[column] = max(needs[column], need)
            column += cell.columns
    return tuple(needs)


def _need(cell: Cell, size: float, lines: int, *, share: float, most: float) -> float:
    words = [text_width_pt(word, size, bold=cell.bold) for word in cell.text.split()]
    longest = min(max(words, default=0.0) + PADDING_PT, most)
    in_lines = (sum(words) + size / 4 * len(words)) * RAGGED / lines + PADDING_PT if len(words) > 1 else 0.0
    return max(longest, min(in_lines, share))


def _spread(shares: Sequence[float], needs: Sequence[float]) -> tuple[float, ...]:
    """Widen the columns that need it at the cost of those with room to spare."""
    short = sum(max(0.0, need - share) for share, need in zip(shares, needs, strict=True))
    spare = sum(max(0.0, share - need) for share, need in zip(shares, needs, strict=True))
    kept = 1 - short / spare if spare else 1.0
    return tuple(
        need if need >= share else need + (share - need) * kept for share, need in zip(shares, needs, strict=True)
    )
