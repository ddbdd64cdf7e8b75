"""Text shared with listings that were inspected. The risk comes from what the inspection found, never from sharing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from minhbach.engine.screening.comparing.signing import signer
from minhbach.engine.screening.knowledge import Knowledge
from minhbach.engine.screening.listing import Finding
from minhbach.engine.screening.rule_table import rule
from minhbach.engine.screening.rules import Batch, batch_rule, finding
from minhbach.engine.text.letters import fold_text
from minhbach.engine.text.signatures import Signatures, bands, read, similarity

LEAST_SIMILARITY = 0.85
"""Below it, listings of one shop that share a page of promises are as common as the same offer again."""

_FULL_AT, _NOTHING_AT = 1.0, 0.75  # between them the weight grows in a straight line
# By whose the inspected listing was.
_CONFIRMED = {"same": rule("sameness.repeated"), "other": rule("sameness.relisted"), "unnamed": rule("sameness.alike")}
_UNFOUNDED = rule("sameness.unfounded")

Row = Mapping[str, Any]


@dataclass(frozen=True)
class _Inspected:
    """The inspected texts, each different one once, ready to be found by any of its bands."""

    signatures: Signatures  # k x 64
    rows: Sequence[Sequence[Row]]  # for each, the outcomes of listings with that text
    band_values: NDArray[np.uint64]  # sorted
    band_owners: NDArray[np.int64]  # which text has that value in some band


@batch_rule("sameness.outcomes")
def same_text_inspected(batch: Batch) -> Iterable[tuple[int, Finding]]:
    """A text nearly the same as an inspected listing's counts as the inspection ended."""
    inspected = _inspected(batch.knowledge, batch.as_of)
    if inspected is None:
        return
    signatures, is_long = signer().batch(batch.folded)
    for row, texts in _alike(signatures, is_long, inspected):
        shares = similarity(signatures[row], inspected.signatures[texts])
        matched = [
            (float(share), outcome)
            for share, text in zip(shares, texts, strict=True)
            if share >= LEAST_SIMILARITY
            for outcome in inspected.rows[text]
        ]
        if matched:
            for one in _findings(matched, batch.listings.row(row, named=True), batch.knowledge):
                yield row, one


def _inspected(knowledge: Knowledge, as_of: date) -> _Inspected | None:
    if not knowledge.has("outcomes"):
        return None
    memory = f"sameness {as_of}"
    if memory not in knowledge.memory:
        decided = knowledge.table("outcomes").filter(
            pl.col("text_signature").is_not_null() & (pl.col("decided_on") <= as_of)
        )
        rows_of: dict[bytes, list[Row]] = {}
        for row in decided.sort("decided_on", "listing_id", "sign", nulls_last=True).iter_rows(named=True):
            signature = read(row["text_signature"])
            if signature is not None:
                rows_of.setdefault(signature.tobytes(), []).append(row)
        knowledge.memory[memory] = _index(rows_of) if rows_of else None
    inspected: _Inspected | None = knowledge.memory[memory]
    return inspected


def _index(rows_of: Mapping[bytes, list[Row]]) -> _Inspected:
    signatures = np.frombuffer(b"".join(rows_of), dtype=np.uint16).reshape(len(rows_of), -1)
    values = bands(signatures)
    owners = np.repeat(np.arange(len(rows_of), dtype=np.int64), values.shape[1])
    flat = values.reshape(-1)
    order = np.argsort(flat, kind="stable")
    order = order[flat[order] != 0]
    return _Inspected(signatures, list(rows_of.values()), flat[order], owners[order])


def _alike(
    signatures: Signatures, is_long: NDArray[np.bool_], inspected: _Inspected
) -> Iterable[tuple[int, list[int]]]:
    """Yield rows of the batch with the inspected texts that agree with them in some band."""
    values = bands(signatures)
    begins = np.searchsorted(inspected.band_values, values, side="left")
    ends = np.searchsorted(inspected.band_values, values, side="right")
    is_near = (ends > begins) & (values != 0) & is_long[:, None]
    for row in np.flatnonzero(is_near.any(axis=1)).tolist():
        texts: set[int] = set()
        for band in np.flatnonzero(is_near[row]).tolist():
            texts.update(inspected.band_owners[begins[row, band] : ends[row, band]].tolist())
        yield row, sorted(texts)


def _findings(
    matched: Sequence[tuple[float, Row]], listing: Mapping[str, Any], knowledge: Knowledge
) -> Iterable[Finding]:
    """Give one finding for each sign and way the inspections ended, from the text most alike."""
    best: dict[tuple[str, str], tuple[float, str, Row]] = {}
    counts: dict[tuple[str, str], int] = {}
    for share, row in matched:
        if row["listing_id"] == listing["listing_id"] and row["platform"] == listing["platform"]:
            continue  # this very listing was inspected: rules.known says so
        key = row["sign"], row["outcome"]
        counts[key] = counts.get(key, 0) + 1
        rounded, seller = round(share, 2), _seller(row, listing)
        if key not in best or (rounded, seller == "same") >= (best[key][0], best[key][1] == "same"):
            best[key] = rounded, seller, row  # of equals the latest
    for (sign, outcome), (share, seller, row) in sorted(best.items(), key=lambda item: item[0]):
        of = _UNFOUNDED if outcome == "unfounded" else _CONFIRMED[seller]
        whole = of.weights[seller] if of is _UNFOUNDED else of.weight
        weight = whole * (share - _NOTHING_AT) / (_FULL_AT - _NOTHING_AT)
        values = {
            "similarity_share": share,
            "count": counts[sign, outcome],
            "inspected": row["listing_id"] or row["seller_name"] or row["seller_id"],
            "inspected_seller": row["seller_name"] or row["seller_id"],
            "decided_on": row["decided_on"].isoformat(),
            "source": row["source"],
            "knowledge": knowledge.version,
        }
        yield finding(of, sign, round(weight, 2), values)


def _seller(row: Row, listing: Mapping[str, Any]) -> str:
    """Say whose the inspected listing was: the same seller's, another's, or that one of them is not named.

    A seller is the same on one platform only: by id where both have one, else by name.
    """
    is_here = _same(row["platform"]) == _same(listing["platform"])
    for column in ("seller_id", "seller_name"):
        if row[column] and listing[column]:
            return "same" if is_here and _same(row[column]) == _same(listing[column]) else "other"
    return "unnamed"


def _same(text: str | None) -> bytes:
    return b" ".join(fold_text(text or "").replace(b"\x1f", b" ").split())
