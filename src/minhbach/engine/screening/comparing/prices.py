"""How far a price lies below what others ask for the same brand, kind of goods and size."""

from __future__ import annotations

import polars as pl

from minhbach.engine.screening.comparing.evidence import evidence, suspicions
from minhbach.engine.screening.comparing.keys import sellers_of
from minhbach.engine.screening.comparing.peers import declared_brands, peer_terms, written
from minhbach.engine.screening.comparing.titles import read_titles, titles_of
from minhbach.engine.screening.knowledge import Knowledge
from minhbach.engine.screening.rule_table import rule
from minhbach.engine.screening.rules import Batch

FEWEST_PEERS = 5
"""Sellers without whom a median is chance."""

_NORMAL_SPREAD = 1.4826  # median absolute deviation -> standard deviation of a normal distribution
_LEAST_SPREAD = 0.25  # equal prices everywhere do not make a tenth off a sensation
_FARTHEST_Z = -2.5
_PEERS_PRICE = rule("price.peers")
# By whom the peers are vouched for, the best first.
_FAR_BELOW = {
    "knowledge": rule("price.far_below.knowledge"),
    "official": rule("price.far_below.official"),
    "declared": rule("price.far_below.declared"),
    "sweep": rule("price.far_below.sweep"),
}
_BELOW = {"third": 1 / 3, "fifth": 0.2, "tenth": 0.1}

OBSERVED: dict[str, pl.DataType] = {
    "n": pl.Int64(),
    "key": pl.UInt64(),  # of the brand that the title names first, else of the brand field
    "title": pl.String(),
    "field": pl.String(),
    "price_vnd": pl.Int64(),
    "voice": pl.UInt64(),  # of the seller; where none is named, of the text
    "is_official": pl.Boolean(),
    "is_candidate": pl.Boolean(),
    "is_suspected": pl.Boolean(),  # something else in it is evidence of a counterfeit
}
_PEERS = ("brand", "kind", "size_unit")


def observe_prices(batch: Batch, found: pl.DataFrame) -> pl.DataFrame:
    """Keep each listing with a price whose title or brand field names a known brand.

    Shape:  Batch, FOUND -> OBSERVED
    """
    terms = peer_terms(batch.knowledge)
    listings = batch.listings
    titles = titles_of(batch)
    fields = declared_brands(listings["brand"], terms)
    patterns = terms.brand_words.implode()
    is_named = titles.str.contains_any(patterns) | fields.is_not_null()
    rows = (is_named & (listings["price_vnd"] > 0)).fill_null(value=False).arg_true()
    titles, fields = titles[rows], fields[rows]
    first = titles.str.extract_many(patterns, leftmost=True).list.first()
    suspected = suspicions(batch, found).filter(pl.col("sign") == "counterfeit")
    return pl.DataFrame(
        {
            "n": rows.cast(pl.Int64),
            "key": first.replace_strict(terms.brand_words, terms.word_keys, default=None),
            "title": titles,
            "field": fields,
            "price_vnd": listings["price_vnd"][rows],
            "voice": sellers_of(batch)[rows],
            "is_official": listings["is_official"][rows].fill_null(value=False),
            "is_candidate": rows.is_in(found["n"].implode()),
            "is_suspected": rows.is_in(suspected["n"].implode()),
        }
    ).with_columns(
        pl.col("key").fill_null(pl.col("field").replace_strict(terms.keys, default=None, return_dtype=pl.UInt64)),
        # Where no seller is named each different text is one voice.
        pl.col("voice").fill_null(pl.Series(batch.folded.text_hash)[rows]),
    )


def compare_prices(observed: pl.DataFrame, knowledge: Knowledge) -> pl.DataFrame:
    """Measure each candidate's price against its peers'.

    Shape:  OBSERVED, whole brands -> COMPARED: ``price.far_below.<source>`` where the gap is wide, else ``price.peers``
            (weight 0) for what is suspected otherwise, where the peers are vouched for.
    Units:  weights are log-odds; prices in đồng, of the quantity that the listing offers.
    Source: docs/method/price.md
    """
    offers = _offers(observed, knowledge)
    terms = peer_terms(knowledge)
    names = {kind: terms.name_of(kind) for kind in offers["kind"].unique()}
    compared = (
        offers.filter("is_candidate")
        .join(_references(offers, knowledge), on=_PEERS, how="inner", maintain_order="left")
        # Offers of several packs often show the price of one: far below is what is so even then.
        .with_columns((pl.col("most") - pl.col("median")).alias("gap"))
        .with_columns(
            pl.col("gap").exp().round(3).alias("price_share"),
            (pl.col("gap") / pl.max_horizontal(pl.col("spread") * _NORMAL_SPREAD, _LEAST_SPREAD)).round(2).alias("z"),
            (pl.col("median").exp() * pl.col("quantity")).round().cast(pl.Int64).alias("median_vnd"),
        )
        .with_columns(_weight().alias("weight"))
        # That a price is like those of listings which may be copies themselves says nothing.
        .filter((pl.col("weight") > 0) | (pl.col("is_suspected") & (pl.col("source") != "sweep")))
        .with_columns(pl.col("kind").replace_strict(names, return_dtype=pl.String))
    )
    return evidence(
        compared,
        rules=(_PEERS_PRICE, *_FAR_BELOW.values()),
        which=pl.when(pl.col("weight") > 0).then(_place_of_source()).otherwise(0),
        values=("brand", "kind", "size_unit", "price_vnd", "median_vnd", "price_share", "z", "peers", "source"),
    )


def _offers(observed: pl.DataFrame, knowledge: Knowledge) -> pl.DataFrame:
    """Read the titles, and keep what each offers with the logarithm of its unit price, and of one pack's at most."""
    terms = peer_terms(knowledge)
    return (
        read_titles(observed, terms)
        # A title is compared in the group of the brand it was kept under, or not at all.
        .filter(pl.col("key") == pl.col("brand").replace_strict(terms.keys, return_dtype=pl.UInt64))
        .with_columns((pl.col("price_vnd") / pl.col("quantity")).log().round(6).alias("most"))
        .with_columns((pl.col("most") - pl.col("packs").log().round(6)).alias("level"))
    )


def _references(offers: pl.DataFrame, knowledge: Knowledge) -> pl.DataFrame:
    """Return the median of each group and who it is drawn from: the best source with enough sellers.

    Shape:  offers -> _PEERS, median and spread (natural logarithms), peers, source
    """
    sources = [_known(knowledge)]
    for source, is_peer in (
        ("official", pl.col("is_official")),
        ("declared", pl.col("is_official") | pl.col("is_declared")),
        ("sweep", pl.lit(value=True)),
    ):
        sellers = (
            offers.filter(is_peer)
            .group_by(*_PEERS, "voice")
            .agg(pl.col("level").median())
            .with_columns(pl.col("level").median().over(_PEERS).alias("median"))
        )
        sources.append(
            sellers.group_by(_PEERS)
            .agg(
                pl.col("median").first(),
                (pl.col("level") - pl.col("median")).abs().median().alias("spread"),
                pl.len().cast(pl.Int64).alias("peers"),
            )
            .filter(pl.col("peers") >= FEWEST_PEERS)
            .with_columns(pl.lit(source).alias("source"))
        )
    columns = (*_PEERS, "median", "spread", "peers", "source")
    return pl.concat([source.select(columns) for source in sources]).unique(_PEERS, keep="first", maintain_order=True)


def _known(knowledge: Knowledge) -> pl.DataFrame:
    """Return the medians of the knowledge folder, under the brands' names here."""
    terms = peer_terms(knowledge)
    table = knowledge.table("medians")
    brands = pl.Series([terms.brand_of(written(brand)) or brand for brand in table["brand"]], dtype=pl.String)
    return table.select(
        brands.alias("brand"),
        "kind",
        "size_unit",
        pl.col("unit_price_vnd").log().alias("median"),
        "spread",
        pl.col("count").alias("peers"),
        pl.lit("knowledge").alias("source"),
    )


def _weight() -> pl.Expr:
    weight = pl.lit(_PEERS_PRICE.weight)
    for name, below in _BELOW.items():
        of_source = {source: one.weights[name] for source, one in _FAR_BELOW.items()}
        value = pl.col("source").replace_strict(of_source, return_dtype=pl.Float64)
        weight = pl.when(pl.col("price_share") <= below).then(value).otherwise(weight)
    return pl.when(pl.col("z") <= _FARTHEST_Z).then(weight).otherwise(_PEERS_PRICE.weight)


def _place_of_source() -> pl.Expr:
    places = {source: place for place, source in enumerate(_FAR_BELOW, start=1)}
    return pl.col("source").replace_strict(places, return_dtype=pl.Int32)
