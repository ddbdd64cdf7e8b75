"""Fit the shipped calibration to readers' labels, by the code that ``minhbach learn`` uses, and show how far it holds.

    python benchmarks/calibrate.py [--listings FILE] [--labels FILE …] [--write]

``--write`` puts the lines into ``engine/screening/score.toml``. Run it again after rules or weights change.
"""

from __future__ import annotations

import argparse
import tempfile
from datetime import date
from pathlib import Path

import numpy as np
import polars as pl

from minhbach.engine.learning.folds import grouped_folds
from minhbach.engine.learning.measures import brier, calibration_error, reliability
from minhbach.engine.screening.evaluate import Label, read_labels
from minhbach.engine.screening.options import Options
from minhbach.engine.screening.outcomes.evidence import Case, lead_probability, reasons_by_listing, tabulate
from minhbach.engine.screening.outcomes.weights import calibrate
from minhbach.engine.screening.run import screen
from minhbach.engine.screening.score import CALIBRATED, Scorecard, load_scorecard

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared" / "data"
CARD = ROOT / "src" / "minhbach" / "engine" / "screening" / "score.toml"
AS_OF = date(2026, 11, 21)


def label_files() -> list[Path]:
    """Return the development labels and the project's own; passages and judgements of leads are none."""
    shared = SHARED / "labels" / "listings_dev.jsonl"
    return [path for path in (shared, *sorted((ROOT / "benchmarks" / "labels").glob("[!pw]*.jsonl"))) if path.exists()]


def labelled_run(listings: Path, labels: list[Label], folder: Path) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """Screen the labelled listings; return them, the signals and the leads."""
    chosen = pl.scan_parquet(listings).filter(pl.col("listing_id").is_in([one.listing_id for one in labels])).collect()
    chosen.write_parquet(folder / "labelled.parquet")
    screen([folder / "labelled.parquet"], folder / "run", options=Options(as_of=AS_OF))
    return chosen, *(pl.read_parquet(folder / "run" / f"{name}.parquet") for name in ("signals", "leads"))


def cases_of(labels: list[Label], listings: pl.DataFrame, signals: pl.DataFrame, leads: pl.DataFrame) -> list[Case]:
    """Return each labelled listing in which something was found; disputed signs are left open."""
    reasons = reasons_by_listing(signals, [label.listing_id for label in labels])
    goods = dict(leads.select("listing_id", "goods").iter_rows())
    shown = dict(leads.select("listing_id", "signs").iter_rows())
    sellers = {row["listing_id"]: row for row in listings.iter_rows(named=True)}
    cases: list[Case] = []
    for label in labels:
        if label.listing_id not in reasons:
            continue
        row = sellers[label.listing_id]
        signs = shown.get(label.listing_id, [])
        is_open = any(sign in label.disputed for sign in signs)
        any_true = True if label.yes.intersection(signs) else None if is_open or not signs else False
        cases.append(
            Case(
                listing_id=label.listing_id,
                seller=row["seller_id"] or row["seller_name"] or label.listing_id,
                day=0,
                platform=row["platform"],
                goods=tuple(goods.get(label.listing_id, ())),
                reasons=reasons[label.listing_id],
                truth={one.sign: one.sign in label.yes for one in reasons[label.listing_id]
                       if one.sign not in label.disputed},
                any_true=any_true,
            )
        )  # fmt: skip
    return cases


def held_out(cases: list[Case], card: Scorecard) -> tuple[np.ndarray, np.ndarray]:
    """Return truth and probability of each lead, by lines fitted without its seller."""
    sellers = {seller: place for place, seller in enumerate(dict.fromkeys(case.seller for case in cases))}
    groups = np.array([sellers[case.seller] for case in cases])
    true: list[float] = []
    said: list[float] = []
    for fold in grouped_folds(groups, 5, 389):
        train = [cases[row] for row in fold.train]
        fitted = calibrate(train, [card] * len(train), card)
        for row in fold.test:
            if cases[row].any_true is not None:
                true.append(float(bool(cases[row].any_true)))
                said.append(lead_probability(cases[row], fitted))
    return np.array(true), np.array(said)


def main() -> None:
    """Fit, show, and write when asked."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--listings", type=Path, default=SHARED / "listings_vn.parquet")
    parser.add_argument("--labels", type=Path, nargs="*", default=label_files())
    parser.add_argument("--write", action="store_true")
    chosen = parser.parse_args()
    labels = list({one.listing_id: one for path in chosen.labels for one in read_labels(path)}.values())
    with tempfile.TemporaryDirectory() as folder:
        cases = cases_of(labels, *labelled_run(chosen.listings, labels, Path(folder)))
    card = load_scorecard()
    fitted = calibrate(cases, [card] * len(cases), card)
    table = tabulate(cases, card)
    print(f"{len(labels)} labels, {len(cases)} listings with evidence, {len(table.true)} pairs of listing and sign")
    for name in CALIBRATED:
        mine = np.array([sign == name for sign in table.signs])
        holds = mine & (table.log_odds >= 0)
        counts = f"{int(table.true[holds].sum())}/{int(holds.sum())}" if name != "lead" else ""
        line = fitted.calibration[name]
        print(f"  {name:15} slope {line['slope']:.3f} intercept {line['intercept']:+.3f}  held, and shown: {counts}")
    true, said = held_out(cases, card)
    weights = np.ones(len(true))
    table_of = reliability(true, said, weights)
    print(f"leads held out by seller: {len(true)}, Brier {brier(true, said, weights):.3f}, "
          f"ECE {calibration_error(table_of):.3f}")  # fmt: skip
    for row in table_of:
        told = f"said {row['said']:.2f}  came true {row['came_true']:.2f}  n {row['rows']}"
        print(f"  {row['from']:.1f}–{row['to']:.1f}  {told}")
    if chosen.write:
        before, _, _ = CARD.read_text(encoding="utf-8").partition("[calibration.")
        lines = [(name, fitted.calibration[name]) for name in CALIBRATED]
        written = [
            f"[calibration.{name}]\nslope = {one['slope']}\nintercept = {one['intercept']}\n" for name, one in lines
        ]
        CARD.write_text(before + "\n".join(written), encoding="utf-8")


if __name__ == "__main__":
    main()
