"""What the head of a list of leads holds: how right, how many kinds of harm, how much of one seller or one title.

    python benchmarks/order.py OUT [OUT …] [--tops 100 500]

Of every run: among its first leads, the share of those that readers labelled where all signs shown were agreed on
(none of the labels says how right the rest is), kinds of harm (the sign that weighs most, with its goods), sellers
and titles, and the most that one sign, one seller and one title take.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import polars as pl

from minhbach.engine.screening.evaluate import read_labels
from minhbach.engine.screening.ordering import EXPIRED, worst
from minhbach.engine.screening.score import load_scorecard
from minhbach.engine.text.keys import search_key

ROOT = Path(__file__).resolve().parent.parent
LABELS = (ROOT.parent / "shared" / "data" / "labels" / "listings_dev.jsonl", ROOT / "benchmarks" / "labels")
_WITHOUT_SIGNS = ("wild-", "passages", "read-sealed")


def labelled() -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    """Return what readers said of each listing: signs agreed on, signs disputed."""
    files = [LABELS[0], *sorted(LABELS[1].glob("*.jsonl"))]
    said = {}
    for file in files:
        if not file.name.startswith(_WITHOUT_SIGNS):
            said.update({one.listing_id: (one.yes, one.disputed) for one in read_labels(file)})
    return said


def _most(values: Iterable[object]) -> int:
    counts = Counter(value for value in values if value)
    return counts.most_common(1)[0][1] if counts else 0


def tell(out: Path, tops: list[int]) -> None:
    """Print what the head of one run holds."""
    card = load_scorecard()
    said = labelled()
    leads = pl.read_parquet(out / "leads.parquet")
    for top in tops:
        head = leads.head(top).to_dicts()
        known = [(one, *said[one["listing_id"]]) for one in head if one["listing_id"] in said]
        right = sum(bool(set(one["signs"]) & yes) for one, yes, _ in known)
        wrong = sum(not set(one["signs"]) & (yes | disputed) for one, yes, disputed in known)
        kinds = Counter(worst(one["signs"], one["goods"], card) for one in head)
        signs = Counter(sign for one in head for sign in one["signs"])
        sellers = [one["seller_id"] or one["seller_name"] for one in head]
        titles = [" ".join(word for word in search_key(one["title"] or "").split() if word.isalpha()) for one in head]
        only_dates = sum(one["signs"] == [EXPIRED] for one in head)
        print(f"{out.name}, {len(head)} đầu tiên: có nhãn {right + wrong}, đúng {right}, nhầm {wrong}")
        print(f"  loại hại {len(kinds)}, nhiều nhất {kinds.most_common(1)[0][1]}; " + _listed(signs))
        print(f"  chỉ vì hạn dùng {only_dates}; tên hàng khác nhau {len(set(titles))}")
        print(f"  nhiều nhất của một người bán {_most(sellers)}, của một tên hàng {_most(titles)}")


def _listed(counts: Counter[str]) -> str:
    return ", ".join(f"{name} {count}" for name, count in counts.most_common())


def main() -> None:
    """Tell of each run."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path, nargs="+")
    parser.add_argument("--tops", type=int, nargs="+", default=[100, 500])
    chosen = parser.parse_args()
    for out in chosen.out:
        tell(out, chosen.tops)


if __name__ == "__main__":
    main()
