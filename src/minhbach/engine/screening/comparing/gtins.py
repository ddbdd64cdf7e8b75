"""One bar code under the names of different goods. A number belongs to one trade item."""

from __future__ import annotations

import re
from collections.abc import Sequence

import polars as pl

from minhbach.engine.screening.comparing.evidence import evidence
from minhbach.engine.screening.comparing.keys import key_of
from minhbach.engine.screening.comparing.titles import titles_of
from minhbach.engine.screening.knowledge import Knowledge
from minhbach.engine.screening.rule_table import rule
from minhbach.engine.screening.rules import Batch
from minhbach.engine.screening.rules.codes import gtins_of

OBSERVED: dict[str, pl.DataType] = {
    "n": pl.Int64(),
    "key": pl.UInt64(),  # of the number
    "gtin": pl.String(),  # fourteen digits
    "words": pl.String(),  # the folded title, one sign a letter
    "title": pl.String(),
}

_TWO_NAMES = rule("codes.gtin.two_names")
_FEWEST_WORDS = 3  # of a title that names goods
_LEAST_SHARED = 0.2  # of the shorter title's words
_MOST_TITLES = 50  # of one number, compared with each other
_WORD = re.compile("[^ .,']+")
_DIGIT = re.compile("[0-9]")
_MODEL = re.compile("(?=.*[0-9])(?=.*[a-z])[^ ]{4,}")
_SIZE = re.compile("[0-9]+(?:ml|l|g|gr|kg|mm|cm|m|w|v|x[0-9]+)*")


def observe_gtins(batch: Batch, _found: pl.DataFrame) -> pl.DataFrame:
    """Keep the titles of listings in which the number of a trade item stands.

    Shape:  Batch, FOUND -> OBSERVED; a row for each number of a listing.
    """
    gtins = gtins_of(batch.folded)
    rows = gtins["n"].to_list()
    words = titles_of(batch)[rows]
    return gtins.with_columns(
        pl.Series([key_of(gtin) for gtin in gtins["gtin"]], dtype=pl.UInt64).alias("key"),
        words.alias("words"),
        batch.listings["title"][rows].alias("title"),
    ).select(pl.col(name).cast(dtype) for name, dtype in OBSERVED.items())


def compare_gtins(observed: pl.DataFrame, _knowledge: Knowledge) -> pl.DataFrame:
    """Say of listings whose number stands under other goods as well, which goods those are.

    Shape:  OBSERVED, whole numbers -> COMPARED ``codes.gtin.two_names``
    Units:  weights are log-odds.
    Source: docs/method/codes.md
    """
    found = []
    for (gtin,), group in observed.filter(pl.len().over("key") > 1).group_by("gtin", maintain_order=True):
        titles = dict(
            group.sort("n").unique("words", keep="first", maintain_order=True).select("words", "title").rows()
        )
        goods_of = _goods(list(titles)[:_MOST_TITLES])
        names: dict[int, str] = {}  # the first title of each of the goods
        for words, goods in goods_of.items():
            names.setdefault(goods, titles[words])
        if len(names) < 2:
            continue
        for number, words in group.select("n", "words").iter_rows():
            if words in goods_of:
                other = next(title for goods, title in names.items() if goods != goods_of[words])
                found.append((number, str(gtin).removeprefix("0"), len(names), other, _TWO_NAMES.weight))
    rows = pl.DataFrame(
        found,
        schema={"n": pl.Int64, "code": pl.String, "names": pl.Int64, "other_title": pl.String, "weight": pl.Float64},
        orient="row",
    )
    return evidence(
        rows,
        rules=(_TWO_NAMES,),
        values=("code", "names", "other_title"),
    )


def _goods(titles: Sequence[str]) -> dict[str, int]:
    """Number the goods that titles name; titles that share some words, or share them with a third, name the same.

    Titles of too few words name nothing and are left out.
    """
    words = {title: _words(title) for title in titles}
    goods: dict[str, int] = {}
    for title in titles:
        if len(words[title][0]) < _FEWEST_WORDS:
            continue
        same = sorted({goods[other] for other in goods if _is_same(words[title], words[other])})
        goods[title] = same[0] if same else len(titles) + len(goods)
        for other in goods:
            if goods[other] in same:
                goods[other] = same[0]
    return goods


def _words(title: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return a title's words, and its models: words of letters and figures that are no size."""
    found = _WORD.findall(title)
    plain = frozenset(word for word in found if len(word) > 1 and not _DIGIT.search(word))
    models = frozenset(word for word in found if _MODEL.fullmatch(word) and not _SIZE.fullmatch(word))
    return plain, models


def _is_same(one: tuple[frozenset[str], frozenset[str]], other: tuple[frozenset[str], frozenset[str]]) -> bool:
    shared = len(one[0] & other[0]) / min(len(one[0]), len(other[0]))
    return shared >= _LEAST_SHARED or bool(one[1] & other[1])
