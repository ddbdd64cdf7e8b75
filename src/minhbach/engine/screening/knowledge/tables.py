"""The tables of a knowledge folder: column, type, meaning. All tables are optional; docs/method/knowledge.md."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl

from minhbach.engine.tables import SIGNS


@dataclass(frozen=True)
class Table:
    """What one table must look like.

    A column that is not required may lack or be empty. Of ``one_of``, each row fills at least one.
    No two rows may agree in all columns of ``key``.
    """

    columns: Mapping[str, pl.DataType]
    required: tuple[str, ...]
    key: tuple[str, ...]
    one_of: tuple[str, ...] = ()
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


TEXT, DAY, LIST, WHOLE, REAL = pl.String(), pl.Date(), pl.List(pl.String()), pl.Int64(), pl.Float64()

MARKS = Table(
    columns={
        "mark": TEXT,  # as its holder writes it
        "holder": TEXT,
        "goods": LIST,  # words for the goods that the row speaks of ("giày", "dép"); empty: any
        "spellings": LIST,  # other ways of writing it
        "floor_vnd": WHOLE,  # đồng; genuine new goods of these cost no less
        "source": TEXT,
    },
    required=("mark",),
    key=("mark", "goods"),
)
AUTHORISED_SELLERS = Table(
    columns={
        "mark": TEXT,
        "platform": TEXT,
        "seller_id": TEXT,
        "seller_name": TEXT,
        "valid_from": DAY,  # empty: always
        "valid_until": DAY,  # last day on which it holds; empty: no end known
        "source": TEXT,  # who said so: the holder's letter, its list
    },
    required=("mark", "platform"),
    key=("mark", "platform", "seller_id", "seller_name", "valid_from"),
    one_of=("seller_id", "seller_name"),
)
REGISTRATIONS = Table(
    columns={
        "kind": TEXT,
        "number": TEXT,  # canonical when read (engine.identifiers.registrations)
        "product_name": TEXT,
        "holder": TEXT,
        "valid_from": DAY,
        "valid_until": DAY,  # last day on which it holds, as the register says
        "status": TEXT,
        "source": TEXT,
    },
    required=("kind", "number", "status"),
    key=("kind", "number"),
    choices={"kind": ("cosmetic", "food", "medicine"), "status": ("valid", "revoked")},
)
MEDIANS = Table(
    columns={
        "kind": TEXT,  # kind of goods as the comparison names it
        "brand": TEXT,
        "size_unit": TEXT,  # ml, g, piece …
        "unit_price_vnd": REAL,  # median, đồng for one unit of size
        "spread": REAL,  # median absolute deviation of the natural logarithm of the unit price
        "count": WHOLE,  # listings it was drawn from
        "measured_on": DAY,
    },
    required=("kind", "brand", "size_unit", "unit_price_vnd", "spread", "count"),
    key=("kind", "brand", "size_unit"),
)
OUTCOMES = Table(
    columns={
        "platform": TEXT,
        "listing_id": TEXT,
        "seller_id": TEXT,
        "seller_name": TEXT,
        "text_signature": TEXT,  # MinHash of the listing's text (screening.comparing)
        "sign": TEXT,
        "outcome": TEXT,
        "decided_on": DAY,
        "source": TEXT,  # number of the decision or the record
    },
    required=("platform", "sign", "outcome", "decided_on"),
    key=("platform", "listing_id", "seller_id", "seller_name", "sign", "decided_on"),
    one_of=("listing_id", "seller_id", "seller_name"),
    choices={"sign": SIGNS, "outcome": ("confirmed", "unfounded")},
)
SELLERS = Table(
    columns={
        "platform": TEXT,
        "seller_id": TEXT,
        "seller_name": TEXT,
        "first_seen": DAY,
        "violations": WHOLE,  # decided before, outside the table of outcomes
        "last_violation_on": DAY,
        "committed_on": DAY,  # signed a commitment not to trade in counterfeits
        "source": TEXT,
    },
    required=("platform",),
    key=("platform", "seller_id", "seller_name"),
    one_of=("seller_id", "seller_name"),
)
PICTURE_MATCHES = Table(
    columns={
        "platform": TEXT,
        "listing_id": TEXT,
        "file": TEXT,  # the listing's picture
        "view": TEXT,  # under which it was met (engine.pictures.views)
        "kind": TEXT,  # what it met: another shop's picture, or a known one
        "other_file": TEXT,
        "other_view": TEXT,
        "other_listing_id": TEXT,
        "other_platform": TEXT,
        "other_seller_name": TEXT,
        "mark": TEXT,  # whose goods a known picture shows
        "sign": TEXT,  # for which a known picture speaks
        "seen_in": TEXT,  # the case, the guide
        "by": TEXT,  # by what they were compared
        "distance": WHOLE,  # bits that differ
        "bits": WHOLE,  # of how many
        "shops": WHOLE,  # at least so many shops show the other picture
        "sha256": TEXT,  # of the listing's picture
        "other_sha256": TEXT,
        "source": TEXT,
    },
    required=("listing_id", "file", "kind", "other_file", "by", "distance", "bits"),
    key=("platform", "listing_id", "file", "kind", "other_file", "other_platform", "other_listing_id", "seen_in"),
    choices={
        "kind": ("shop", "listing", "genuine", "fake", "document"),
        "by": ("pdq", "signs"),
        "sign": SIGNS,
    },
)

PICTURE_WORDS = Table(
    columns={
        "platform": TEXT,
        "listing_id": TEXT,
        "file": TEXT,  # the picture
        "sign": TEXT,
        "rule": TEXT,  # that found them, as it does in a listing's text
        "family": TEXT,
        "weight": REAL,  # log-odds
        "words": TEXT,  # as read; letters may be wrong
        "legal_basis": LIST,
        "lexicon_version": TEXT,
    },
    required=("listing_id", "file", "sign", "rule", "family", "weight", "words"),
    key=("platform", "listing_id", "file", "sign", "rule", "words"),
    choices={"sign": SIGNS},
)

TABLES: Mapping[str, Table] = {
    "marks": MARKS,
    "authorised_sellers": AUTHORISED_SELLERS,
    "registrations": REGISTRATIONS,
    "medians": MEDIANS,
    "outcomes": OUTCOMES,
    "sellers": SELLERS,
    "picture_matches": PICTURE_MATCHES,
    "picture_words": PICTURE_WORDS,
}
"""By the name of the file: <name>.csv or <name>.parquet."""
