"""Why a listing is a lead, as plain values: each reason with its place and weight, what speaks against, the versions.

All that the reasons rest on is frozen in it: the listing as it was read, and what was drawn from the
sweep or from knowledge. ``recompute`` makes the same bytes of it again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import polars as pl

from minhbach.engine.screening.canonical import file_name
from minhbach.engine.screening.frozen_score import plain_scorecard
from minhbach.engine.screening.knowledge import Knowledge
from minhbach.engine.screening.knowledge.unchecked import unchecked
from minhbach.engine.screening.listing import Finding
from minhbach.engine.screening.ordering import factors, lifted
from minhbach.engine.screening.score import OTHER_GOODS, Scorecard, counted_shares, score
from minhbach.engine.tables import LISTINGS

SCHEMA = 1
_REASON = (
    "rule", "family", "field", "start", "end", "quote", "weight", "legal_basis", "rule_version", "lexicon_version",
)  # fmt: skip
_SELDOM = ("price_written", "collected_on")
_FIELD_ORDER = {"title": 0, "description": 1, None: 2}


def explain(
    listing: Mapping[str, Any],
    signals: Iterable[Mapping[str, Any]],
    *,
    goods: Sequence[str],
    scorecard: Scorecard,
    order: Mapping[str, Any] | None = None,
    knowledge_tables: Iterable[str] = (),
    versions: Mapping[str, Any],
) -> dict[str, Any]:
    """Return the explanation of one listing, in values that JSON knows.

    Shape:  one row of LISTINGS and its rows of SIGNALS -> {listing, goods, score, probability,
            signs: [{sign, log_odds, prior, probability, harm, holds, families: [{family, counted, cap,
            reasons}]}], context, unchecked, knowledge_tables, scorecard, versions, recompute}. A reason has
            rule, field, start, end, quote, weight, counted, values and legal_basis; with a negative weight
            it speaks against the sign, with none it is context.
    Units:  log-odds; prior plus the families' counted weights is a sign's log_odds, and counted of a family
            the sum of what its reasons count. Places in code points. Harm is a factor, of the
            kind of goods that has most. ORDER is how the lead stands in its sweep; its factors times the
            worth are the score.
    """
    rows = sorted(signals, key=_order)
    tables = sorted(knowledge_tables)
    result = score([_finding(row) for row in rows], goods, scorecard)
    lead = {**listing, "signs": result.signs, "goods": goods}
    told = {
        "schema": SCHEMA,
        "listing": _said(listing),
        "goods": sorted(goods),
        "score": result.worth if order is None else lifted({**order, "worth": result.worth}, scorecard),
        "probability": result.probability,
        "signs": [
            {
                "sign": sign,
                "log_odds": log_odds,
                "prior": scorecard.prior[sign],
                "probability": result.probabilities[sign],
                "harm": _harm(sign, goods, scorecard),
                "holds": sign in result.signs,
                "families": _families([row for row in rows if row["sign"] == sign and row["weight"]], scorecard),
            }
            for sign, log_odds in result.log_odds.items()
        ],
        "context": [{"sign": row["sign"], **_reason(row)} for row in rows if not row["weight"]],
        "knowledge_tables": tables,
        "unchecked": list(unchecked(lead, Knowledge(tables=dict.fromkeys(tables, pl.DataFrame())))),
        "scorecard": plain_scorecard(scorecard),
        "versions": dict(versions),
        "recompute": f"minhbach explain --recompute {file_name(str(listing['listing_id']))}.json",
    }
    if order is not None:
        told["order"] = {**order, "worth": result.worth, "factors": factors(order, scorecard)}
    return told


def _families(rows: Sequence[Mapping[str, Any]], scorecard: Scorecard) -> list[dict[str, Any]]:
    families: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        families.setdefault(row["family"], []).append(row)
    told = []
    for family, members in sorted(families.items()):
        counted = counted_shares([row["weight"] for row in members], scorecard)
        reasons = [{**_reason(row), "counted": share} for row, share in zip(members, counted, strict=True)]
        told.append({"family": family, "counted": sum(counted), "cap": scorecard.cap, "reasons": reasons})
    return told


def _harm(sign: str, goods: Sequence[str], scorecard: Scorecard) -> dict[str, Any]:
    """Return which kind of goods makes the sign most harmful, and how much."""
    kinds = [kind for kind in sorted(goods) if kind in scorecard.harm] or [OTHER_GOODS]
    worst = max(kinds, key=lambda kind: scorecard.harm[kind][sign])
    return {"goods": worst, "factor": scorecard.harm[worst][sign]}


def _reason(row: Mapping[str, Any]) -> dict[str, Any]:
    return {**{name: row[name] for name in _REASON}, "values": _values(row)}


def _values(row: Mapping[str, Any]) -> dict[str, Any]:
    values = row["values"]
    return dict(json.loads(values or "{}") if isinstance(values, str) else values)


def _order(row: Mapping[str, Any]) -> tuple[Any, ...]:
    """The order of reading; what is no place in the text comes last."""
    values = json.dumps(_values(row), ensure_ascii=False, sort_keys=True)
    return (_FIELD_ORDER[row["field"]], row["start"] or 0, row["end"] or 0, row["rule"], row["sign"], values)


def _finding(row: Mapping[str, Any]) -> Finding:
    return Finding(
        rule=row["rule"],
        sign=row["sign"],
        family=row["family"],
        weight=row["weight"],
        start=-1 if row["start"] is None else row["start"],
        end=-1 if row["end"] is None else row["end"],
        legal_basis=tuple(row["legal_basis"]),
        lexicon_version=row["lexicon_version"],
    )


def _said(listing: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a listing says; of columns that few tables have, only what is told."""
    said = {column: listing.get(column) for column in LISTINGS}
    return {column: value for column, value in said.items() if value is not None or column not in _SELDOM}
