"""The engine's own entrance: a register that was laid into a folder is swept in a process of its own.

    python -m minhbach.engine.linkage FOLDER

FOLDER holds records-*.parquet and identifiers-*.parquet, the columns of `sweep` but for `row`, which is `id` there, and
judgements.parquet (one, other, is_same). It leaves links.parquet and clusters.parquet, in the order of their first ids.
"""

from __future__ import annotations

import sys
from pathlib import Path

import polars as pl

from minhbach.engine.linkage.clusters import Judgement
from minhbach.engine.linkage.sweep import sweep


def main(folder: Path) -> None:
    """Sweep what lies in a folder."""
    records = pl.concat(map(pl.read_parquet, sorted(folder.glob("records-*.parquet"))))
    identifiers = pl.concat(map(pl.read_parquet, sorted(folder.glob("identifiers-*.parquet"))))
    rows = records.select("id", pl.int_range(pl.len(), dtype=pl.Int64).alias("row"))
    identifiers = identifiers.join(rows, on="id").select("row", "kind", "value")
    judgements = [Judgement(*row) for row in pl.read_parquet(folder / "judgements.parquet").iter_rows()]
    swept = sweep(records, identifiers, judgements)
    for name, found, first in (("links", swept.linked(), "one"), ("clusters", swept.clustered(), "id")):
        aside = folder / f"{name}.aside"
        found.sort(first).write_parquet(aside)
        aside.rename(folder / f"{name}.parquet")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
