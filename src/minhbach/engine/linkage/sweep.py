"""All records at once: who shares a key, what each pair scores, which clusters follow. The same as live, in one go."""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl

from minhbach.engine.linkage.frames import HUB, Frame
from minhbach.engine.linkage.keys import MOST_ALIKE, word_keys
from minhbach.engine.linkage.model import HUNDREDTHS
from minhbach.engine.linkage.scoring import Scored

Numbers = np.ndarray[Any, np.dtype[Any]]


def candidate_rows(frame: Frame) -> tuple[Numbers, Numbers]:
    """Return the pairs of rows that share an open key."""
    held = frame.values.select("row", pl.col("node").alias("key"))
    words = word_keys(frame)
    numbered = words.with_columns(-pl.col("key").rank("dense").cast(pl.Int64).alias("key")).select("row", "key")
    found = []
    for keys, most in ((held, HUB), (numbered, MOST_ALIKE)):
        open_keys = keys.unique().filter(pl.len().over("key").is_between(2, most))
        pairs = open_keys.join(open_keys, on="key").filter(pl.col("row") < pl.col("row_right"))
        found.append(pairs.select("row", "row_right"))
    pairs = pl.concat(found).unique()
    return pairs.get_column("row").to_numpy(), pairs.get_column("row_right").to_numpy()


def learned_prior(scored: Scored, prior: int) -> int:
    """Return the prior that the pairs themselves bear out, in hundredths: the share of them that are one.

    PRIOR is the one they were scored with. The share is that at which the pairs, weighed with it, add up to it again.
    """
    evidence = (scored.scores - prior) / HUNDREDTHS
    share = 0.1
    for _ in range(200):
        odds = evidence + np.log2(share / (1 - share))
        expected = float(np.mean(1 / (1 + np.exp2(-np.clip(odds, -60, 60)))))
        if abs(expected - share) < 1e-6:
            break
        share = min(max(expected, 1e-6), 1 - 1e-6)
    return round(float(np.log2(share / (1 - share))) * HUNDREDTHS)
