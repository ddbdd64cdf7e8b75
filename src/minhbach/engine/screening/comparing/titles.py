"""What a title offers: brand, kind of goods, size and count. Columns are empty in most real exports.

Titles are read as text of one sign for each folded letter (latin-1), words parted by two blanks, so that
words that stand side by side are both found with the blanks around them.
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from minhbach.engine.screening.comparing.peers import PART, PeerTerms, written
from minhbach.engine.screening.rules import Batch
from minhbach.engine.text import alphabet

OFFERS: dict[str, pl.DataType] = {
    "brand": pl.String(),  # as terms/peers.toml or terms/marks.toml writes it first
    "kind": pl.String(),  # with "/child", "/sample" or "/hand_carried" where such goods stand apart
    "size_unit": pl.String(),  # ml, g, gb or piece, and the span of sizes that it lies in: "ml 40-120"
    "quantity": pl.Float64(),  # of that unit, in one pack
    "packs": pl.Float64(),
    "is_declared": pl.Boolean(),  # the brand field names the same brand
}
"""What can be compared: one row for each title that names one brand, its kind and, where it matters, one size."""

_APART = ("child", "sample", "hand_carried")
_SPANS: dict[str, tuple[int, ...]] = {
    "ml": (15, 40, 120, 350, 1100),
    "g": (15, 40, 120, 350, 1100),
    "piece": (5, 20, 60, 200),
}


def _any(words: str) -> str:
    return "|".join(written(word) for word in words.split())


_VOLUMES = "ml l lit lít"
_NUMBER = r"[0-9]{1,4}(?:[.,][0-9]{1,3})?"
_SIZE = rf" {_NUMBER} *(?:{_any(_VOLUMES)}|g|gr|gram|gam|kg)[.,]* "
_RANGE = (
    rf" {_NUMBER}  +{_NUMBER} *(?:{_any(_VOLUMES)}|g|gr|gram|gam|kg) "  # "50-300ml": the price may be the least one's
)
_GIGABYTES = r" [0-9]{1,4} *(?:gb|tb)[.,]* "
_PIECES = _any("viên v vien miếng mieng chiếc cái que gói ống bcs tabs tablets capsules pcs pc")
_COUNT = rf" [0-9]{{1,4}} *(?:{_PIECES})[.,]* "
_PACKS = (
    r"(?:ml|g|gr|kg|l)  x *[0-9]{1,2}[.,]* "
    rf"| (?:combo|set|{_any('bộ lốc thùng')}) *[0-9]{{1,3}}[.,]* "
    rf"| [0-9]{{1,3}} *(?:{_any('chai hộp tuýp lọ hũ túi bịch thỏi cuộn lon vỉ set combo bàn cây')})[.,]* "
)
_FACTORS = {"l": 1000, "lit": 1000, written("lít"): 1000, "kg": 1000, "tb": 1024}
_LOOSE = rf" [0-9]{{1,3}} *(?:{_any('cái chiếc đôi cặp quần áo thỏi gói ống pcs pc')})[.,]* "


def titles_of(batch: Batch) -> pl.Series:
    """Return the folded titles as text, a blank for every sign but letters, digits, points and commas.

    Shape: Batch -> n.
    """
    if "titles" not in batch.memory:
        data, bounds = batch.folded.data, batch.folded.bounds
        places = zip(bounds[:, 0].tolist(), bounds[:, 1].tolist(), strict=True)
        titles = [data[start:end] for start, end in places]
        whole = (b" " + b" \n ".join(titles) + b" ").translate(_WORDS).decode("latin-1")
        batch.memory["titles"] = pl.Series("title", whole.split("\n") if titles else [], dtype=pl.String)
    series: pl.Series = batch.memory["titles"]
    return series


_WORDS = bytes(code if kind or code in b".,'\n" else alphabet.SPACE for code, kind in enumerate(alphabet.word_table()))


def read_titles(titles: pl.DataFrame, terms: PeerTerms) -> pl.DataFrame:
    """Read what titles offer, where it can be compared.

    Shape:  title (as ``titles_of`` gives it), field (the known brand that the brand field names, or null), any
            others -> OFFERS and the others, in the same order; a title that says too little gives no row.
    Source: docs/method/price.md
    """
    frame = (
        titles.with_row_index("row")
        .with_columns(pl.col("title").str.replace_all(" +", "  "))
        .filter(~_has(terms.words["never"]))
        .with_columns(pl.col("title").str.replace_all(terms.no_amount, "  "))
        .with_columns(_has(terms.words[name]).alias(name) for name in _APART)
        # What comes as a gift is not what is sold; after "for" comes what it is for.
        .with_columns(pl.col("title").str.replace(terms.gift, "  ").str.replace_all(terms.other_goods, " ¤"))
    )
    frame = _with_size(_with_kind(one_brand(frame, terms), terms), terms)
    others = [name for name in titles.columns if name not in ("title", "field")]
    return frame.select(*others, *(pl.col(name).cast(dtype) for name, dtype in OFFERS.items()))


def _has(words: Sequence[str]) -> pl.Expr:
    return pl.col("title").str.contains_any(list(words))


def one_brand(frame: pl.DataFrame, terms: PeerTerms) -> pl.DataFrame:
    """Keep the titles of one brand. Two brands are a comparison, a mix or an accessory: nothing is said."""
    named = (
        frame.select("row", "field", pl.col("title").str.extract_many(terms.brand_texts, leftmost=True).alias("named"))
        .explode("named", empty_as_null=True, keep_nulls=True)
        .with_columns(pl.col("named").replace_strict(terms.brands, default=None, return_dtype=pl.String))
        .group_by("row", maintain_order=True)
        .agg(pl.col("named").drop_nulls().unique(), pl.col("field").first())
        .filter(pl.col("named").list.len() <= 1)
        .select(
            "row",
            pl.coalesce(pl.col("named").list.first(), "field").alias("brand"),
            (pl.col("named").list.first().fill_null(pl.col("field")) == pl.col("field")).alias("agrees"),
        )
    )
    return (
        frame.join(named, on="row", how="inner", maintain_order="left")
        .filter(pl.col("brand").is_not_null() & (pl.col("field").is_null() | pl.col("agrees")))
        .with_columns(pl.col("field").is_not_null().alias("is_declared"))
    )


def _with_kind(frame: pl.DataFrame, terms: PeerTerms) -> pl.DataFrame:
    """Keep the titles whose first goods are of a kind that the brand makes."""
    kinds = pl.col("kinds").list
    return (
        frame.with_columns(pl.col("title").str.extract_many(terms.kind_texts, leftmost=True).alias("kinds"))
        .filter(kinds.len() > 0)
        .with_columns(
            kinds.first().replace_strict(terms.kinds, return_dtype=pl.String).alias("kind"),
            (kinds.n_unique() > 1).alias("is_mixed"),
            _has(terms.words["bundle"]).alias("is_bundle"),
        )
        .filter((pl.col("kind") != PART) & ~(pl.col("is_mixed") & pl.col("is_bundle")))
        .join(terms.makes, on=["brand", "kind"], how="semi", maintain_order="left")
    )


def _with_size(frame: pl.DataFrame, terms: PeerTerms) -> pl.DataFrame:
    """Keep the titles whose quantity is told once, and set their unit, span and quantity."""
    by = pl.col("by")
    frame = frame.filter(~pl.col("title").str.contains(_RANGE)).with_columns(
        pl.col("kind").replace_strict(terms.measured, default="whole", return_dtype=pl.String).alias("by")
    ).with_columns(
        pl.when(by == "volume_or_weight").then(_amounts(_SIZE))
        .when(by == "gigabytes").then(_amounts(_GIGABYTES))
        .when(by == "pieces").then(_amounts(_COUNT))
        .alias("amounts"),
        pl.when(by == "whole").then(pl.concat_list(_amounts(_PACKS), _amounts(_LOOSE))).otherwise(_amounts(_PACKS))
        .list.eval(pl.element().str.extract("([0-9]+)")).list.unique()
        .alias("packs"),
    )  # fmt: skip
    amount = pl.col("amounts").list.first()
    frame = frame.filter(
        (pl.col("packs").list.len() <= 1)
        & ((by == "whole") | (pl.col("amounts").list.len() == 1))
        & ((pl.col("packs").list.len() == 1) | ~pl.col("is_bundle") | (pl.col("kind") == "clothing"))
    ).with_columns(
        pl.col("packs").list.first().cast(pl.Float64, strict=False).fill_null(1.0).alias("packs"),
        _number(amount.str.extract(rf"^({_NUMBER})")).fill_null(1.0).alias("size"),
        amount.str.extract("([^0-9.,]+)$").alias("written_unit"),
    )
    unit = (
        pl.when(by == "gigabytes").then(pl.lit("gb"))
        .when(by != "volume_or_weight").then(pl.lit("piece"))
        .when(pl.col("written_unit").is_in([written(word) for word in _VOLUMES.split()])).then(pl.lit("ml"))
        .otherwise(pl.lit("g"))
    )  # fmt: skip
    factor = pl.col("written_unit").replace_strict(_FACTORS, default=1, return_dtype=pl.Float64)
    return (
        frame.with_columns(unit.alias("unit"), (pl.col("size") * factor).alias("size"))
        .with_columns(pl.col("size").alias("quantity"))
        .filter((pl.col("quantity") > 0) & (pl.col("packs") > 0))
        .with_columns(_size_unit().alias("size_unit"), pl.concat_str("kind", *_aparts(terms)).alias("kind"))
    )


def _amounts(pattern: str) -> pl.Expr:
    """Return the different amounts that a title names, as "500ml"."""
    return (
        pl.col("title")
        .str.extract_all(pattern)
        .list.eval(pl.element().str.replace_all("[ ]|[.,]+ *$", ""))
        .list.unique()
    )


def _number(text: pl.Expr) -> pl.Expr:
    """Read "1.5" and "1,5" as one and a half, "1.000" as a thousand."""
    plain = text.str.replace(r"[.,]([0-9]{3})$", "$1").str.replace(",", ".", literal=True)
    return plain.cast(pl.Float64, strict=False)


def _size_unit() -> pl.Expr:
    """Return the unit with the span that one pack's size lies in; a price for an amount falls as the amount grows."""
    size, unit = pl.col("size"), pl.col("unit")
    result = (
        pl.when(pl.col("by") == "whole").then(unit).when(unit == "gb").then(pl.format("gb {}", size.cast(pl.Int64)))
    )
    for name, ends in _SPANS.items():
        begin = 0
        for end in ends:
            result = result.when((unit == name) & (size <= end)).then(pl.lit(f"{name} {begin}-{end}"))
            begin = end
        result = result.when(unit == name).then(pl.lit(f"{name} {begin}-"))
    return result


def _aparts(terms: PeerTerms) -> list[pl.Expr]:
    """Return what is added to the kind of goods that are compared with their like only."""
    is_apart = {
        "child": pl.col("kind").is_in(terms.worn),
        "sample": pl.col("kind").is_in(terms.sampled),
        "hand_carried": pl.lit(value=True),
    }
    return [
        pl.when(where & pl.col(name)).then(pl.lit(f"/{name}")).otherwise(pl.lit("")) for name, where in is_apart.items()
    ]
