"""What one screening is asked for, and what it answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from minhbach.engine.reading.formats import HowToRead


@dataclass(frozen=True)
class Options:
    """How to screen.

    ``as_of`` is the day of the screening; the engine has no clock. ``collected_on`` is when listings were
    collected that do not say it themselves: expiry dates are read against that day where it is known.
    """

    as_of: date
    workers: int = 1
    batch_rows: int = 8192  # rows of a slice, the unit of work
    lexicons: tuple[Path, ...] = ()  # further lexicons an officer wrote
    mapping: Mapping[str, str] | None = None  # column of LISTINGS -> column of the input
    added: Mapping[str, str] | None = None  # the same, put over what is guessed
    collected_on: date | None = None
    how: HowToRead | None = None  # which sheets, and whether there is a header
    knowledge: Path | None = None  # folder of what is known beyond the listings
    cache: Path | None = None  # where the compiled automaton may be kept between runs
    fresh: bool = False  # forget what an interrupted run has finished
    master: str | None = None  # address of a Spark cluster; None: processes of this machine


@dataclass(frozen=True)
class Progress:
    """How far a screening is."""

    stage: str  # reading, screening, comparing, judging, ranking, done
    listings: int
    total: int | None  # null where the input does not say
    refused: int
    leads: int  # known once listings are judged
    taken_up: int = 0  # of the listings, those that an interrupted run had finished


ReportProgress = Callable[[Progress], None]


@dataclass(frozen=True)
class RunSummary:
    """What a screening did; the content of run.json."""

    listings: int
    refused: int
    refused_by_reason: Mapping[str, int]
    noted: int  # remarks on rows that were read, and on the files
    faults: Sequence[Mapping[str, object]]  # refused and noted, by reason
    cut: int
    signals: int
    leads: int
    leads_by_sign: Mapping[str, int]
    versions: Mapping[str, object] = field(default_factory=dict)
    inputs_ignored: tuple[str, ...] = ()  # files in the folders given that are of no known kind


def say_nothing(_progress: Progress) -> None:
    """Report progress to nobody."""
