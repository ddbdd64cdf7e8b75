"""How right is the screen? Precision, recall and F1 against labels, with intervals and the errors themselves."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from minhbach.engine.refusals import EngineRefusal
from minhbach.engine.screening.signs import signs
from minhbach.engine.tables import SIGNS

_DRAWS = 1000
_SEED = 389
_AROUND = 70  # letters shown on both sides of what was quoted


class LabelUnreadable(EngineRefusal):
    """A line of a label file is no label."""

    code = "label.unreadable"


class LeadsMissing(EngineRefusal):
    """There are no leads to be measured."""

    code = "leads.missing"


@dataclass(frozen=True)
class Label:
    """What readers of one listing agreed on."""

    listing_id: str
    yes: frozenset[str]
    disputed: frozenset[str]
    evidence: Mapping[str, str]


@dataclass(frozen=True)
class Measure:
    """Counts of one sign, or of all, and what follows from them.

    Units: shares in [0, 1]; intervals are the middle 95 % of bootstrap draws over listings.
    """

    name: str
    right: int
    wrong: int
    missed: int
    precision: float
    recall: float
    f1: float
    precision_interval: tuple[float, float]
    recall_interval: tuple[float, float]
    f1_interval: tuple[float, float]


@dataclass(frozen=True)
class Mistake:
    """A sign given wrongly, or missed."""

    listing_id: str
    sign: str
    kind: str  # wrong, missed
    text: str  # what was quoted, by the screen or by the readers


@dataclass(frozen=True)
class Evaluation:
    """All measures and all mistakes."""

    labelled: int
    measures: tuple[Measure, ...]
    mistakes: tuple[Mistake, ...]


def read_labels(path: Path) -> list[Label]:
    """Read labels, one JSON object a line: id, yes, disputed, evidence.

    Raises: LabelUnreadable with file, line and problem.
    """
    labels: list[Label] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if line.strip():
            labels.append(_label(line, path.name, number))
    return labels


def _label(line: str, file: str, number: int) -> Label:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise LabelUnreadable(file=file, line=number, problem="label.not_json") from error
    if not isinstance(row, dict):
        raise LabelUnreadable(file=file, line=number, problem="label.not_json")
    if not isinstance(row.get("id"), str) or not row["id"]:
        raise LabelUnreadable(file=file, line=number, problem="label.id_missing")
    said: dict[str, frozenset[str]] = {}
    for key in ("yes", "disputed"):
        values = row.get(key, None if key == "yes" else [])
        if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
            raise LabelUnreadable(file=file, line=number, problem="label.not_a_list", key=key)
        unknown = sorted(set(values) - set(SIGNS))
        if unknown:
            raise LabelUnreadable(
                file=file, line=number, problem="label.unknown_sign", found=", ".join(unknown), known=", ".join(SIGNS)
            )
        said[key] = frozenset(values)
    evidence = row.get("evidence")
    return Label(row["id"], said["yes"], said["disputed"], evidence if isinstance(evidence, dict) else {})


def evaluate(found: Mapping[str, Sequence[str]], labels: Sequence[Label], quotes: Mapping[str, str]) -> Evaluation:
    """Compare the signs found with the labels; a disputed sign of a listing counts neither way.

    ``found`` holds the signs by listing id, ``quotes`` the words that raised them by "id sign".
    """
    outcomes: list[dict[str, str]] = []
    mistakes: list[Mistake] = []
    for label in labels:
        shown = set(found.get(label.listing_id, ()))
        outcome: dict[str, str] = {}
        for sign in SIGNS:
            if sign in label.disputed or (sign not in shown and sign not in label.yes):
                continue
            if sign in shown and sign in label.yes:
                outcome[sign] = "right"
                continue
            outcome[sign] = "wrong" if sign in shown else "missed"
            text = quotes.get(f"{label.listing_id} {sign}", "") if sign in shown else label.evidence.get(sign, "")
            mistakes.append(Mistake(label.listing_id, sign, outcome[sign], text))
        outcomes.append(outcome)
    draws = random.Random(_SEED)
    samples = [draws.choices(range(len(outcomes)), k=len(outcomes)) for _ in range(_DRAWS)] if outcomes else []
    measures = tuple(_measure(name, outcomes, samples) for name in (*SIGNS, "micro"))
    return Evaluation(len(labels), measures, tuple(mistakes))


def _measure(name: str, outcomes: list[dict[str, str]], samples: list[list[int]]) -> Measure:
    counts = [
        tuple(
            sum(kind == wanted for sign, kind in outcome.items() if name in ("micro", sign))
            for wanted in ("right", "wrong", "missed")
        )
        for outcome in outcomes
    ]
    right, wrong, missed = (sum(count[index] for count in counts) for index in range(3))
    drawn: list[tuple[float, float, float]] = []
    told = {index: count for index, count in enumerate(counts) if any(count)}
    for sample in samples:
        totals = [0, 0, 0]
        for index in sample:
            count = told.get(index)
            if count:
                totals = [total + part for total, part in zip(totals, count, strict=True)]
        drawn.append(_shares(*totals))
    precision, recall, f1 = _shares(right, wrong, missed)
    intervals = [_middle([shares[index] for shares in drawn]) for index in range(3)]
    return Measure(name, right, wrong, missed, precision, recall, f1, *intervals)


def _shares(right: int, wrong: int, missed: int) -> tuple[float, float, float]:
    precision = right / (right + wrong) if right + wrong else 0.0
    recall = right / (right + missed) if right + missed else 0.0
    f1 = 2 * right / (2 * right + wrong + missed) if right + wrong + missed else 0.0
    return precision, recall, f1


def _middle(values: list[float]) -> tuple[float, float]:
    if not values:
        return 0.0, 0.0
    ordered = sorted(values)
    return ordered[int(len(ordered) * 0.025)], ordered[min(int(len(ordered) * 0.975), len(ordered) - 1)]


def read_leads(path: Path) -> tuple[dict[str, list[str]], dict[str, str]]:
    """Return the signs by listing id, and what was quoted for each from the signals beside, where they are.

    Raises: LeadsMissing when the file is none of leads.
    """
    try:
        leads = pl.read_parquet(path, columns=["listing_id", "signs"])
    except (OSError, pl.exceptions.PolarsError) as error:
        raise LeadsMissing(file=str(path)) from error
    found: dict[str, list[str]] = dict(zip(leads["listing_id"].to_list(), leads["signs"].to_list(), strict=True))
    quotes: dict[str, list[str]] = {}
    beside = path.with_name("signals.parquet")
    if beside.exists():
        signals = pl.read_parquet(beside, columns=["listing_id", "sign", "quote", "rule", "weight"])
        for row in signals.filter(pl.col("weight") > 0).iter_rows(named=True):
            words = "" if row["quote"] is None else f"{row['quote']} "
            quotes.setdefault(f"{row['listing_id']} {row['sign']}", []).append(f"{words}[{row['rule']}]")
    return found, {key: " | ".join(values) for key, values in quotes.items()}


def in_its_text(mistake: Mistake, text: str) -> str:
    """Return the first words quoted for a mistake where they stand in the listing's text; the text's head without."""
    words = mistake.text.split(" | ")[0].rsplit(" [", 1)[0]
    place = text.find(words) if words else -1
    if place < 0:
        return text[:_AROUND].replace("\n", " ")
    before = text[max(0, place - _AROUND) : place]
    after = text[place + len(words) : place + len(words) + _AROUND]
    return f"{before}⟦{words}⟧{after}".replace("\n", " ")


def keyword_baseline(listings: pl.DataFrame) -> dict[str, list[str]]:
    """Return the signs that a plain keyword search finds, by listing id.

    Shape: LISTINGS -> signs by listing id
    """
    patterns = {code: re.compile(one.keywords) for code, one in signs().items()}
    found: dict[str, list[str]] = {}
    for row in listings.select("listing_id", "title", "description").iter_rows(named=True):
        text = f"{row['title'] or ''}\n{row['description'] or ''}".lower()
        read = [sign for sign, pattern in patterns.items() if pattern.search(text)]
        if read:
            found[row["listing_id"]] = read
    return found


def as_dict(evaluation: Evaluation) -> dict[str, Any]:
    """Return an evaluation as plain values for JSON."""
    return {
        "labelled": evaluation.labelled,
        "measures": [measure.__dict__ for measure in evaluation.measures],
        "mistakes": [mistake.__dict__ for mistake in evaluation.mistakes],
    }
