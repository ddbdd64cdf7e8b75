"""Learn from any table with a label: texts in any language, prices, sellers, times; judge another by it."""

from __future__ import annotations

import hashlib
import tomllib
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from minhbach.engine.learning import MODEL_SCHEMA
from minhbach.engine.learning.figures import read_figures
from minhbach.engine.learning.folds import Fold, forward_folds, grouped_folds
from minhbach.engine.learning.judgement import Candidate, HeldOut, judge_held_out, verdict
from minhbach.engine.learning.keeping import digest_of, read_model
from minhbach.engine.learning.reading import LearningRefused, read_day, read_table
from minhbach.engine.learning.table_model import (
    Content,
    KeptModel,
    choose_strength,
    expected_prices,
    fit_table,
    judge_rows,
    keep,
    pack,
    read_content,
    tell,
    unpack,
)
from minhbach.engine.learning.text_features import Reach
from minhbach.engine.reading.row_number import ROW
from minhbach.engine.text.keys import search_key

Numbers = NDArray[np.float64]

KIND = "table"
FEWEST = 50
FEWEST_OF_EACH = 10
_FOLDS = 5
_FOLDS_LARGE = 3
_LARGE = 40_000
_SEED = 389
_SHOWN_VALUES = 10
_EPOCH = date(1970, 1, 1)


@dataclass(frozen=True)
class Columns:
    """Which columns of a table hold what."""

    texts: tuple[str, ...]
    label: str | None = None
    price: str | None = None
    seller: str | None = None
    time: str | None = None
    numbers: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()

    def names(self) -> list[str]:
        """Return every column that is named, each once."""
        single = (name for name in (self.label, self.price, self.seller, self.time) if name)
        return list(dict.fromkeys((*self.texts, *single, *self.numbers, *self.categories)))


@dataclass(frozen=True)
class TableCandidate(Candidate):
    """A candidate with the arrays that stand beside its model.json."""

    beside: dict[str, bytes]


Say = Callable[[str], None]


def learn_from_table(
    path: Path,
    columns: Columns,
    knowledge: Path,
    *,
    made_on: date,
    positive: str | None = None,
    capacity: int = 50,
    say: Say = lambda _stage: None,
) -> TableCandidate:
    """Return the candidate that a labelled table makes.

    ``say`` hears which stage is reached: reading, strength, folds n/m, final.

    Raises: ReadingRefused, LearningRefused.
    """
    model_before = read_model(knowledge, KIND)
    say("reading")
    frame, bad = read_table(path, columns.names())
    frame, true, told = _labelled(frame, columns, positive, path.name)
    if columns.time:
        frame, days, undated = _dated(frame, columns.time, path.name)
        true = true[~undated]
        told["without_time"] = int(undated.sum())
    else:
        days = None
    content = _content(frame, columns, days, None)
    _demand_enough(true, path.name)
    gaps, prices = expected_prices(content)
    labels = tell(content, true, gaps)
    folds = _folds(content, true)
    kept_before = _before(knowledge, model_before)
    seen = np.isin(content.prints, kept_before.seen) if kept_before is not None else np.zeros(len(true), dtype=bool)
    say("strength")
    # Chosen among the rows that the first fold learns from: where time is known, among the oldest.
    strength = choose_strength(content, labels, folds[0].train)
    new = np.full(len(true), np.nan)
    of_fold = np.full(len(true), -1, dtype=np.int64)
    for number, fold in enumerate(folds):
        say(f"{number + 1}/{len(folds)}")
        test = fold.test[~seen[fold.test]]
        if not len(test) or len(np.unique(true[fold.train])) < 2:
            continue
        model = fit_table(content, labels, fold.train, strength)
        new[test] = judge_rows(content, labels, model, fold.train, test)
        of_fold[test] = number
    rows = np.flatnonzero(of_fold >= 0)
    if len(rows) < FEWEST // 2 or len(np.unique(true[rows])) < 2:
        problem = "learning.nothing_new" if seen.any() else "learning.nothing_later"
        raise LearningRefused(problem=problem, found=len(rows), needed=FEWEST // 2)
    before = None
    if kept_before is not None and model_before is not None:
        learned = _columns_of(model_before)
        read = replace(columns, numbers=learned.numbers, categories=learned.categories)
        before = kept_before.judge(_content(frame[rows], read, None, kept_before.reach, kept_before))
    held = HeldOut(
        true[rows], new[rows], before, np.ones(len(rows)),
        np.unique(content.groups[rows], return_inverse=True)[1].astype(np.int64), of_fold[rows],
    )  # fmt: skip
    report = {
        **judge_held_out(held, capacity),
        "is_time_ordered": days is not None,
        "grouped_by": "seller" if columns.seller else "copies",
        "sellers": int(held.groups.max()) + 1,
        **_at_threshold(true[rows], new[rows]),
    }
    say("final")
    everything = np.arange(len(true))
    final = fit_table(content, labels, everything, strength)
    final = replace(final, threshold=report["threshold"]["probability"])
    packed, numbers = pack(keep(content, true, final, prices))
    name = f"model-{hashlib.sha256(packed).hexdigest()[:16]}.npz"
    digest = digest_of(path)
    model_json = {
        "schema": MODEL_SCHEMA,
        "kind": KIND,
        "version": f"{made_on:%Y.%m.%d}.{digest[:8]}",
        "made_on": made_on.isoformat(),
        "columns": asdict(columns),
        "positive": told["positive"],
        "arrays": name,
        "numbers": numbers,
        "before": {"version": model_before["version"]} if model_before else None,
        "learned_from": {
            "file": path.name,
            "sha256": digest,
            **told,
            "listings": len(true),
            "confirmed": int(true.sum()),
            "unfounded": int(len(true) - true.sum()),
            "sellers": int(np.sum(np.unique(content.sellers) >= 0)),
            "groups": int(content.groups.max()) + 1,
            "with_price": int(np.sum(~np.isnan(content.prices))),
            "empty_texts": int(np.sum(content.lengths <= len(columns.texts) - 1)),
            "first_day": _day(days, np.min),
            "last_day": _day(days, np.max),
            "skipped": [asdict(one) for one in bad[:1000]],
            "skipped_rows": len(bad),
        },
        "validation": report,
    }
    return TableCandidate(model_json, tuple(verdict(report)), {name: packed})


def judge_table(path: Path, knowledge: Path) -> tuple[pl.DataFrame, Numbers, float]:
    """Return another table whole, each row's probability by the folder's model, and where that calls it positive.

    Raises: ReadingRefused, LearningRefused.
    """
    model = read_model(knowledge, KIND)
    kept = _before(knowledge, model)
    if model is None or kept is None:
        raise LearningRefused(problem="learning.no_model", file=str(knowledge))
    named = replace(_columns_of(model), label=None, time=None)
    frame, _ = read_table(path)
    missing = [name for name in named.texts if name not in frame.columns]
    if missing:
        raise LearningRefused(
            problem="learning.column_missing", file=path.name, columns=missing, found=frame.columns[1:]
        )
    # What else a table lacks is unknown in each of its rows: it is judged by what it has.
    named = replace(
        named,
        price=named.price if named.price in frame.columns else None,
        seller=named.seller if named.seller in frame.columns else None,
    )
    said = kept.judge(_content(frame, named, None, kept.reach, kept)) if frame.height else np.zeros(0)
    return frame.drop(ROW), said, kept.model.threshold


def _columns_of(model: dict[str, Any]) -> Columns:
    """Return the columns that a kept model learned from; one of before further columns has none of them."""
    several = {name: tuple(model["columns"].get(name, ())) for name in ("texts", "numbers", "categories")}
    return Columns(**{**model["columns"], **several})


def _content(
    frame: pl.DataFrame,
    columns: Columns,
    days: NDArray[np.int64] | None,
    reach: Reach | None,
    kept: KeptModel | None = None,
) -> Content:
    """Read the table's columns; where a kept model is to judge it, those that this model knows."""
    texts = frame.select(pl.concat_str([pl.col(name).fill_null("") for name in columns.texts], separator="\n"))
    content = read_content(
        texts.to_series(),
        prices=frame[columns.price] if columns.price else None,
        sellers=frame[columns.seller] if columns.seller else None,
        days=days,
        figures=read_figures(frame, columns.numbers, columns.categories),
        reach=reach,
    )
    return content if kept is None else replace(content, has_price=kept.has_price, has_seller=kept.has_seller)


def _labelled(
    frame: pl.DataFrame, columns: Columns, positive: str | None, file: str
) -> tuple[pl.DataFrame, Numbers, dict[str, Any]]:
    """Return the rows with a label, the labels as 0 and 1, and what was noticed."""
    label = columns.label or ""
    given = frame.filter(pl.col(label).str.strip_chars().fill_null("") != "")
    cells = given[label].str.strip_chars()
    counts = Counter(_value(cell) for cell in cells)
    chosen = _positive(counts, positive, file)
    true = np.array([_value(cell) == chosen for cell in cells], dtype=np.float64)
    told = {
        "rows": frame.height,
        "without_label": frame.height - given.height,
        "positive": chosen,
        "by_value": dict(counts.most_common(_SHOWN_VALUES)),
    }
    return given, true, told


def _value(cell: str) -> str:
    """Return a label in the form that labels are compared in: 1.0 is 1, TRUE is true."""
    try:
        number = float(cell)
    except ValueError:
        return " ".join(cell.casefold().split())
    return str(int(number)) if number.is_integer() else str(number)


@cache
def _label_words() -> dict[str, bool]:
    content = tomllib.loads((Path(__file__).parent / "labels.toml").read_text(encoding="utf-8"))
    return {search_key(word): sense == "positive" for sense in ("positive", "negative") for word in content[sense]}


def _positive(counts: Counter[str], asked: str | None, file: str) -> str:
    shown = [value for value, _ in counts.most_common(_SHOWN_VALUES)]
    if asked is not None:
        if _value(asked.strip()) not in counts:
            raise LearningRefused(problem="learning.no_such_value", file=file, found=asked, columns=shown)
        if len(counts) == 1:
            raise LearningRefused(problem="learning.one_value", file=file, columns=shown)
        return _value(asked.strip())
    if len(counts) < 2:
        raise LearningRefused(problem="learning.one_value", file=file, columns=shown)
    senses = {value: _label_words().get(search_key(value)) for value in counts}
    if len(counts) == 2:
        found = [value for value, sense in senses.items() if sense is True]
        excluded = [value for value, sense in senses.items() if sense is False]
        if len(found) == 1:
            return found[0]
        if len(excluded) == 1 and not found:
            return next(value for value in counts if value != excluded[0])
        if set(counts) == {"-1", "1"}:
            return "1"
    raise LearningRefused(
        problem="learning.which_value" if len(counts) == 2 else "learning.many_values",
        file=file, columns=shown, count=len(counts),
    )  # fmt: skip


def _dated(frame: pl.DataFrame, time: str, file: str) -> tuple[pl.DataFrame, NDArray[np.int64], NDArray[np.bool_]]:
    """Return the rows whose time can be read, their days, and which could not."""
    days: list[int] = []
    undated: list[bool] = []
    unreadable = ""
    for cell in frame[time]:
        try:
            days.append((read_day(cell or "") - _EPOCH).days)
            undated.append(False)
        except (ValueError, OverflowError, OSError):
            unreadable = unreadable or (cell or "")
            undated.append(True)
    mask = np.array(undated, dtype=bool)
    if mask.mean() > 0.1:
        raise LearningRefused(
            problem="learning.unreadable_times",
            file=file,
            columns=[time],
            found=unreadable[:100],
            count=int(mask.sum()),
        )
    return frame.filter(pl.Series(~mask)), np.array(days, dtype=np.int64), mask


def _demand_enough(true: Numbers, file: str) -> None:
    confirmed = int(true.sum())
    if len(true) < FEWEST or min(confirmed, len(true) - confirmed) < FEWEST_OF_EACH:
        raise LearningRefused(
            problem="learning.too_few", file=file, needed=FEWEST, needed_of_each=FEWEST_OF_EACH,
            found=len(true), confirmed=confirmed, unfounded=len(true) - confirmed,
        )  # fmt: skip


def _folds(content: Content, true: Numbers) -> list[Fold]:
    number = _FOLDS_LARGE if len(true) > _LARGE else _FOLDS
    if content.days is not None:
        folds = forward_folds(content.days, content.groups, number)
        if folds:
            return folds
        raise LearningRefused(problem="learning.one_day")
    return grouped_folds(content.groups, number, _SEED)


def _before(knowledge: Path, model: dict[str, Any] | None) -> KeptModel | None:
    if model is None:
        return None
    try:
        return unpack((knowledge / model["arrays"]).read_bytes(), model["numbers"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise LearningRefused(problem="model.broken", file=str(knowledge), found=str(error)) from error


def _at_threshold(true: Numbers, said: Numbers) -> dict[str, Any]:
    """Return the probability from which calling rows positive gives the best F1, and what it gives."""
    order = np.argsort(-said, kind="stable")
    right = np.cumsum(true[order])
    f1 = 2 * right / (np.arange(1, len(true) + 1) + true.sum())
    ends = np.append(np.diff(said[order]) != 0, True)
    best = int(np.argmax(np.where(ends, f1, 0)))
    return {
        "threshold": {
            "probability": float(said[order][best]),
            "precision": round(float(right[best] / (best + 1)), 6),
            "recall": round(float(right[best] / true.sum()), 6),
            "f1": round(float(f1[best]), 6),
        }
    }


def _day(days: NDArray[np.int64] | None, chosen: Callable[[NDArray[np.int64]], Any]) -> str | None:
    if days is None:
        return None
    return date.fromordinal(int(chosen(days)) + _EPOCH.toordinal()).isoformat()
