"""What a comparison says of a listing."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from functools import cache

import polars as pl

from minhbach.engine.screening.digests import rules_version
from minhbach.engine.screening.rule_table import Rule
from minhbach.engine.screening.rules import Batch
from minhbach.engine.screening.score import load_scorecard
from minhbach.engine.tables import SIGNALS, SIGNS

NUMBER = "n"  # a listing's place in the sweep, from 0
KEY = "key"  # listings with the same key are compared with each other

COMPARED: dict[str, pl.DataType] = {
    NUMBER: pl.Int64(),
    **{name: SIGNALS[name] for name in ("sign", "rule", "family", "weight", "rule_version", "legal_basis", "values")},
}
"""Evidence that has no place in the text. A weight of 0 is context: shown, not counted."""


def evidence(
    rows: pl.DataFrame,
    *,
    rules: Sequence[Rule],
    values: Sequence[str],
    which: pl.Expr | None = None,
    sign: str | None = None,
) -> pl.DataFrame:
    """Make evidence of rows that have n, weight and the columns named in ``values``.

    ``which`` says the place of a row's rule among the rules, of one family and basis; ``sign`` names a column, where
    the rules speak of whatever sign something else speaks for.

    Shape:  n rows -> COMPARED, in the same order.
    """
    frozen = [json.dumps(row, ensure_ascii=False, sort_keys=True) for row in rows.select(values).iter_rows(named=True)]
    first = rules[0]
    ids = {place: one.id for place, one in enumerate(rules)}
    return rows.select(
        NUMBER,
        (pl.lit(first.signs[0]) if sign is None else pl.col(sign)).alias("sign"),
        (pl.lit(first.id) if which is None else which.replace_strict(ids, return_dtype=pl.String)).alias("rule"),
        pl.lit(first.family).alias("family"),
        pl.col("weight").cast(pl.Float64),
        pl.lit(rules_version()).alias("rule_version"),
        pl.lit(list(first.basis), dtype=pl.List(pl.String)).alias("legal_basis"),
        pl.Series("values", frozen, dtype=pl.String),
    ).select(pl.col(name).cast(dtype) for name, dtype in COMPARED.items())


def suspicions(batch: Batch, found: pl.DataFrame) -> pl.DataFrame:
    """Return the signs that something speaks for in each listing, and whether that is enough for a sign to hold.

    Shape:  FOUND of the batch -> n, sign, is_held; one row for each listing and sign, by n and the order of SIGNS.
    Units:  is_held sums the strongest reason of each family, as the score does before its finer rules.
    """
    if "suspicions" not in batch.memory:
        weights: dict[tuple[int, int], dict[str, list[float]]] = {}
        for number, sign, family, weight in found.select(NUMBER, "sign", "family", "weight").iter_rows():
            weights.setdefault((number, SIGNS.index(sign)), {}).setdefault(family, []).append(weight)
        rows = []
        for (number, place), families in sorted(weights.items()):
            supporting = math.fsum(max(0.0, *family) for family in families.values())
            against = math.fsum(min(0.0, *family) for family in families.values())
            if supporting > 0:
                held = round(supporting + against + _priors()[SIGNS[place]], 6) >= 0
                rows.append((number, SIGNS[place], held))
        schema = {NUMBER: pl.Int64, "sign": pl.String, "is_held": pl.Boolean}
        batch.memory["suspicions"] = pl.DataFrame(rows, schema=schema, orient="row")
    suspected: pl.DataFrame = batch.memory["suspicions"]
    return suspected


def first_suspicions(batch: Batch, found: pl.DataFrame) -> pl.DataFrame:
    """Return, for each listing in which anything was found, the sign under which context is shown.

    Shape:  FOUND of the batch -> n, sign
    """
    suspected = suspicions(batch, found).group_by(NUMBER, maintain_order=True).agg(pl.col("sign").first())
    return suspected.select(pl.col(NUMBER).cast(pl.Int64), "sign")


@cache
def _priors() -> dict[str, float]:
    return dict(load_scorecard().prior)
