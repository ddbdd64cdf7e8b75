"""What a finished run left in its folder, read again: its record, and its leads with all that they rest on."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl

from minhbach.engine.refusals import EngineRefusal
from minhbach.engine.screening.claim import OUTPUTS
from minhbach.engine.screening.explain import explain
from minhbach.engine.screening.frozen_score import read_scorecard
from minhbach.engine.screening.score import Scorecard
from minhbach.engine.tables import LISTINGS, SIGNALS, FrameOfAnotherShape, check


class RunUnreadable(EngineRefusal):
    """A folder holds no finished run, or one of another make."""

    code = "run.unreadable"


class ListingNotALead(EngineRefusal):
    """A run has no lead of this listing."""

    code = "run.no_such_lead"


@dataclass(frozen=True)
class Results:
    """A finished run."""

    folder: Path
    record: Mapping[str, Any]  # run.json

    @property
    def versions(self) -> Mapping[str, Any]:
        """What every explanation of the run names."""
        versions: Mapping[str, Any] = self.record["versions"]
        return versions

    @property
    def scorecard(self) -> Scorecard:
        """The numbers that the run was scored by."""
        return read_scorecard(self.record["scorecard"])


def open_results(folder: Path) -> Results:
    """Read what a run says of itself.

    Raises: RunUnreadable.
    """
    for name in OUTPUTS:
        if not (folder / name).is_file():
            raise RunUnreadable(folder=folder.name, problem="run.incomplete", file=name)
    try:
        record = json.loads((folder / "run.json").read_text(encoding="utf-8"))
        results = Results(folder, record)
        _ = results.versions, results.scorecard
    except (ValueError, KeyError, TypeError) as error:
        raise RunUnreadable(folder=folder.name, problem="run.other_make", file="run.json") from error
    return results


class LeadExplained(NamedTuple):
    """A lead of a run with its reasons."""

    lead: dict[str, Any]  # a row of LEADS
    signals: list[dict[str, Any]]  # rows of SIGNALS
    explanation: dict[str, Any]  # as explain gives it


def explained(
    results: Results, listing_ids: Sequence[str] | None = None, *, top: int | None = None
) -> Iterator[LeadExplained]:
    """Yield a run's leads with their explanations, best first: all, some, or the first ones.

    Raises: RunUnreadable; ListingNotALead when one that was asked for is none.
    """
    try:
        leads = pl.scan_parquet(results.folder / "leads.parquet", glob=False)
        if listing_ids is not None:
            leads = leads.filter(pl.col("listing_id").is_in(list(listing_ids)))
        chosen = (leads.head(top) if top is not None else leads).collect()
        for listing_id in listing_ids or ():
            if listing_id not in chosen["listing_id"]:
                raise ListingNotALead(listing=listing_id, folder=results.folder.name)
        wanted = chosen.lazy().select("listing_id")
        signals = _of(results.folder / "signals.parquet", wanted)
        listings = _of(results.folder / "snapshots.parquet", wanted)
        late = [name for name in ("price_written", "collected_on") if name not in listings.columns]  # in old runs
        listings = listings.with_columns(pl.lit(None, dtype=pl.String).alias(name) for name in late)
        reasons: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for row in check(signals, SIGNALS, name="signals").iter_rows(named=True):
            reasons[row["listing_id"]].append(row)
        snapshots = {row["listing_id"]: row for row in check(listings, LISTINGS, name="snapshots").to_dicts()}
    except (pl.exceptions.PolarsError, FrameOfAnotherShape) as error:
        raise RunUnreadable(folder=results.folder.name, problem="run.broken", detail=str(error)) from error
    scorecard = results.scorecard
    for lead in chosen.iter_rows(named=True):
        listing_id = lead["listing_id"]
        explanation = explain(
            snapshots[listing_id],
            reasons[listing_id],
            goods=lead["goods"],
            scorecard=scorecard,
            order=json.loads(lead["order"]) if lead.get("order") else None,
            knowledge_tables=results.record.get("knowledge_tables", ()),
            versions=results.versions,
        )
        yield LeadExplained(lead, reasons[listing_id], explanation)


def _of(path: Path, wanted: pl.LazyFrame) -> pl.DataFrame:
    return pl.scan_parquet(path, glob=False).join(wanted, on="listing_id", how="semi", maintain_order="left").collect()
