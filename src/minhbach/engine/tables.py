"""Every frame that enters or leaves the engine: column, type, unit, meaning."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from minhbach.engine.refusals import EngineRefusal
from minhbach.engine.screening.signs import signs

SIGNS = tuple(signs())
"""Codes of the signs of violation, in the order in which they are shown (screening/signs.toml)."""

LISTINGS: dict[str, pl.DataType] = {
    "platform": pl.String(),  # where it was offered: tiki, lazada, shopee …
    "listing_id": pl.String(),  # unique in the input; never null
    "title": pl.String(),
    "description": pl.String(),
    "price_vnd": pl.Int64(),  # đồng; null where the seller gives none ("Liên hệ")
    "price_written": pl.String(),  # as the seller wrote it, where that says more than the figure, or is none
    "brand": pl.String(),  # the platform's brand field
    "seller_name": pl.String(),
    "seller_id": pl.String(),
    "seller_location": pl.String(),
    "category": pl.String(),
    "url": pl.String(),
    "image_urls": pl.List(pl.String()),
    "is_official": pl.Boolean(),  # the platform calls the shop official
    "sold": pl.Int64(),  # pieces
    "collected_on": pl.String(),  # day on which it was seen on offer (ISO, in Vietnam); null where it is not known
}

SIGNALS: dict[str, pl.DataType] = {
    "listing_id": pl.String(),
    "sign": pl.String(),
    "rule": pl.String(),  # id of the lexicon entry or rule
    "family": pl.String(),  # reasons of one family count once in full
    "field": pl.String(),  # title or description; with start, end and quote null where it is no place in the text
    "start": pl.Int32(),  # first code point in the original field
    "end": pl.Int32(),  # code point after the last
    "quote": pl.String(),  # the original text between them
    "weight": pl.Float64(),  # log-odds, times what outcomes taught; negative speaks against the sign
    "rule_version": pl.String(),
    "lexicon_version": pl.String(),
    "legal_basis": pl.List(pl.String()),  # codes of classes of violation
    "values": pl.String(),  # JSON: what the reason's sentence needs
}

LEADS: dict[str, pl.DataType] = {
    "listing_id": pl.String(),
    "signs": pl.List(pl.String()),  # signs that hold, in the order of SIGNS
    "score": pl.Float64(),  # expected worth of a visit, higher first, by what the whole sweep shows
    "probability": pl.Float64(),  # that a look confirms at least one of these signs
    "goods": pl.List(pl.String()),  # kinds of goods read from title and category, which decide the harm
    "platform": pl.String(),
    "title": pl.String(),
    "price_vnd": pl.Int64(),
    "brand": pl.String(),
    "category": pl.String(),
    "url": pl.String(),
    "seller_name": pl.String(),
    "seller_id": pl.String(),
    "seller_location": pl.String(),
    "collected_on": pl.String(),
    "order": pl.String(),  # JSON: its worth alone, and how it stands in the sweep (screening/ordering.py)
}

REFUSED: dict[str, pl.DataType] = {
    "source": pl.String(),  # name of the input file
    "row": pl.Int64(),  # row in that file, the first row of data being 1
    "reason": pl.String(),  # code
    "value": pl.String(),  # what stood there
}


REMARKS: dict[str, pl.DataType] = {
    **REFUSED,  # row 0: the file itself
    "kept": pl.Boolean(),  # the row was read all the same, or held no listing
}


class FrameOfAnotherShape(EngineRefusal):
    """A frame lacks a column or holds another type."""

    code = "frame.other_shape"


def check(frame: pl.DataFrame, schema: dict[str, pl.DataType], *, name: str) -> pl.DataFrame:
    """Return the frame with exactly the schema's columns, in its order.

    Raises: FrameOfAnotherShape when a column is missing or of another type.
    """
    for column, dtype in schema.items():
        if column not in frame.schema:
            raise FrameOfAnotherShape(frame=name, column=column, expected=str(dtype), found=None)
        if frame.schema[column] != dtype:
            raise FrameOfAnotherShape(frame=name, column=column, expected=str(dtype), found=str(frame.schema[column]))
    return frame.select(list(schema))


def empty(schema: dict[str, pl.DataType]) -> pl.DataFrame:
    """Return a frame of no rows."""
    return pl.DataFrame(schema=schema)


def lists(name: str, rows: Sequence[tuple[str, ...]]) -> pl.Series:
    """Return a column of lists of texts. Most are the same few, and Polars takes 5 µs for each list from Python."""
    places: dict[tuple[str, ...], int] = {}
    chosen = [places.setdefault(one, len(places)) for one in rows]
    return pl.Series(name, list(places), dtype=pl.List(pl.String))[chosen]
