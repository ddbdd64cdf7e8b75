"""Passages: draw them to be read, keep what was said of them without their text, and tell how far readers agree.

    python benchmarks/passages.py draw OUT --leave-out FILES … [--listings FILE] [--salt WORDS] [--count 850]
    python benchmarks/passages.py keep OUT [--labels benchmarks/labels/passages.jsonl]
    python benchmarks/passages.py agree [--labels FILE]

``draw`` takes the hits of every entry of the screen, also of those that an operator, the goods or a judge spares,
and of the plain words of ``passages.toml``, from listings in none of FILES (lines or lists of ``id`` or
``listing_id``), and writes them for two readers: the first 500, and the last 500. ``keep`` joins what they said
(``passages-a.jsonl``, ``passages-b.jsonl``: ``k``, ``say``) with the places. ``agree`` counts what both read.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from minhbach.engine.screening.batch import BatchScreener
from minhbach.engine.screening.lexicon import Entry, load_vocabulary
from minhbach.engine.tables import LISTINGS as COLUMNS

HERE = Path(__file__).resolve().parent
LISTINGS = HERE.parent.parent / "shared" / "data" / "listings_vn.parquet"
BROAD = HERE / "passages.toml"
LABELS = HERE / "labels" / "passages.jsonl"
AROUND = 160  # letters shown on both sides
EACH = 500  # passages of one reader
SHARES = {"misleading": 0.5, "counterfeit": 0.34}  # the other signs share the rest
STANDINGS = {"stands": 0.3, "spared": 0.35, "broad": 0.35}  # of each sign
CLAIMED = "claimed"
ANY = "#any"
_SLICE = 20_000
AS_OF = date(2026, 12, 1)


def whole(frame: pl.DataFrame) -> pl.DataFrame:
    """Return listings with every column that the screen asks for.

    Shape: listings of the public file -> LISTINGS.
    """
    return frame.select(
        (pl.col(name) if name in frame.columns else pl.lit(None)).cast(kind).alias(name)
        for name, kind in COLUMNS.items()
    )


def is_broad(entry: Entry) -> bool:
    """Say whether an entry is one of the plain words that no rule of the screen asks."""
    return entry.id.startswith("broad.")


def bare(entry: Entry) -> Entry:
    """Return an entry that nothing spares."""
    return replace(entry, id=entry.id + ANY, goods=(), not_goods=(), spared_by=(), needs=(), judge="")


def candidates(listings: pl.DataFrame) -> pl.DataFrame:
    """Return every passage that could be meant, and how it stands with the screen.

    Shape: LISTINGS -> id, field, start, end, sign, entry, standing (stands, spared, broad).
    """
    vocabulary = load_vocabulary([BROAD])
    own = [entry for entry in vocabulary.entries if not is_broad(entry)]
    broad = [entry for entry in vocabulary.entries if is_broad(entry)]
    loose = [bare(entry) for entry in own if entry.judge not in ("expiry.date", "contact.phone")]
    screener = BatchScreener(replace(vocabulary, entries=(*own, *loose, *broad)), AS_OF)
    frames = [
        screener.screen(listings[start : start + _SLICE]).found.filter(pl.col("field").is_not_null())
        for start in range(0, listings.height, _SLICE)
    ]
    names = {entry.id for entry in (*own, *loose, *broad)}
    found = pl.concat(frames).filter(pl.col("rule").is_in(names))
    place = ["listing_id", "field", "start", "end"]
    found = found.with_columns(entry=pl.col("rule").str.strip_suffix(ANY), is_any=pl.col("rule").str.ends_with(ANY))
    stands = found.filter(~pl.col("is_any") & ~pl.col("entry").str.starts_with("broad.") & (pl.col("weight") > 0))
    spared = found.filter("is_any").join(stands, on=[*place, "entry"], how="anti")
    plain = found.filter(pl.col("entry").str.starts_with("broad.")).join(
        found.filter("is_any"), on=["listing_id", "sign"], how="anti"
    )
    columns = [*place, "sign", "entry"]
    return pl.concat(
        [
            stands.select(columns, standing=pl.lit("stands")),
            spared.select(columns, standing=pl.lit("spared")),
            plain.select(columns, standing=pl.lit("broad")),
        ]
    ).rename({"listing_id": "id"})


def balanced(found: pl.DataFrame, count: int, salt: str) -> list[dict[str, object]]:
    """Draw by sign, standing and entry in turns, one passage a listing, in the order of a hash."""
    hashes = [
        hashlib.sha256(f"{salt}{a}{b}{c}".encode()).hexdigest()
        for a, b, c in found.select("id", "start", "entry").rows()
    ]
    rows = found.with_columns(hash=pl.Series(hashes)).sort("hash").to_dicts()
    others = sorted({str(row["sign"]) for row in rows} - set(SHARES))
    rest = (1 - sum(SHARES.values())) / max(1, len(others))
    drawn: list[dict[str, object]] = []
    taken: set[object] = set()
    for sign in (*SHARES, *others):
        for standing, share in STANDINGS.items():
            wanted = round(count * SHARES.get(sign, rest) * share)
            by_entry: dict[object, list[dict[str, object]]] = {}
            for row in rows:
                if row["sign"] == sign and row["standing"] == standing:
                    by_entry.setdefault(row["entry"], []).append(row)
            got = 0
            while got < wanted and any(by_entry.values()):
                for waiting in by_entry.values():
                    while waiting and waiting[0]["id"] in taken:
                        waiting.pop(0)
                    if waiting and got < wanted:
                        row = waiting.pop(0)
                        taken.add(row["id"])
                        drawn.append(row)
                        got += 1
    return sorted(drawn, key=lambda row: str(row["hash"])[8:])


def shown(number: int, passage: dict[str, object], listing: dict[str, object]) -> str:
    """Return a passage as a reader sees it."""
    text, start, end = str(listing[str(passage["field"])] or ""), int(str(passage["start"])), int(str(passage["end"]))
    around = f"{text[max(0, start - AROUND) : start]}⟦{text[start:end]}⟧{text[end : end + AROUND]}"
    head = f"### {number} {passage['id']} {passage['field']} {start} {end} {passage['sign']}"
    offered = f"goods: {listing['title']} | {listing['category']} | {listing['brand']} | {listing['price_vnd']} đ"
    around = re.sub(r"\s+", " ", around)
    return f"{head} | {offered}\n{around}\n"


def ids_in(files: Iterable[Path]) -> set[str]:
    """Return the listings that files of labels name."""
    ids: set[str] = set()
    for path in files:
        text = path.read_text(encoding="utf-8")
        rows = json.loads(text) if text.startswith("[") else [json.loads(line) for line in text.splitlines() if line]
        ids.update(str(row.get("id") or row.get("listing_id")) for row in rows)
    return ids


def draw(out: Path, listings: Path, leave_out: Sequence[Path], salt: str, count: int) -> None:
    """Write the passages that two readers read, and where they stand."""
    left = ids_in(leave_out)
    frame = whole(pl.read_parquet(listings)).filter(~pl.col("listing_id").is_in(left))
    frame = frame.unique(subset=["title"], keep="first", maintain_order=True)
    drawn = balanced(candidates(frame), count, salt)
    of = {
        str(row["listing_id"]): row
        for row in frame.filter(pl.col("listing_id").is_in([row["id"] for row in drawn])).to_dicts()
    }
    texts = [shown(number, passage, of[str(passage["id"])]) for number, passage in enumerate(drawn)]
    (out / "passages-a.txt").write_text("\n".join(texts[:EACH]), encoding="utf-8")
    (out / "passages-b.txt").write_text("\n".join(texts[-EACH:]), encoding="utf-8")
    kept = ("id", "field", "start", "end", "sign", "entry", "standing")
    lines = [
        json.dumps({"k": number, **{name: row[name] for name in kept}}, ensure_ascii=False)
        for number, row in enumerate(drawn)
    ]
    (out / "passages-index.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


def keep(out: Path, labels: Path) -> None:
    """Write where each passage that was read stands and what each reader said of it."""
    said: dict[int, dict[str, str]] = {}
    for reader in ("a", "b"):
        for row in lines_of(out / f"passages-{reader}.jsonl"):
            said.setdefault(row["k"], {})[reader] = row["say"]
    rows = [
        {name: value for name, value in row.items() if name != "k"} | {"say": said[row["k"]]}
        for row in lines_of(out / "passages-index.jsonl")
        if row["k"] in said
    ]
    labels.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


def lines_of(path: Path) -> list[dict[str, Any]]:
    """Return the lines of a file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def kappa(pairs: Sequence[tuple[object, object]]) -> tuple[float, float]:
    """Return the share on which two readers agree, and Cohen's kappa."""
    agreed = sum(one == other for one, other in pairs) / len(pairs)
    first, second = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    by_chance = sum(first[word] * second[word] for word in first) / len(pairs) ** 2
    return agreed, (agreed - by_chance) / (1 - by_chance)


def agree(labels: Path) -> None:
    """Print how far the readers agree on what both read, and how many of each standing are claims."""
    rows = lines_of(labels)
    both = [(row["say"]["a"], row["say"]["b"]) for row in rows if len(row["say"]) == 2]
    for name, pairs in (("all words", both), ("claimed or not", [(a == CLAIMED, b == CLAIMED) for a, b in both])):
        print(f"{name}: {len(pairs)} read by both, agreed {kappa(pairs)[0]:.2f}, kappa {kappa(pairs)[1]:.2f}")
    for sign, standing in sorted({(row["sign"], row["standing"]) for row in rows}):
        here = [row for row in rows if (row["sign"], row["standing"]) == (sign, standing)]
        print(f"{sign:15} {standing:7} {sum(map(is_claimed, here)):4} of {len(here)} claimed")


def is_claimed(row: dict[str, Any]) -> bool:
    """Say whether the first reader who read it calls a passage a claim of the goods on offer."""
    return bool(next(iter(row["say"].values())) == CLAIMED)


def main() -> None:
    """Draw, keep, or tell how far readers agree."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    drawing = commands.add_parser("draw")
    drawing.add_argument("out", type=Path)
    drawing.add_argument("--leave-out", type=Path, nargs="*", default=[])
    drawing.add_argument("--listings", type=Path, default=LISTINGS)
    drawing.add_argument("--salt", default="passages-2026-12")
    drawing.add_argument("--count", type=int, default=850)
    keeping = commands.add_parser("keep")
    keeping.add_argument("out", type=Path)
    keeping.add_argument("--labels", type=Path, default=LABELS)
    agreeing = commands.add_parser("agree")
    agreeing.add_argument("--labels", type=Path, default=LABELS)
    chosen = parser.parse_args()
    if chosen.command == "draw":
        draw(chosen.out, chosen.listings, chosen.leave_out, chosen.salt, chosen.count)
    elif chosen.command == "keep":
        keep(chosen.out, chosen.labels)
    else:
        agree(chosen.labels)


if __name__ == "__main__":
    main()
