"""Outcomes simulated from readers' labels, what ``minhbach learn`` makes of them, and what it refuses.

    python benchmarks/learn.py [--listings FILE] [--out FOLDER]

Labels say what a careful reader would call; a visit finds less. In the simulation a sign that the readers
saw is confirmed five to nine times in ten, by sign; one they did not see, once in twenty. Days run over
half a year; sellers are those of the listings. The best leads are all visited, of the rest some by lot.
"""

from __future__ import annotations

import argparse
import csv
import random
import shutil
import subprocess
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path

import polars as pl
from calibrate import SHARED, label_files

from minhbach.engine.screening.evaluate import read_labels

_SEED = 389
# Invented, so that there is something to learn: some signs that readers see come to nothing more often.
_CONFIRMED_IF_SEEN = {
    "counterfeit": 0.85,
    "unknown_origin": 0.5,
    "prohibited": 0.9,
    "expired": 0.6,
    "misleading": 0.9,
    "off_platform": 0.6,
}
_CONFIRMED_ELSE = 0.05
_RANKED_SHARE, _CHANCE = 0.75, 0.3  # the best leads are all visited, of the rest some by lot
_FIRST_DAY, _DAYS, _FIRST_PERIOD = date(2026, 5, 1), 180, 110
COLUMNS = ("listing_id", "platform", "seller_id", "sign", "outcome", "decided_on", "chosen_how", "chance")


def minhbach(*arguments: str | Path) -> int:
    """Run the command as a person would, and show what it says."""
    print(f"\n$ minhbach {' '.join(map(str, arguments))}", flush=True)
    program = "from minhbach.interfaces.cli import main; main()"
    return subprocess.run([sys.executable, "-c", program, *map(str, arguments)], check=False).returncode


def simulate(folder: Path) -> list[dict[str, str]]:
    """Return an outcome for each sign of each labelled lead."""
    chance = random.Random(_SEED)
    leads = pl.read_parquet(folder / "run" / "leads.parquet")
    labels = {label.listing_id: label for path in label_files() for label in read_labels(path)}
    outcomes: list[dict[str, str]] = []
    leads = leads.sort("score", "listing_id", descending=[True, False])
    ranked = round(leads.height * _RANKED_SHARE)
    for place, lead in enumerate(leads.iter_rows(named=True)):
        label = labels[lead["listing_id"]]
        day = _FIRST_DAY + timedelta(days=chance.randrange(_DAYS))
        is_random = place >= ranked
        if is_random and chance.random() >= _CHANCE:
            continue
        for sign in lead["signs"]:
            if sign in label.disputed:
                continue
            confirmed = chance.random() < (_CONFIRMED_IF_SEEN[sign] if sign in label.yes else _CONFIRMED_ELSE)
            outcomes.append(
                {
                    "listing_id": lead["listing_id"],
                    "platform": lead["platform"],
                    "seller_id": lead["seller_id"] or lead["seller_name"] or "",
                    "sign": sign,
                    "outcome": "confirmed" if confirmed else "unfounded",
                    "decided_on": day.isoformat(),
                    "chosen_how": "random" if is_random else "ranked",
                    "chance": str(_CHANCE) if is_random else "1",
                }
            )
    return outcomes


def write(path: Path, outcomes: list[dict[str, str]]) -> Path:
    """Write outcomes as an office would keep them."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        writer.writerows(outcomes)
    return path


def flipped(outcomes: list[dict[str, str]], until: date) -> list[dict[str, str]]:
    """Return outcomes of which those before a day were written down the wrong way round."""
    turn = {"confirmed": "unfounded", "unfounded": "confirmed"}
    return [
        {**one, "outcome": turn[one["outcome"]] if one["decided_on"] < until.isoformat() else one["outcome"]}
        for one in outcomes
    ]


def main() -> None:
    """Screen, simulate, learn, show the card, and try to replace the model with worse ones."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--listings", type=Path, default=SHARED / "listings_vn.parquet")
    parser.add_argument("--out", type=Path)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = chosen.out or Path(temporary)
        shutil.rmtree(folder / "knowledge", ignore_errors=True)
        folder.mkdir(parents=True, exist_ok=True)
        ids = [label.listing_id for path in label_files() for label in read_labels(path)]
        labelled = folder / "labelled.parquet"
        pl.scan_parquet(chosen.listings).filter(pl.col("listing_id").is_in(ids)).collect().write_parquet(labelled)
        minhbach("screen", labelled, "--out", folder / "run", "--as-of", "2026-11-21")
        outcomes = simulate(folder)
        turn = _FIRST_DAY + timedelta(days=_FIRST_PERIOD)
        early = [one for one in outcomes if one["decided_on"] < turn.isoformat()]
        learn = ("--run", folder / "run", "--knowledge", folder / "knowledge")
        codes = [minhbach("learn", write(folder / "outcomes.csv", early), *learn)]
        print((folder / "knowledge" / "model-card.md").read_text(encoding="utf-8"))
        before = (folder / "knowledge" / "model.json").read_bytes()
        print("Two months later the table has grown, but its older outcomes were retyped the wrong way round:")
        codes.append(minhbach("learn", write(folder / "flipped.csv", flipped(outcomes, turn)), *learn))
        print("model.json untouched:", (folder / "knowledge" / "model.json").read_bytes() == before)
        print("\nThe same table, right:")
        codes.append(minhbach("learn", write(folder / "grown.csv", outcomes), *learn))
        print("\nexit codes: first, flipped, grown:", codes)


if __name__ == "__main__":
    main()
