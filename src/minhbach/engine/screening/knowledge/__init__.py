"""What is known beyond a listing's own words: marks, authorised sellers, medians, outcomes. All optional."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Knowledge:
    """A knowledge folder, read; where a table is absent, rules say what they could not check."""

    version: str | None = None


NOTHING_KNOWN = Knowledge()


def load_knowledge(folder: Path | None) -> Knowledge:
    """Read a knowledge folder, or know nothing."""
    if folder is None:
        return NOTHING_KNOWN
    raise NotImplementedError
