"""The signature of a listing's text, as the screen makes it and as tables of outcomes keep it."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

import polars as pl

from minhbach.engine.text.signatures import Signer

_STANDING = Path(__file__).parent.parent / "terms" / "standing.toml"


@cache
def signer() -> Signer:
    """Return what signs texts, without the platforms' standing text."""
    return Signer(tomllib.loads(_STANDING.read_text(encoding="utf-8"))["terms"]["platform_text"])


def signatures_of(titles: pl.Series, descriptions: pl.Series) -> pl.Series:
    """Return the column ``text_signature`` of the table ``outcomes`` for the listings that were inspected.

    Shape: two text columns -> n texts of 256 hexadecimal digits, null where the text is too short to be compared.
    """
    texts = (
        f"{title or ''}\n{description or ''}"
        for title, description in zip(titles.to_list(), descriptions.to_list(), strict=True)
    )
    return pl.Series("text_signature", signer().texts(texts), dtype=pl.String)
