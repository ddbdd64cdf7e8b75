"""The kinds of fault; FAULTS is the table of them, in the order of the answer: what cannot be mended any more first."""

from __future__ import annotations

from minhbach.domains.handovers.faults import clocks, goods, money, numbers, papers
from minhbach.domains.handovers.faults.fault import MOST_FOUND, Fault, Found

FAULTS: tuple[Fault, ...] = (*numbers.FAULTS, *goods.FAULTS, *clocks.FAULTS, *papers.FAULTS, *money.FAULTS)

__all__ = ["FAULTS", "MOST_FOUND", "Fault", "Found"]
