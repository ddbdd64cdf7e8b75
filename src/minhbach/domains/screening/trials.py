"""What an entry changes: the run with it held against the run without, and the listings shown of it."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from minhbach.domains.screening.lexicon_words import trial_figure
from minhbach.domains.screening.runs import SeenLead, leads_of, open_run

if TYPE_CHECKING:
    import polars as pl

GROUPS_KEPT = 12


@dataclass(frozen=True)
class Effect:
    """What a run with an entry finds that the run without does not. By platform and by category: of the added."""

    rows: int
    leads_before: int
    added: int
    changed: int
    other_signs: int
    gone: int
    signals: int
    listings: int
    by_platform: Sequence[tuple[str, int]]
    by_category: Sequence[tuple[str, int]]
    best_ids: tuple[str, ...]
    random_ids: tuple[str, ...]


@dataclass(frozen=True)
class ShownLead:
    """One of the added, best or drawn."""

    seen: SeenLead
    is_best: bool


def compare(without: Path, with_it: Path, rule: str, *, seed: str) -> Effect:
    """Hold two run folders against each other. The same runs and seed choose the same listings.

    Changed counts leads of both runs that are otherwise likely by what they say themselves, not those that only stand
    elsewhere because others do; other_signs those of them with other signs.
    """
    import polars as pl

    before = pl.read_parquet(without / "leads.parquet", columns=["listing_id", "signs", "probability"])
    shown = ["listing_id", "signs", "score", "probability", "platform", "category"]
    after = pl.read_parquet(with_it / "leads.parquet", columns=shown)
    signals = pl.read_parquet(with_it / "signals.parquet", columns=["listing_id", "rule"])
    signals = signals.filter(pl.col("rule") == rule)
    added = after.join(before, on="listing_id", how="anti").sort("score", "listing_id", descending=[True, False])
    gone = before.join(after, on="listing_id", how="anti")
    both = before.join(after, on="listing_id", how="inner", suffix="_after")
    ids = added["listing_id"].to_list()
    best = ids[: int(trial_figure("best_shown"))]
    # Sorted, so that the draw depends on which listings there are and not on their order.
    rest = sorted(ids[len(best) :])
    chance = random.Random(hashlib.sha256(seed.encode()).hexdigest())
    drawn = chance.sample(rest, min(len(rest), int(trial_figure("random_shown"))))
    return Effect(
        rows=int(open_run(with_it).content["listings"]),
        leads_before=before.height,
        added=added.height,
        changed=both.filter(pl.col("probability") != pl.col("probability_after")).height,
        other_signs=both.filter(pl.col("signs") != pl.col("signs_after")).height,
        gone=gone.height,
        signals=signals.height,
        listings=signals["listing_id"].n_unique(),
        by_platform=_counts(added, "platform"),
        by_category=_counts(added, "category"),
        best_ids=tuple(best),
        random_ids=tuple(drawn),
    )


def shown_leads(with_it: Path, effect: Effect) -> list[ShownLead]:
    """Fetch the listings to show of a run, each with its signals, the best first.

    Raises: RunIncomplete.
    """
    wanted = [*effect.best_ids, *effect.random_ids]
    found = {one.listing["listing_id"]: one for one in leads_of(open_run(with_it), only=wanted)}
    return [ShownLead(found[listing_id], listing_id in effect.best_ids) for listing_id in wanted]


def _counts(added: pl.DataFrame, column: str) -> list[tuple[str, int]]:
    rows: list[tuple[Any, int]] = (
        added.group_by(column).len().sort("len", column, descending=[True, False]).head(GROUPS_KEPT).rows()
    )
    return [(str(value or "").replace("\x00", ""), count) for value, count in rows]
