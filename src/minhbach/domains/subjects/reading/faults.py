"""What is wrong in a list, or kept otherwise than it was written."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """One value that cannot be taken as it stands: where, what kind of fault, how to mend it."""

    row: int
    column: str
    code: str
    sentence: str
    value: str = ""
