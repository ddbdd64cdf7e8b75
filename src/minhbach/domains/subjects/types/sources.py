"""Every value has a source."""

from __future__ import annotations

from dataclasses import dataclass

from minhbach.domains.subjects.types.kinds import SourceKind


@dataclass(frozen=True)
class Source:
    """Where a value comes from: a kind, and the words by which it can be looked up (a number, a date, an address)."""

    kind: SourceKind = SourceKind.OFFICER
    note: str = ""
