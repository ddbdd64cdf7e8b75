"""A listing's own text cut at the places where signs were read, so that each can be underlined."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any


@dataclass(frozen=True)
class Segment:
    """A stretch of text and the signals that cover it, by their place in the list given; none for plain text."""

    text: str
    signals: tuple[int, ...] = ()


def segments(text: str, signals: Sequence[Mapping[str, Any]]) -> list[Segment]:
    """Cut a text at every start and end of its signals; spans may overlap, lie in one another or touch.

    Units: start and end in code points; what lies outside the text is left out.
    """
    spans = [
        (max(0, signal["start"]), min(len(text), signal["end"]), index)
        for index, signal in enumerate(signals)
        if max(0, signal["start"]) < min(len(text), signal["end"])
    ]
    cuts = sorted({0, len(text), *(start for start, _, _ in spans), *(end for _, end, _ in spans)})
    return [
        Segment(text[start:end], tuple(index for first, last, index in spans if first <= start and end <= last))
        for start, end in pairwise(cuts)
    ]
