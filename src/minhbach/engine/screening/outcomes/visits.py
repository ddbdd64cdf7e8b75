"""Which leads to visit: the best of the list, and a few drawn by lot, so that the model learns about the rest too."""

from __future__ import annotations

import hashlib
import math

import polars as pl

from minhbach.engine.tables import LEADS, check

RANDOM_SHARE = 0.05

VISITS: dict[str, pl.DataType] = {
    **{name: LEADS[name] for name in ("listing_id", "platform", "title", "url", "seller_id", "seller_name")},
    "signs": pl.String(),  # parted by commas
    "probability": LEADS["probability"],
    "score": LEADS["score"],
    "chosen_how": pl.String(),  # ranked, random
    "chance": pl.Float64(),  # that the lead was chosen
    "sign": pl.String(),  # for the inspector to fill in, as the columns after it
    "outcome": pl.String(),
    "decided_on": pl.String(),
}


def plan_visits(leads: pl.DataFrame, number: int, *, seed: str, random_share: float = RANDOM_SHARE) -> pl.DataFrame:
    """Return the visits of one round: the same leads, number and seed give the same visits.

    At least one visit is drawn by lot from the leads that rank does not choose, unless the share is 0
    or all leads are chosen anyway.

    Shape: LEADS -> VISITS, ranked ones first.
    """
    ranked = check(leads, LEADS, name="leads").sort("score", "listing_id", descending=[True, False])
    number = min(number, ranked.height)
    by_lot = min(math.ceil(number * random_share), number)
    best = ranked.head(number - by_lot)
    rest = ranked.slice(number - by_lot)
    if rest.height == by_lot:
        best, rest, by_lot = ranked.head(number), ranked.clear(), 0
    lots = [hashlib.sha256(f"{seed}\n{listing_id}".encode()).hexdigest() for listing_id in rest["listing_id"]]
    drawn = rest.with_columns(pl.Series("lot", lots, dtype=pl.String)).sort("lot").head(by_lot).drop("lot")
    chance = by_lot / rest.height if rest.height else 1.0
    visits = [
        frame.with_columns(
            pl.col("signs").list.join(","),
            pl.lit(how).alias("chosen_how"),
            pl.lit(share).alias("chance"),
            *(pl.lit(None, dtype=pl.String).alias(name) for name in ("sign", "outcome", "decided_on")),
        ).select(list(VISITS))
        for frame, how, share in ((best, "ranked", 1.0), (drawn, "random", chance))
    ]
    return pl.concat(visits)
