"""Which goods a title names so closely that the same are known again: one brand and one model of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

import polars as pl

from minhbach.engine.screening.comparing.peers import declared_brands, peer_terms, written
from minhbach.engine.screening.comparing.titles import one_brand
from minhbach.engine.screening.knowledge import NOTHING_KNOWN

# Letters and figures in one word, four at least; a number with a unit behind it is a size.
_MODEL = re.compile("(?=.*[0-9])(?=.*[a-z])[0-9a-z]{4,20}")
# WH-1000XM4 is written in one word and in two.
_LETTERS_BEFORE = re.compile("^[a-z]{1,3}(?=[0-9]+[a-z])")
_NO_MODEL = re.compile("[0-9]+[a-z]{1,5}|[0-9]+x[0-9]+[a-z]*|spf[0-9]+|[0-9]in[0-9]")


def named_goods(titles: Sequence[str], brand_fields: Sequence[str | None]) -> list[str]:
    """Return for each title its brand and model, as "Sony 1000XM4"; empty where it names not exactly one of each.

    BRAND_FIELDS are what platforms' own fields say of the brand.
    """
    terms = peer_terms(NOTHING_KNOWN)
    plain = [written(title) for title in titles]
    frame = pl.DataFrame(
        {
            "row": range(len(plain)),
            "title": [f" {words.replace(' ', '  ')} " for words in plain],
            "field": declared_brands(pl.Series(brand_fields, dtype=pl.String), terms),
        },
        schema={"row": pl.UInt32(), "title": pl.String(), "field": pl.String()},
    )
    brands = dict(one_brand(frame, terms).select("row", "brand").iter_rows())
    return [_named(brands.get(row), words) for row, words in enumerate(plain)]


def _named(brand: str | None, words: str) -> str:
    models = {
        _LETTERS_BEFORE.sub("", word)
        for word in words.split()
        if _MODEL.fullmatch(word) and not _NO_MODEL.fullmatch(word)
    }
    return f"{brand.title()} {models.pop().upper()}" if brand and len(models) == 1 else ""
