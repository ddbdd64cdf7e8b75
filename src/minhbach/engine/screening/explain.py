"""Why a listing is a lead: every reason with its place and weight, what speaks against, and the versions."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import polars as pl

from minhbach.engine.screening.listing import Finding
from minhbach.engine.screening.score import Scorecard, family_weight, score
from minhbach.engine.tables import SIGNALS, check


def explain(
    listing_id: str, signals: pl.DataFrame, *, scorecard: Scorecard, goods: Sequence[str] = ()
) -> dict[str, Any]:
    """Return the reasons of one listing as plain values for JSON.

    Shape:  SIGNALS (of any listings) -> {listing_id, signs: [{sign, log_odds, prior, holds, families:
            [{family, counted, cap, reasons: [{rule, field, start, end, quote, weight, values,
            legal_basis}]}]}], versions}; reasons with a negative weight speak against the sign.
    Units:  log-odds; prior plus the families' counted weights is a sign's log_odds.
    Raises: FrameOfAnotherShape.
    """
    rows = check(signals, SIGNALS, name="signals").filter(pl.col("listing_id") == listing_id).to_dicts()
    findings = [_finding(row) for row in rows]
    result = score(findings, goods, scorecard)
    signs: list[dict[str, Any]] = []
    for sign, log_odds in result.log_odds.items():
        families: dict[str, list[dict[str, Any]]] = {}
        weights: dict[str, list[float]] = {}
        for row, finding in zip(rows, findings, strict=True):
            if finding.sign != sign:
                continue
            weights.setdefault(finding.family, []).append(finding.weight)
            families.setdefault(finding.family, []).append(_reason(row))
        signs.append(
            {
                "sign": sign,
                "log_odds": log_odds,
                "prior": scorecard.prior[sign],
                "holds": sign in result.signs,
                "families": [
                    {
                        "family": family,
                        "counted": round(family_weight(weights[family], scorecard), 6),
                        "cap": scorecard.cap,
                        "reasons": reasons,
                    }
                    for family, reasons in sorted(families.items())
                ],
            }
        )
    versions = {
        "rules": sorted({row["rule_version"] for row in rows}),
        "lexicons": sorted({row["lexicon_version"] for row in rows}),
        "scorecard": scorecard.version,
    }
    return {"listing_id": listing_id, "signs": signs, "versions": versions}


def _finding(row: dict[str, Any]) -> Finding:
    return Finding(
        rule=row["rule"],
        sign=row["sign"],
        family=row["family"],
        weight=row["weight"],
        start=row["start"],
        end=row["end"],
        legal_basis=tuple(row["legal_basis"]),
        lexicon_version=row["lexicon_version"],
    )


def _reason(row: dict[str, Any]) -> dict[str, Any]:
    reason = {name: row[name] for name in ("rule", "field", "start", "end", "quote", "weight", "legal_basis")}
    return {**reason, "values": json.loads(row["values"])}
