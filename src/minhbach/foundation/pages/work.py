"""One line of “Việc hôm nay”, offered by whichever domain has work for an officer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

WorkKind = Literal["dated", "waiting", "new"]


@dataclass(frozen=True)
class WorkItem:
    """What, whose, until when, one act.

    A `dated` item is sorted by the office into late and due by DUE_ON; CLOCK says the date with its statute.
    """

    kind: WorkKind
    what: str
    whose: str
    url: str
    act: str
    due_on: date | None = None
    clock: str = ""
