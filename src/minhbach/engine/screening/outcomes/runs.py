"""The screened run that outcomes belong to: which reasons each listing had, by the rules' own weights."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from minhbach.engine.learning.reading import LearningRefused
from minhbach.engine.screening.frozen_score import read_scorecard
from minhbach.engine.screening.score import Scorecard


@dataclass(frozen=True)
class Shown:
    """What a listing showed when it was screened."""

    platform: str | None
    seller: str | None
    signs: tuple[str, ...]  # that held; none where the listing was no lead
    goods: tuple[str, ...]
    classes: Mapping[str, str]  # sign by code of the class of violation


@dataclass(frozen=True)
class Run:
    """One or more runs of the screen; of a listing in several the last one counts.

    Shape: SIGNALS with the rules' own weights; LEADS, best first.
    """

    signals: pl.DataFrame
    leads: pl.DataFrame
    listings: Mapping[str, Shown]


def read_runs(folders: Sequence[Path]) -> Run:
    """Read what runs found, and take out again what learned factors had made of the weights.

    Raises: LearningRefused when a folder is no run of the screen.
    """
    signals: list[pl.DataFrame] = []
    leads: list[pl.DataFrame] = []
    for folder in folders:
        if not (folder / "run.json").is_file():
            raise LearningRefused(problem="learning.no_run", file=str(folder))
        try:
            card = read_scorecard(json.loads((folder / "run.json").read_text(encoding="utf-8"))["scorecard"])
        except (ValueError, KeyError, TypeError) as error:
            raise LearningRefused(problem="learning.no_run", file=str(folder), found=str(error)) from error
        signals.append(_own_weights(pl.read_parquet(folder / "signals.parquet"), card))
        leads.append(pl.read_parquet(folder / "leads.parquet"))
    last = {listing: place for place, frame in enumerate(leads) for listing in frame["listing_id"]}
    for place, frame in enumerate(signals):
        last.update({listing: max(last.get(listing, 0), place) for listing in frame["listing_id"].unique()})
    chosen = pl.concat([_of(frame, last, place) for place, frame in enumerate(signals)])
    best = pl.concat([_of(frame, last, place) for place, frame in enumerate(leads)])
    best = best.sort("score", "listing_id", descending=[True, False])
    return Run(chosen, best, _listings(chosen, best))


def _of(frame: pl.DataFrame, last: Mapping[str, int], place: int) -> pl.DataFrame:
    return frame.filter(pl.Series([last[listing] == place for listing in frame["listing_id"]], dtype=pl.Boolean))


def _own_weights(signals: pl.DataFrame, card: Scorecard) -> pl.DataFrame:
    if not (card.family_factors or card.rule_factors):
        return signals
    factors = [card.factor(*row) for row in signals.select("sign", "family", "rule").iter_rows()]
    return signals.with_columns((pl.col("weight") / pl.Series(factors, dtype=pl.Float64)).round(4))


def _listings(signals: pl.DataFrame, leads: pl.DataFrame) -> dict[str, Shown]:
    classes: dict[str, dict[str, str]] = {}
    for listing_id, sign, codes in signals.select("listing_id", "sign", "legal_basis").iter_rows():
        of_listing = classes.setdefault(listing_id, {})
        for code in codes:
            of_listing.setdefault(code, sign)
    found = {listing_id: Shown(None, None, (), (), codes) for listing_id, codes in classes.items()}
    for row in leads.select("listing_id", "platform", "seller_id", "seller_name", "signs", "goods").iter_rows(
        named=True
    ):
        listing_id = row["listing_id"]
        found[listing_id] = Shown(
            row["platform"],
            row["seller_id"] or row["seller_name"],
            tuple(row["signs"]),
            tuple(row["goods"]),
            classes.get(listing_id, {}),
        )
    return found
