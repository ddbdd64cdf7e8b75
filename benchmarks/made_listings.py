"""Invented listings, for who has no real ones beside the project: those of the demo province, over several days."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import polars as pl

from minhbach.interfaces.demo.listings.making import demo_listings
from minhbach.interfaces.demo.listings.tables import listing_frame

DAYS = 10
FIRST = date(2026, 11, 1)


def given_or_made(given: Path, folder: Path) -> Path:
    """Return the file that was given; where it is not there, one of fifty thousand listings made in the folder."""
    if given.exists():
        return given
    days = [listing_frame(demo_listings(FIRST + timedelta(day))) for day in range(DAYS)]
    frames = [frame.with_columns(pl.col("listing_id") + f"-{day}") for day, frame in enumerate(days)]
    made = folder / "listings.parquet"
    pl.concat(frames).write_parquet(made)
    print(f"{given} is not here: {sum(map(len, frames)):,} invented listings are taken instead")
    return made
