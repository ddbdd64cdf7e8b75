"""Precision in the wild: draw leads to be read, and tell which share of those that were read deserve a look.

    python benchmarks/wild.py draw OUT [--listings FILE] [--count 200] [--salt WORDS | --top]
    python benchmarks/wild.py share benchmarks/labels/wild-random.jsonl [--leads OUT/leads.parquet]

``draw`` prints each lead with what was marked in its text; nothing is kept. Judgements are lines of ``id``,
``worth`` (does it deserve an officer's look?) and, where not, ``sign`` and ``why``. ``--leads`` also says how many of
the listings judged are leads of that run still, and the share among those.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import Counter
from pathlib import Path
from typing import Any

import polars as pl

ROOT = Path(__file__).resolve().parent.parent
LISTINGS = ROOT.parent / "shared" / "data" / "listings_vn.parquet"
_AROUND = 75  # letters shown before what was marked
_Z = 1.96  # the middle 95 %


def interval(right: int, total: int) -> tuple[float, float]:
    """Return Wilson's interval for a share."""
    if not total:
        return 0.0, 0.0
    share = right / total
    middle = share + _Z**2 / (2 * total)
    reach = _Z * (share * (1 - share) / total + _Z**2 / (4 * total**2)) ** 0.5
    return (middle - reach) / (1 + _Z**2 / total), (middle + reach) / (1 + _Z**2 / total)


def drawn(leads: pl.DataFrame, count: int, salt: str, *, top: bool) -> pl.DataFrame:
    """Return the first leads by score, or by the hash of a salt and their id."""
    if top:
        return leads.sort(["score", "listing_id"], descending=[True, False]).head(count)
    hashes = [hashlib.sha256(f"{salt}{one}".encode()).hexdigest() for one in leads["listing_id"]]
    return leads.with_columns(pl.Series("hash", hashes)).sort("hash").drop("hash").head(count)


def show(out: Path, listings: Path, chosen: pl.DataFrame) -> None:
    """Print leads with their strongest reasons, marked in the text."""
    ids = chosen["listing_id"].to_list()
    rows = {
        row["listing_id"]: row
        for row in pl.scan_parquet(listings).filter(pl.col("listing_id").is_in(ids)).collect().iter_rows(named=True)
    }
    reasons: dict[tuple[str, str], list[dict[str, Any]]] = {}
    signals = pl.read_parquet(out / "signals.parquet").filter(pl.col("listing_id").is_in(ids) & (pl.col("weight") > 0))
    for reason in signals.sort("weight", descending=True).iter_rows(named=True):
        reasons.setdefault((reason["listing_id"], reason["sign"]), []).append(reason)
    for number, (listing_id, signs, score) in enumerate(chosen.select("listing_id", "signs", "score").iter_rows()):
        row = rows[listing_id]
        print(f"{number} {listing_id} {score:.2f} | {row['title']} | {row['price_vnd']} | {row['brand']}")
        for sign in signs:
            for reason in reasons.get((listing_id, sign), [])[:2]:
                print(f"    {sign}: {marked(reason, row)} [{reason['rule']}]")


def marked(reason: dict[str, Any], row: dict[str, Any]) -> str:
    """Return a reason's words where they stand, or its values where it has none."""
    if reason["field"] is None:
        return str(reason["values"])
    text, start, end = row[reason["field"]] or "", reason["start"], reason["end"]
    before = text[max(0, start - _AROUND) : start]
    return f"{before}⟦{text[start:end]}⟧{text[end : end + _AROUND // 2]}".replace("\n", " ")


def share(judged: list[dict[str, Any]], leads: Path | None) -> None:
    """Print the share of what was judged that deserves a look, and why the rest does not."""
    _tell("đã đọc", judged)
    if leads is not None:
        still = set(pl.read_parquet(leads, columns=["listing_id"])["listing_id"])
        _tell("còn là đầu mối", [one for one in judged if one["id"] in still])
    for (sign, why), count in Counter((one["sign"], one["why"]) for one in judged if not one["worth"]).most_common():
        print(f"  {count:3} {sign}: {why}")


def _tell(name: str, judged: list[dict[str, Any]]) -> None:
    right = sum(one["worth"] for one in judged)
    low, high = interval(right, len(judged))
    print(f"{name}: {right} / {len(judged)} = {right / max(1, len(judged)):.3f} [{low:.3f}–{high:.3f}]")


def main() -> None:
    """Draw, or tell the share."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    draw = commands.add_parser("draw")
    draw.add_argument("out", type=Path)
    draw.add_argument("--listings", type=Path, default=LISTINGS)
    draw.add_argument("--count", type=int, default=200)
    draw.add_argument("--salt", default="")
    draw.add_argument("--top", action="store_true")
    told = commands.add_parser("share")
    told.add_argument("judged", type=Path)
    told.add_argument("--leads", type=Path)
    chosen = parser.parse_args()
    if chosen.command == "draw":
        leads = pl.read_parquet(chosen.out / "leads.parquet")
        show(chosen.out, chosen.listings, drawn(leads, chosen.count, chosen.salt, top=chosen.top))
    else:
        lines = chosen.judged.read_text(encoding="utf-8").splitlines()
        share([json.loads(line) for line in lines if line.strip()], chosen.leads)


if __name__ == "__main__":
    main()
