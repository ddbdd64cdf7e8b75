"""Run folders written by hand, so that these tests hold whatever the rules come to say."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import polars as pl

from minhbach.engine.screening.frozen_score import plain_scorecard
from minhbach.engine.screening.score import load_scorecard
from minhbach.engine.tables import LEADS, LISTINGS, REFUSED, SIGNALS, SIGNS

AS_OF = date(2026, 11, 20)


def listing(number: int = 1, **columns: Any) -> dict[str, Any]:
    """A listing with every column; those given replace the plain ones."""
    plain = {
        "platform": "shopee",
        "listing_id": f"shopee:{number}",
        "title": f"Kem dưỡng da số {number}",
        "description": "Kem trị nám tận gốc, cam kết hết nám.",
        "price_vnd": 150_000 + number,
        "brand": "Hoa Nắng",
        "seller_name": "Tiệm Mây",
        "seller_id": "tiemmay",
        "seller_location": "Phường Kỳ Lừa, Lạng Sơn",
        "category": "Làm đẹp",
        "url": f"https://shopee.example/{number}",
        "image_urls": None,
        "is_official": False,
        "sold": 3,
        "collected_on": None,
    }
    return {**plain, **columns}


def signal(row: Mapping[str, Any], words: str, *, sign: str = "misleading", **columns: Any) -> dict[str, Any]:
    """A signal on the first place where WORDS stand in the description."""
    field = columns.pop("field", "description")
    start = row[field].index(words)
    plain = {
        "listing_id": row["listing_id"],
        "sign": sign,
        "rule": "claims.cure.root",
        "family": "claims.cure",
        "field": field,
        "start": start,
        "end": start + len(words),
        "quote": words,
        "weight": 2.6,
        "rule_version": "r1",
        "lexicon_version": "l1",
        "legal_basis": ["TTSL"],
        "values": "{}",
    }
    return {**plain, **columns}


def write_run(
    folder: Path,
    listings: Sequence[Mapping[str, Any]],
    signals: Sequence[Mapping[str, Any]],
    *,
    scores: Mapping[str, float] | None = None,
    refused: Sequence[Mapping[str, Any]] = (),
    mapping: Mapping[str, str] | None = None,
    name: str = "tin-dang.parquet",
) -> tuple[Path, Path]:
    """Write an export and its run; returns the run's folder and the export."""
    folder.mkdir(parents=True, exist_ok=True)
    export, out = folder / name, folder / "run"
    out.mkdir(exist_ok=True)
    pl.DataFrame(list(listings), schema=LISTINGS).write_parquet(export)
    pl.DataFrame(list(signals), schema=SIGNALS).write_parquet(out / "signals.parquet")
    leads: list[dict[str, Any]] = []
    for row in listings:
        signs = {one["sign"] for one in signals if one["listing_id"] == row["listing_id"] and one["weight"] > 0}
        if signs:
            score = (scores or {}).get(row["listing_id"], 1.0)
            lead = {column: row.get(column) for column in LEADS if column in LISTINGS}
            ordered = [sign for sign in SIGNS if sign in signs]
            leads.append({**lead, "signs": ordered, "score": score, "probability": None, "goods": ["cosmetic"]})
    leads.sort(key=lambda lead: -lead["score"])
    pl.DataFrame(leads, schema=LEADS).write_parquet(out / "leads.parquet")
    ids = {lead["listing_id"] for lead in leads}
    snapshots = [row for row in listings if row["listing_id"] in ids]
    pl.DataFrame(snapshots, schema=LISTINGS).write_parquet(out / "snapshots.parquet")
    pl.DataFrame(list(refused), schema=REFUSED).write_parquet(out / "refused.parquet")
    columns = dict(mapping) if mapping is not None else {column: column for column in LISTINGS}
    content = {
        "schema": 1,
        "listings": len(listings),
        "refused": len(refused),
        "leads": len(leads),
        "leads_by_sign": {sign: sum(sign in lead["signs"] for lead in leads) for sign in SIGNS},
        "versions": {
            "product": "0.1.0",
            "rules": "r1",
            "scorecard": "s1",
            "lexicons": {"claims": "l1"},
            "knowledge": None,
            "as_of": AS_OF.isoformat(),
        },
        "scorecard": plain_scorecard(load_scorecard()),
        "knowledge_tables": [],
        "inputs": [{"name": name, "sha256": sha256(export.read_bytes()).hexdigest(), "columns": columns}],
    }
    (out / "run.json").write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return out, export
