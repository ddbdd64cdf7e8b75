"""A model of texts, prices and sellers: logistic regression over hashed n-grams, calibrated.

Where further figures or categories are given, boosted trees over them and what the words decide have the last say.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy import sparse
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression, Ridge

from minhbach.engine.learning.boosted import Trees, grow, pack_trees, unpack_trees
from minhbach.engine.learning.calibration import fit_line
from minhbach.engine.learning.figures import (
    Figures,
    Shares,
    count_shares,
    pack_shares,
    shares_of_others,
    unpack_shares,
)
from minhbach.engine.learning.folds import grouped_folds
from minhbach.engine.learning.measures import Ranking
from minhbach.engine.learning.ngram_kernels import BUCKETS, WORD_BITS, count_rows_with, weigh_rows
from minhbach.engine.learning.number_features import (
    Known,
    Past,
    PriceScale,
    count_known,
    key_of,
    past_by_lot,
    past_by_time,
    price_columns,
    price_scale,
    read_prices,
    style_columns,
)
from minhbach.engine.learning.text_features import (
    Reach,
    copies,
    fingerprints,
    reach_of,
    read_texts,
)

Numbers = NDArray[np.float64]
Rows = NDArray[np.int64]

_STRENGTHS = (1.0, 8.0, 64.0)  # C: how far the words may pull
_CHOSEN_FROM = 20_000  # rows
_INNER_ROWS = 8_000
_INNER_FOLDS = 3
_PRICE_ROWS = 20_000
_SEED = 389
_RARE = 2  # texts that an n-gram must stand in to count
_TOLERANCE = 0.1
_MOST_ROUNDS = 30  # more of them move the last digits of weights, not the ranking


@dataclass(frozen=True)
class Content:
    """A table read for learning or for being judged.

    Shape: as many rows in all; seller −1 where none is given; days 0 where no time is.
    """

    grams: sparse.csr_array
    prints: NDArray[np.uint64]  # a hash of each text
    lengths: Rows  # letters of each text
    reach: Reach
    style: Numbers
    prices: Numbers
    sellers: Rows
    seller_keys: NDArray[np.uint64]
    groups: Rows
    days: Rows | None
    figures: Figures
    has_price: bool
    has_seller: bool


def read_content(
    texts: pl.Series,
    *,
    prices: pl.Series | None,
    sellers: pl.Series | None,
    days: Rows | None,
    figures: Figures,
    reach: Reach | None,
) -> Content:
    """Return a table's columns as numbers; reach None: as far as the table's size allows."""
    reach = reach_of(texts) if reach is None else reach
    read = read_texts(texts, reach)
    rows = len(texts)
    named = (
        pl.Series([None] * rows, dtype=pl.String) if sellers is None else sellers.str.strip_chars().replace("", None)
    )
    keys = np.array([key_of(name) for name in named], dtype=np.uint64)
    numbers = np.full(rows, -1, dtype=np.int64)
    given = np.flatnonzero(keys != 0)
    numbers[given] = np.unique(keys[given], return_inverse=True)[1]
    alike = copies(read.sketches)
    groups = np.where(numbers >= 0, numbers, alike + int(numbers.max(initial=-1)) + 1)
    return Content(
        grams=read.grams,
        prints=fingerprints(read.sketches),
        lengths=read.lengths,
        reach=reach,
        style=style_columns(texts),
        prices=read_prices(prices) if prices is not None else np.full(rows, np.nan),
        sellers=numbers,
        seller_keys=keys,
        groups=np.unique(groups, return_inverse=True)[1].astype(np.int64),
        days=days,
        figures=figures,
        has_price=prices is not None,
        has_seller=sellers is not None,
    )


class PriceModel(NamedTuple):
    """What price a text lets expect.

    Units: natural logarithm of the price.
    """

    weights: NDArray[np.float32]  # of the words
    level: float
    idf: NDArray[np.float32]


def expected_prices(content: Content) -> tuple[Numbers, PriceModel]:
    """Return the gap of each price to what other sellers' texts let expect, and the model for texts to come."""
    rows = np.flatnonzero(~np.isnan(content.prices))
    gaps = np.full(len(content.prices), np.nan)
    if len(rows) < 20:
        return gaps, PriceModel(np.zeros(1 << WORD_BITS, np.float32), 0.0, np.zeros(BUCKETS, np.float32))
    idf = _idf(content.grams, rows)
    for fold in grouped_folds(content.groups[rows], 2, _SEED):
        model = _fit_price(content, rows[fold.train], idf)
        gaps[rows[fold.test]] = content.prices[rows[fold.test]] - _say_price(content, rows[fold.test], model)
    return gaps, _fit_price(content, rows, idf)


def _fit_price(content: Content, rows: Rows, idf: NDArray[np.float32]) -> PriceModel:
    if len(rows) > _PRICE_ROWS:
        rows = np.sort(np.random.default_rng(_SEED).permutation(rows)[:_PRICE_ROWS])
    words = _assemble(content.grams, rows, idf, np.zeros((len(rows), 0)))[:, : 1 << WORD_BITS]
    matrix, used, width = _compact(words)
    ridge = Ridge(alpha=1.0, solver="sparse_cg", tol=1e-3, max_iter=50).fit(matrix, content.prices[rows])
    weights = np.zeros(width, np.float32)
    weights[used] = ridge.coef_.ravel()
    return PriceModel(weights, float(ridge.intercept_), idf)


def _say_price(content: Content, rows: Rows, model: PriceModel) -> Numbers:
    words = _assemble(content.grams, rows, model.idf, np.zeros((len(rows), 0)))[:, : 1 << WORD_BITS]
    return np.asarray(words @ model.weights, dtype=np.float64) + model.level


class Second(NamedTuple):
    """The second stage: trees, and what is known of categories."""

    trees: Trees
    shares: Shares


@dataclass
class TableModel:
    """Everything that is needed to judge a table; ``strength`` is the C that was chosen."""

    idf: NDArray[np.float32]
    weights: NDArray[np.float32]  # of n-grams, then of numbers
    level: float
    line: tuple[float, float]
    base: float
    strength: float
    scale: PriceScale
    threshold: float = 0.5
    second: Second | None = None  # where figures or categories are given

    def decide(self, content: Content, rows: Rows, gaps: Numbers, past: Past) -> Numbers:
        """Return the uncalibrated log-odds of rows."""
        dense = _dense(content, rows, gaps, past, self)
        words = _assemble(content.grams, rows, self.idf, dense)
        decided = np.asarray(words @ self.weights, dtype=np.float64) + self.level
        if self.second is None:
            return decided
        shares = self.second.shares.columns(content.figures.categories[rows])
        return self.second.trees.decide(np.column_stack([decided, dense, content.figures.numbers[rows], shares]))

    def probability(self, decided: Numbers) -> Numbers:
        """Return calibrated probabilities of decisions."""
        return 1 / (1 + np.exp(-np.clip(self.line[0] * decided + self.line[1], -30, 30)))


def _dense(content: Content, rows: Rows, gaps: Numbers, past: Past, model: TableModel) -> Numbers:
    parts = [content.style[rows]]
    if content.has_price:
        parts.append(price_columns(content.prices[rows], gaps[rows], model.scale))
    if content.has_seller:
        parts.append(past.columns(model.base))
    return np.hstack(parts)


class Told(NamedTuple):
    """Labels and what is known of sellers, for fitting.

    Shape: true 0 or 1 of all rows of the table; gaps and past of all rows, past None where no time is known.
    """

    true: Numbers
    gaps: Numbers
    past: Past | None


def tell(content: Content, true: Numbers, gaps: Numbers) -> Told:
    """Return the labels with each seller's past, where time is known."""
    past = past_by_time(content.sellers, content.days, true) if content.days is not None else None
    return Told(true, gaps, past)


def choose_strength(content: Content, told: Told, rows: Rows) -> float:
    """Return the C whose model ranks rows held out among these best; of equals the weakest."""
    sample = rows
    if len(rows) > _CHOSEN_FROM:
        sample = np.sort(np.random.default_rng(_SEED).permutation(rows)[:_CHOSEN_FROM])
    decided = _held_out(content, told, sample, _STRENGTHS)
    known = ~np.isnan(decided[_STRENGTHS[0]])

    def precision(strength: float) -> float:
        value = Ranking(told.true[sample][known], decided[strength][known]).average_precision() if known.any() else 0.0
        return 0.0 if np.isnan(value) else round(value, 3)

    return max(_STRENGTHS, key=lambda strength: (precision(strength), -strength))


def fit_table(content: Content, told: Told, rows: Rows, strength: float) -> TableModel:
    """Return a model of some rows, its line fitted on rows held out among them."""
    if content.figures.are_given:
        return _fit_with_figures(content, told, rows, strength)
    if len(rows) <= _INNER_ROWS:
        model = _fit(content, told, rows, (strength,))[strength]
        decided = _held_out(content, told, rows, (strength,))[strength]
        known = ~np.isnan(decided)
        model.line = fit_line(decided[known], told.true[rows][known])
        return model
    # The line must come from a model of about this many rows: one part in eight stays out for it.
    fold = grouped_folds(content.groups[rows], 8, _SEED)[0]
    train, test = rows[fold.train], rows[fold.test]
    model = _fit(content, told, train, (strength,))[strength]
    model.line = fit_line(model.decide(content, test, told.gaps, _past_of(content, told, train, test)), told.true[test])
    return model


def _fit_with_figures(content: Content, told: Told, rows: Rows, strength: float) -> TableModel:
    """Return a model of two stages: trees learn from what models of other rows decided of each row."""
    model = _fit(content, told, rows, (strength,))[strength]
    decided = _held_out(content, told, rows, (strength,))[strength]
    known = np.flatnonzero(~np.isnan(decided))
    of, true, groups = rows[known], told.true[rows[known]], content.groups[rows[known]]
    categories = content.figures.categories[of]
    figures = np.column_stack(
        [
            decided[known],
            _dense(content, of, told.gaps, _own_past(content, told, rows, known), model),
            content.figures.numbers[of],
            shares_of_others(categories, true, groups, _SEED),
        ]
    )
    apart = np.full(len(of), np.nan)
    for fold in grouped_folds(groups, _INNER_FOLDS, _SEED):
        if len(np.unique(true[fold.train])) == 2:
            apart[fold.test] = grow(figures[fold.train], true[fold.train]).decide(figures[fold.test])
    told_apart = ~np.isnan(apart)
    model.line = fit_line(apart[told_apart], true[told_apart])
    model.second = Second(grow(figures, true), count_shares(categories, true))
    return model


def _own_past(content: Content, told: Told, rows: Rows, known: Rows) -> Past:
    """Return what is known of the sellers of rows that are learned from."""
    if told.past is not None:
        return Past(told.past.rows[rows[known]], told.past.positive[rows[known]])
    past = past_by_lot(content.sellers[rows], told.true[rows], _SEED)
    return Past(past.rows[known], past.positive[known])


def _held_out(content: Content, told: Told, rows: Rows, strengths: Sequence[float]) -> dict[float, Numbers]:
    """Return by strength what models of the other rows decide of each row, NaN where none could be made."""
    decided = {strength: np.full(len(rows), np.nan) for strength in strengths}
    for fold in grouped_folds(content.groups[rows], _INNER_FOLDS, _SEED):
        train, test = rows[fold.train], rows[fold.test]
        if len(np.unique(told.true[train])) < 2:
            continue
        for strength, model in _fit(content, told, train, strengths).items():
            decided[strength][fold.test] = model.decide(content, test, told.gaps, _past_of(content, told, train, test))
    return decided


def judge_rows(content: Content, told: Told, model: TableModel, train: Rows, test: Rows) -> Numbers:
    """Return the probabilities of rows, knowing of sellers what the rows learned from tell."""
    return model.probability(model.decide(content, test, told.gaps, _past_of(content, told, train, test)))


def _past_of(content: Content, told: Told, train: Rows, test: Rows) -> Past:
    """Return what is known of the sellers of the rows to be judged."""
    if told.past is not None:
        return Past(told.past.rows[test], told.past.positive[test])
    known = train[content.sellers[train] >= 0]
    count = int(content.sellers.max(initial=-1)) + 1
    totals = [np.bincount(content.sellers[known], weight, count + 1) for weight in (None, told.true[known])]
    for total in totals:
        total[count] = 0  # of nobody, whose number is −1
    return Past(*(total[content.sellers[test]].astype(np.float64) for total in totals))


def _fit(content: Content, told: Told, rows: Rows, strengths: Sequence[float]) -> dict[float, TableModel]:
    true = told.true[rows]
    idf = _idf(content.grams, rows)
    base = float(np.clip(true.mean(), 0.001, 0.999))
    past = _own_past(content, told, rows, np.arange(len(rows)))
    scale = price_scale(content.prices[rows], told.gaps[rows])
    blank = TableModel(idf, np.zeros(0, np.float32), 0.0, (1.0, 0.0), base, 1.0, scale)
    matrix, used, width = _compact(_assemble(content.grams, rows, idf, _dense(content, rows, told.gaps, past, blank)))
    models: dict[float, TableModel] = {}
    for strength in strengths:
        # Dual coordinate descent: of the library's solvers the fastest on wide sparse rows, by tens of times.
        regression = LogisticRegression(
            C=strength, class_weight="balanced", solver="liblinear", dual=True, tol=_TOLERANCE,
            max_iter=_MOST_ROUNDS, random_state=_SEED,
        )  # fmt: skip
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ConvergenceWarning)
            regression.fit(matrix, true)
        weights = np.zeros(width, np.float32)
        weights[used] = regression.coef_.ravel()
        models[strength] = TableModel(
            idf, weights, float(regression.intercept_[0]), (1.0, 0.0), base,
            strength, scale,
        )  # fmt: skip
    return models


def _compact(matrix: sparse.csr_array) -> tuple[sparse.csr_array, NDArray[np.int64], int]:
    """Take columns that hold nothing from the matrix; return it, the places of those that stay, its width before."""
    width = matrix.shape[1]
    used = np.flatnonzero(np.bincount(matrix.indices, minlength=width))
    places = np.zeros(width, np.int32)
    places[used] = np.arange(len(used))
    matrix.indices[:] = places[matrix.indices]  # in place: another of this size need not stand beside it
    compact = sparse.csr_array((matrix.data, matrix.indices, matrix.indptr), shape=(matrix.shape[0], len(used)))
    return compact, used, width


def _idf(grams: sparse.csr_array, rows: Rows) -> NDArray[np.float32]:
    counts = np.zeros(BUCKETS, np.int64)
    count_rows_with(len(rows), np.ascontiguousarray(rows, np.int64), *_places(grams), counts)
    idf = np.log((1 + len(rows)) / (1 + counts)) + 1
    return np.where(counts >= (_RARE if len(rows) > 1_000 else 1), idf, 0).astype(np.float32)


def _places(grams: sparse.csr_array) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """Return the bucket of each entry and where rows begin, of the types that kernels take."""
    return np.ascontiguousarray(grams.indices, np.int32), np.ascontiguousarray(grams.indptr, np.int64)


def _assemble(grams: sparse.csr_array, rows: Rows, idf: NDArray[np.float32], dense: Numbers) -> sparse.csr_array:
    """Return n-grams by their rarity, words and runs of letters each of length 1 in a row, and the numbers after.

    Shape: (rows, BUCKETS + numbers), float32
    """
    rows = np.ascontiguousarray(rows, np.int64)
    numbers = dense.shape[1]
    room = int(np.sum(grams.indptr[rows + 1] - grams.indptr[rows])) + len(rows) * numbers
    data, indices, indptr = np.empty(room, np.float32), np.empty(room, np.int32), np.zeros(len(rows) + 1, np.int64)
    used = weigh_rows(
        len(rows), rows, grams.data, *_places(grams), idf, np.ascontiguousarray(dense, np.float32), numbers,
        data, indices, indptr,
    )  # fmt: skip
    return sparse.csr_array(
        (data[:used], indices[:used], indptr.astype(np.int32)), shape=(len(rows), BUCKETS + numbers)
    )


@dataclass(frozen=True)
class KeptModel:
    """A model with what judging another table needs."""

    model: TableModel
    prices: PriceModel
    reach: Reach
    has_price: bool
    has_seller: bool
    sellers: Known
    seen: NDArray[np.uint64]  # sorted hashes of the texts learned from

    def judge(self, content: Content) -> Numbers:
        """Return the probability of every row of a table read with this model's reach."""
        rows = np.arange(len(content.prices))
        gaps = np.full(len(rows), np.nan)
        known = np.flatnonzero(~np.isnan(content.prices))
        if len(known):
            gaps[known] = content.prices[known] - _say_price(content, known, self.prices)
        elif self.has_price:
            # A table without prices is no table of goods without one: each is taken as the usual.
            content = replace(content, prices=np.full(len(rows), self.model.scale.middle))
            gaps = np.full(len(rows), self.model.scale.gap_middle)
        past = self.sellers.past_of(content.seller_keys)
        return self.model.probability(self.model.decide(content, rows, gaps, past))


def keep(content: Content, true: Numbers, model: TableModel, prices: PriceModel) -> KeptModel:
    """Return the model with all that is known of sellers."""
    return KeptModel(
        model, prices, content.reach, content.has_price, content.has_seller,
        count_known(content.seller_keys, true), np.unique(content.prints),
    )  # fmt: skip


def pack(kept: KeptModel) -> tuple[bytes, dict[str, Any]]:
    """Return a model's large arrays as bytes, and its small numbers as plain values for JSON."""
    written = io.BytesIO()
    used = np.flatnonzero(kept.model.weights)
    second = kept.model.second
    further: dict[str, Any] = {**pack_trees(second.trees), **pack_shares(second.shares)} if second else {}
    np.savez_compressed(
        written,
        idf=kept.model.idf,
        used=used.astype(np.int32),
        weights=kept.model.weights[used],
        price_used=np.flatnonzero(kept.prices.weights).astype(np.int32),
        price_idf=kept.prices.idf,
        price_weights=kept.prices.weights[np.flatnonzero(kept.prices.weights)],
        seller_keys=kept.sellers.keys,
        seller_rows=kept.sellers.rows,
        seller_positive=kept.sellers.positive,
        seen=kept.seen,
        **further,
    )
    model = kept.model
    return written.getvalue(), {
        "width": len(model.weights),
        "level": model.level,
        "line": list(model.line),
        "base": model.base,
        "strength": model.strength,
        "threshold": model.threshold,
        "scale": asdict(model.scale),
        "price_level": kept.prices.level,
        "reach": list(kept.reach),
        "has_price": kept.has_price,
        "has_seller": kept.has_seller,
        "second": {"level": second.trees.level, "base": second.shares.base, "categories": len(second.shares.known)}
        if second
        else None,
    }


def unpack(content: bytes, numbers: Mapping[str, Any]) -> KeptModel:
    """Return a model from what ``pack`` made of it.

    Raises: ValueError, KeyError where it is none.
    """
    words, runs = numbers["reach"]
    with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
        weights = np.zeros(int(numbers["width"]), np.float32)
        weights[arrays["used"]] = arrays["weights"]
        price_weights = np.zeros(1 << WORD_BITS, np.float32)
        price_weights[arrays["price_used"]] = arrays["price_weights"]
        scale = PriceScale(**{**numbers["scale"], "tenths": tuple(numbers["scale"]["tenths"])})
        model = TableModel(
            arrays["idf"], weights, float(numbers["level"]), (float(numbers["line"][0]), float(numbers["line"][1])),
            float(numbers["base"]), float(numbers["strength"]), scale, float(numbers["threshold"]),
        )  # fmt: skip
        if second := numbers.get("second"):
            model.second = Second(
                unpack_trees(arrays, float(second["level"])),
                unpack_shares(arrays, int(second["categories"]), float(second["base"])),
            )
        return KeptModel(
            model, PriceModel(price_weights, float(numbers["price_level"]), arrays["price_idf"]),
            Reach(int(words), int(runs)),
            bool(numbers["has_price"]), bool(numbers["has_seller"]),
            Known(arrays["seller_keys"], arrays["seller_rows"], arrays["seller_positive"]), arrays["seen"],
        )  # fmt: skip
