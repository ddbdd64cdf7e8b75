"""A sweep of made-up listings, compared as a run does it, in whatever batches and order."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import polars as pl

from minhbach.engine.screening.comparing import COMPARED, COMPARISONS, Comparison
from minhbach.engine.screening.judging import FOUND
from minhbach.engine.screening.knowledge import NOTHING_KNOWN, Knowledge
from minhbach.engine.screening.rules import Batch
from minhbach.engine.tables import LISTINGS, check
from minhbach.engine.text.folding import fold_columns

AS_OF = date(2026, 11, 21)


def frame_of(rows: Sequence[Mapping[str, Any]]) -> pl.DataFrame:
    full = [{"platform": "tiki", "listing_id": str(number), **row} for number, row in enumerate(rows)]
    return pl.DataFrame([{column: row.get(column) for column in LISTINGS} for row in full], schema=LISTINGS)


def found_of(*rows: tuple[int, str, float]) -> pl.DataFrame:
    """Something found: row, sign, weight."""
    return pl.DataFrame(
        [
            {"n": n, "listing_id": str(n), "sign": sign, "rule": "made.up", "family": "made.up", "weight": weight}
            for n, sign, weight in rows
        ],
        schema={name: FOUND[name] for name in ("n", "listing_id", "sign", "rule", "family", "weight")},
    ).select(
        pl.col(name)
        if name in ("n", "listing_id", "sign", "rule", "family", "weight")
        else pl.lit(None, dtype).alias(name)
        for name, dtype in FOUND.items()
    )


def batch_of(listings: pl.DataFrame, knowledge: Knowledge = NOTHING_KNOWN) -> Batch:
    return Batch(listings, fold_columns(listings["title"], listings["description"]), AS_OF, knowledge)


def comparison(name: str) -> Comparison:
    return next(one for one in COMPARISONS if one.name == name)


def observed(
    name: str,
    listings: pl.DataFrame,
    found: pl.DataFrame,
    sizes: Sequence[int] = (),
    knowledge: Knowledge = NOTHING_KNOWN,
) -> pl.DataFrame:
    """Observe a sweep in batches of the given sizes, the rest in one."""
    frames = []
    start = 0
    for size in (*sizes, listings.height):
        part = listings[start : start + size]
        here = found.filter(pl.col("n").is_between(start, start + part.height - 1)).with_columns(pl.col("n") - start)
        if part.height or not frames:
            rows = comparison(name).observe(batch_of(part, knowledge), here)
            frames.append(rows.with_columns(pl.col("n") + start))
        start += part.height
    return pl.concat(frames)


def compared(
    name: str, rows: Sequence[Mapping[str, Any]], found: pl.DataFrame, knowledge: Knowledge = NOTHING_KNOWN
) -> list[dict[str, Any]]:
    """Compare a sweep and return its evidence by listing."""
    groups = observed(name, frame_of(rows), found, knowledge=knowledge).sort("key", "n")
    evidence = check(comparison(name).compare(groups, knowledge), COMPARED, name=name)
    return evidence.sort("n", "sign", "rule").to_dicts()
