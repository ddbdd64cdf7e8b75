"""A run folder of `minhbach screen`, and the listings its leads rest on, as plain rows."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from minhbach.domains.screening.refusals import RunIncomplete
from minhbach.engine.text.clean import substitute


@dataclass(frozen=True)
class SeenLead:
    """One lead of a run with the whole listing it rests on.

    Units: price in đồng; start and end of a signal in code points of the listing's own field.
    """

    listing: Mapping[str, Any]
    signs: tuple[str, ...]
    score: float
    probability: float | None
    signals: tuple[Mapping[str, Any], ...]
    # Kinds of goods read from title and category.
    goods: tuple[str, ...] = ()
    # What engine.screening.explain says, without the listing.
    explanation: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Run:
    """What run.json says, and where the rest lies."""

    folder: Path
    sha256: str
    content: Mapping[str, Any]

    @property
    def has_ids(self) -> bool:
        """Say whether the export numbered its listings; else ids were made of row numbers and mean nothing later."""
        return all("listing_id" in given["columns"] for given in self.content["inputs"])

    def is_made_of_row(self, listing_id: str) -> bool:
        """Say whether an id was made of a row of the export, which gave one that a spreadsheet had cut short."""
        source, _, row = listing_id.rpartition(":")
        return row.isdigit() and any(given["name"] == source for given in self.content["inputs"])

    @property
    def input_sha256(self) -> str:
        return str(self.content["inputs"][0]["sha256"])

    @property
    def mapping(self) -> dict[str, str]:
        return dict(self.content["inputs"][0]["columns"])


def open_run(folder: Path) -> Run:
    """Read what a run says of itself.

    Raises: RunIncomplete.
    """
    path = folder / "run.json"
    try:
        content = path.read_bytes()
        return Run(folder, hashlib.sha256(content).hexdigest(), json.loads(content))
    except (OSError, ValueError):
        raise RunIncomplete(folder=folder.name) from None


def leads_of(run: Run, *, only: Sequence[str] | None = None) -> Iterator[SeenLead]:
    """Yield the leads of a run, best first, each with its listing as the run froze it.

    ONLY names the listings wanted, where not all of them are.
    Raises: RunIncomplete.
    """
    from minhbach.engine.screening.canonical import canonical
    from minhbach.engine.screening.results import ListingNotALead, RunUnreadable, explained, open_results

    try:
        for lead, signals, explanation in explained(open_results(run.folder), only):
            # As it is written down: a reader of the row gets the same numbers.
            frozen = json.loads(canonical(explanation))
            listing = _clean(frozen.pop("listing"))
            yield SeenLead(
                listing=listing,
                signs=tuple(lead["signs"]),
                score=lead["score"],
                probability=lead["probability"],
                signals=tuple(
                    _clean({key: signal[key] for key in signal if key != "listing_id"}) for signal in signals
                ),
                goods=tuple(lead["goods"] or ()),
                explanation=_clean(frozen),
            )
    except (RunUnreadable, ListingNotALead):
        raise RunIncomplete(folder=run.folder.name) from None


def refused_rows(run: Run) -> list[dict[str, Any]]:
    """List every row the run left out: source, row, reason, value.

    Raises: RunIncomplete.
    """
    import polars as pl

    try:
        return [_clean(row) for row in pl.read_parquet(run.folder / "refused.parquet").to_dicts()]
    except (OSError, pl.exceptions.PolarsError):
        raise RunIncomplete(folder=run.folder.name) from None


def _clean(row: Mapping[str, Any]) -> dict[str, Any]:
    return {key: _cleaned(value) for key, value in row.items()}


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return substitute(value)
    if isinstance(value, list):
        return [_cleaned(item) for item in value]
    if isinstance(value, dict):
        return _clean(value)
    return value
