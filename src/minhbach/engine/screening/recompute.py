"""Make an explanation again from what is frozen in it, and say what came out otherwise.

What the listing itself gives is read again. What was drawn from other listings of the sweep cannot be,
nor from knowledge that is not at hand: it is taken as it was frozen.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from minhbach.engine.refusals import EngineRefusal
from minhbach.engine.screening.batch import BatchScreener
from minhbach.engine.screening.canonical import canonical, reasons_of
from minhbach.engine.screening.explain import SCHEMA, explain
from minhbach.engine.screening.frozen_score import read_scorecard
from minhbach.engine.screening.judging import judge
from minhbach.engine.screening.knowledge import NOTHING_KNOWN, Knowledge
from minhbach.engine.screening.lexicon import Vocabulary
from minhbach.engine.screening.versions import versions_of
from minhbach.engine.tables import LISTINGS

_OF_LISTING = ("codes", "known")
"""Evidence without a place in the text that a listing gives, beside what is known; all other is the sweep's."""
_OF_KNOWLEDGE = ("codes.registration", "known")


class ExplanationUnreadable(EngineRefusal):
    """A file is no explanation, or one of another make."""

    code = "explanation.unreadable"


@dataclass(frozen=True)
class Difference:
    """One thing that came out otherwise.

    ``what`` is version, reason, sign, score, text (the file was edited) or value.
    """

    what: str
    name: str
    before: Any
    now: Any


@dataclass(frozen=True)
class Recomputed:
    """An explanation made again, and how it differs from the one that was frozen; not at all when it is the same."""

    explanation: dict[str, Any]
    differences: tuple[Difference, ...]


def read_explanation(content: bytes, *, name: str) -> dict[str, Any]:
    """Read an explanation that was written down.

    Raises: ExplanationUnreadable.
    """
    try:
        read = json.loads(content)
        if read["schema"] != SCHEMA:
            raise ExplanationUnreadable(file=name, problem="explanation.other_schema", found=read["schema"])
        if not isinstance(read["listing"]["listing_id"], str):
            raise TypeError
        date.fromisoformat(read["versions"]["as_of"])
        read_scorecard(read["scorecard"])
        reasons_of(read)
        _listings(read)
    except (ValueError, KeyError, TypeError, AttributeError, pl.exceptions.PolarsError) as error:
        raise ExplanationUnreadable(file=name, problem="explanation.not_one") from error
    return dict(read)


def recompute(content: bytes, *, name: str, vocabulary: Vocabulary, knowledge: Knowledge = NOTHING_KNOWN) -> Recomputed:
    """Screen the frozen listing again as of its day, add the frozen evidence of other origin, score, and compare.

    KNOWLEDGE is used where it is that of the explanation.
    Raises: ExplanationUnreadable.
    """
    frozen = read_explanation(content, name=name)
    as_of = date.fromisoformat(frozen["versions"]["as_of"])
    scorecard = read_scorecard(frozen["scorecard"])
    screener = BatchScreener(vocabulary, as_of, knowledge=knowledge)
    result = screener.screen(_listings(frozen))
    goods = result.candidates["goods"].to_list()[0] if result.candidates.height else []
    signals, _leads = judge(result.candidates, result.found, scorecard)
    taken = _of_knowledge if frozen["versions"]["knowledge"] != knowledge.version else _of_sweep
    now = explain(
        frozen["listing"],
        [
            *(row for row in signals.to_dicts() if not taken(row)),
            *(reason for reason in reasons_of(frozen) if taken(reason)),
        ],
        goods=goods,
        scorecard=scorecard,
        order=_order(frozen),
        knowledge_tables=frozen["knowledge_tables"],
        versions=versions_of(
            vocabulary, scorecard=scorecard.version, as_of=as_of, knowledge=frozen["versions"]["knowledge"]
        ),
    )
    written = canonical(now)
    if written == content:
        return Recomputed(now, ())
    return Recomputed(now, _differences(frozen, json.loads(written), is_edited=canonical(frozen) != content))


def _listings(explanation: Mapping[str, Any]) -> pl.DataFrame:
    return pl.DataFrame([explanation["listing"]], schema=LISTINGS)


def _order(explanation: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return how the lead stood in its sweep, which other listings decided; None of before there was an order."""
    order = explanation.get("order")
    return None if order is None else {name: value for name, value in order.items() if name != "factors"}


def _of_sweep(reason: Mapping[str, Any]) -> bool:
    return reason["field"] is None and reason["rule"].split(".")[0] not in _OF_LISTING


def _of_knowledge(reason: Mapping[str, Any]) -> bool:
    """Say whether a reason is the sweep's, or may rest on knowledge that is not at hand."""
    return _of_sweep(reason) or reason["family"].startswith(_OF_KNOWLEDGE)


def _differences(before: Mapping[str, Any], now: Mapping[str, Any], *, is_edited: bool) -> tuple[Difference, ...]:
    found: list[Difference] = [Difference("text", "", None, None)] if is_edited else []
    for name, (old, new) in _pairs(before["versions"], now["versions"]):
        found.append(Difference("version", name, old, new))
    reasons = _pairs(_by_place(before), _by_place(now))
    found += [Difference("reason", name, old, new) for name, (old, new) in reasons]
    signs = ({sign["sign"]: sign for sign in one["signs"]} for one in (before, now))
    for name, (old, new) in _pairs(*signs):
        sums = tuple(None if sign is None else (sign["log_odds"], sign["holds"], sign["prior"]) for sign in (old, new))
        if sums[0] != sums[1]:
            found.append(Difference("sign", name, old and old["log_odds"], new and new["log_odds"]))
    for name, (old, new) in _pairs(before, now):
        if name == "score":
            found.append(Difference("score", "", old, new))
        elif name not in ("signs", "context", "versions"):
            found.append(Difference("value", name, old, new))
    return tuple(found)


def _pairs(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[tuple[str, tuple[Any, Any]]]:
    """Return what differs between two mappings, by name; what is in mappings within them apart."""
    pairs: list[tuple[str, tuple[Any, Any]]] = []
    for name in sorted({*before, *now}):
        old, new = before.get(name), now.get(name)
        if name == "lexicons" and isinstance(old, dict) and isinstance(new, dict):
            pairs += _pairs(old, new)
        elif old != new:
            pairs.append((name, (old, new)))
    return pairs


def _by_place(explanation: Mapping[str, Any]) -> dict[str, Any]:
    return {
        f"{one['sign']} {one['rule']} {one['field']} {one['start']}": {
            key: value for key, value in one.items() if not key.endswith("_version")
        }
        for one in reasons_of(explanation)
    }
