"""All records at once: who shares a key, what each pair scores, which clusters follow. The same as live, in one go."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import polars as pl

from minhbach.engine.linkage.clusters import Judgement, Link, cluster, pair
from minhbach.engine.linkage.frames import HUB, Frame
from minhbach.engine.linkage.keys import MOST_ALIKE, word_keys
from minhbach.engine.linkage.model import Model, standing_model
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


def swept_clusters(
    frame: Frame,
    scored: Scored,
    made: Mapping[str, int],
    judgements: Iterable[Judgement] = (),
    model: Model | None = None,
) -> dict[str, str]:
    """Return the cluster of each record that is not alone; MADE says when each was made, by its own time."""
    model = model or standing_model()
    joining = scored.scores >= model.join
    is_near = np.zeros(len(frame.ids), dtype=bool)
    is_near[scored.lefts[joining]] = is_near[scored.rights[joining]] = True
    telling = joining | ((scored.scores <= model.apart) & is_near[scored.lefts] & is_near[scored.rights])
    ids = frame.ids
    links = [
        Link(*pair(ids[left], ids[right]), score)
        for left, right, score in zip(
            scored.lefts[telling].tolist(),
            scored.rights[telling].tolist(),
            scored.scores[telling].tolist(),
            strict=True,
        )
    ]
    near = {end for link in links if link.score >= model.join for end in (link.one, link.other)}
    judgements = list(judgements)
    near |= {end for said in judgements for end in (said.one, said.other)}
    own = {one: made[one] for one in near}
    found = cluster(own, links, judgements, join=model.join, apart=model.apart)
    sizes = Counter(found.values())
    return {one: name for one, name in found.items() if sizes[name] > 1}
