"""Keeps what `minhbach screen` and `minhbach evaluate` give, as text that can be compared to the byte.

    python tools/screen_figures.py OUT [--listings FILE] [--labels FILE]
    diff -r --exclude='*versions*' BEFORE AFTER

The labelled listings and the first others, 20,000 in all, are screened as on one fixed day. `leads.csv` and
`signals.csv` carry, in their own order, every column but the version stamps, which stand in `versions.csv` with the
number of their signals; `evaluate.txt` is what is printed, `evaluate.json` the same with every figure.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import polars as pl

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"
MINHBACH = Path(sys.executable).parent / "minhbach"
ROWS = 20_000
DAY = "2026-11-27"


def take_slice(listings: Path, labels: Path, target: Path) -> None:
    """Write the labelled listings and the first others."""
    lines = labels.read_text(encoding="utf-8").splitlines()
    labelled = [json.loads(line)["id"] for line in lines if line.strip()]
    is_labelled = pl.col("listing_id").is_in(labelled)
    everything = pl.read_parquet(listings)
    others = ROWS - everything.filter(is_labelled).height
    everything.filter(is_labelled | ((~is_labelled).cum_sum() <= others)).write_parquet(target)


def write_csv(table: pl.DataFrame, target: Path) -> None:
    """Write a table in its own order, columns by name, lists as JSON."""
    lists = [name for name, kind in table.schema.items() if isinstance(kind, pl.List)]
    as_json = [
        pl.col(name).map_elements(lambda value: json.dumps(value.to_list(), ensure_ascii=False), return_dtype=pl.String)
        for name in lists
    ]
    table.with_columns(as_json).select(sorted(table.columns)).write_csv(target, line_terminator="\n")


def run_minhbach(*words: object) -> str:
    """Run the project's command and return what it prints."""
    return subprocess.run([MINHBACH, *map(str, words)], check=True, stdout=subprocess.PIPE, text=True).stdout


def main() -> None:
    """Screen, evaluate and write both down."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--listings", type=Path, default=SHARED / "listings_vn.parquet")
    parser.add_argument("--labels", type=Path, default=SHARED / "labels" / "listings_dev.jsonl")
    chosen = parser.parse_args()
    chosen.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        listings, run = Path(folder) / "listings.parquet", Path(folder) / "run"
        take_slice(chosen.listings, chosen.labels, listings)
        run_minhbach("screen", listings, "--out", run, "--as-of", DAY)
        leads, signals = pl.read_parquet(run / "leads.parquet"), pl.read_parquet(run / "signals.parquet")
        evaluation = ("evaluate", run / "leads.parquet", "--labels", chosen.labels, "--baseline", listings)
        (chosen.out / "evaluate.txt").write_text(run_minhbach(*evaluation), encoding="utf-8")
        (chosen.out / "evaluate.json").write_text(run_minhbach(*evaluation, "--json"), encoding="utf-8")
    stamps = [name for name in signals.columns if name.endswith("version")]
    write_csv(leads, chosen.out / "leads.csv")
    write_csv(signals.drop(stamps), chosen.out / "signals.csv")
    write_csv(signals.group_by("rule", *stamps).len("signals").sort("rule", *stamps), chosen.out / "versions.csv")


if __name__ == "__main__":
    main()
