"""Numbers that are missing from a row of numbers, named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

# So many spans are named; of more it says how many.
MOST_NAMED = 20


@dataclass(frozen=True)
class Gap:
    """Numbers missing from one row of them: WHERE, which, and why that may be."""

    where: str
    numbers: str
    why: str


def missing(numbers: Iterable[int], *, first: int | None = None) -> Iterator[tuple[int, int]]:
    """Yield each span of numbers that are missing between FIRST, or the lowest there is, and the highest."""
    expected = first
    for number in sorted(set(numbers)):
        if expected is not None and number > expected:
            yield expected, number - 1
        expected = max(expected or 0, number + 1)


def write_spans(spans: Iterable[tuple[int, int]]) -> str:
    """Write spans as people read them: "3, 5–7"; the empty text where there is none."""
    named = [str(low) if low == high else f"{low}–{high}" for low, high in spans]
    more = f", … (+{len(named) - MOST_NAMED})" if len(named) > MOST_NAMED else ""
    return ", ".join(named[:MOST_NAMED]) + more
