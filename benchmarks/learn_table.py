"""What figures and categories beside the words are worth to ``minhbach learn``, on a made table; time and memory, too.

    python benchmarks/learn_table.py [--rows 40000]

One row in twenty is to be found. Its words give it away now and then; its shop (young, few followers, slow to answer,
rated badly or suspiciously well) together with price and shelf more often, none of them alone. Each way runs in a
process of its own; figures are those of rows held out.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

_SEED = 389
_SHARE = 0.05
_WORDS = 20_000
_TELLING = 40  # words that rows to be found use more often
SHELVES = ("giày", "túi", "mỹ phẩm", "đồng hồ", "phụ kiện", "đồ chơi", "thuốc", "sách", "gia dụng", "áo")
FIGURES = ("rating", "age_days", "followers", "reply_rate", "sold", "discount")
WAYS = {
    "words": [],
    "words, price": ["--price", "price"],
    "words, price, figures, categories": [
        "--price", "price", *(word for name in FIGURES for word in ("--number", name)),
        "--category", "shelf", "--category", "from",
    ],
}  # fmt: skip


def row(chance: random.Random) -> dict[str, object]:
    found = chance.random() < _SHARE
    length = chance.randrange(6, 30)
    words = [f"w{int(chance.paretovariate(0.6)) % _WORDS}" for _ in range(length)]
    if chance.random() < (0.45 if found else 0.06):
        words.append(f"t{chance.randrange(_TELLING)}")
    kind = chance.choices(("new", "quiet", "bought"), (5, 3, 2) if found else (1, 3, 6))[0]
    age = {"new": chance.expovariate(1 / 40), "quiet": chance.expovariate(1 / 500), "bought": chance.gauss(900, 300)}[
        kind
    ]
    followers = max(0.0, chance.lognormvariate(3 if kind == "new" else 6 if kind == "quiet" else 8, 1.5))
    rating = min(5.0, max(1.0, chance.gauss(4.95 if found and kind == "new" else 4.0 if found else 4.7, 0.25)))
    price = chance.lognormvariate(11.2 if found else 12.4, 0.9)
    return {
        "title": " ".join(words),
        "price": f"{price:.0f}",
        "rating": "" if chance.random() < 0.15 else f"{rating:.1f}".replace(".", ","),
        "age_days": f"{max(1.0, age):.0f}",
        "followers": f"{followers / 1000:.1f}k".replace(".", ",") if followers > 1000 else f"{followers:.0f}",
        "reply_rate": f"{min(100, max(0, chance.gauss(55 if found else 85, 20))):.0f} %",
        "sold": f"{chance.lognormvariate(2 if found else 4, 1.5):.0f}",
        "discount": f"{max(0, chance.gauss(45 if found else 20, 15)):.0f}",
        "shelf": chance.choices(SHELVES, (9, 8, 7, 6, 4, 2, 2, 1, 1, 1) if found else (1, 1, 1, 1, 2, 2, 2, 3, 4, 4))[
            0
        ],
        "from": f"tỉnh {chance.randrange(34)}",
        "label": int(found),
    }


def measure(table: Path, folder: Path, way: list[str]) -> dict[str, float]:
    """Learn in a process of its own, and return what its model says of rows held out."""
    begun = time.perf_counter()
    program = "from minhbach.interfaces.cli import main; main()"
    asked = ["learn", str(table), "--text", "title", "--label", "label", *way, "--knowledge", str(folder)]
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    done = subprocess.run([sys.executable, "-c", program, *asked], check=False, capture_output=True, text=True)
    took = time.perf_counter() - begun
    if done.returncode:
        raise SystemExit(done.stderr)
    report = json.loads((folder / "model.json").read_text(encoding="utf-8"))["validation"]
    figures = {name: report["new"][name]["value"] for name in report["new"] if isinstance(report["new"][name], dict)}
    peak = max(before, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) / 1e6
    return {**figures, "seconds": round(took, 1), "peak_gb_so_far": round(peak, 2)}


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rows", type=int, default=40_000)
    given = asked.parse_args()
    chance = random.Random(_SEED)
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder) / "table.csv"
        with table.open("w", encoding="utf-8", newline="") as file:
            rows = [row(chance) for _ in range(given.rows)]
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
        print(f"{date.today()}, {given.rows:,} rows, {sum(int(str(one['label'])) for one in rows):,} to be found")  # noqa: DTZ011
        for number, (name, way) in enumerate(WAYS.items()):
            print(f"{name}: {measure(table, Path(folder) / f'knowledge-{number}', way)}", flush=True)


if __name__ == "__main__":
    main()
