"""Records made ready to be compared: words to numbers, each with what agreeing on it is worth.

What a word is worth stands in a list (`words.csv`) and not in the records at hand, so that a pair weighs the same
whatever else has come in. What an identifier is worth does depend on how many carry it: that is given, in bands.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import polars as pl

from minhbach.engine.linkage.kernel import (
    ADDRESS,
    BARE,
    HALF_MARKED,
    LEGAL,
    MARKED,
    OF_PERSON,
    PERSON_LIKE,
    TRADING,
)
from minhbach.engine.linkage.records import Record
from minhbach.engine.linkage.words import (
    ADDRESS_TEXT,
    FILLER,
    MARKERS,
    NAME,
    family_names,
    in_phrases,
    settled,
    short_words,
    without_marks,
    worth_of,
    written_plainly,
)

Numbers = np.ndarray[Any, np.dtype[Any]]

MOST_TOKENS = 40
MOST_NAMES = 8
# A number that more carry than this is a hotline or a platform's own: it says nothing of who is who.
HUB = 200
# The largest degree of each band but the last: few, some, many …; beyond stands the hub.
BAND_ENDS = (2, 5, 20, HUB)
HUB_BAND = len(BAND_ENDS)

# Kinds of identifiers that are compared together, in the order of their columns.
GROUPS = ("phone", "tax_code", "personal_id", "bank_account", "email", "web", "registration", "born", "other")
_GROUP_OF = {
    "phone": "phone", "zalo": "phone", "tax_code": "tax_code", "personal_id": "personal_id",
    "bank_account": "bank_account", "wallet": "bank_account", "email": "email", "url": "web", "domain": "web",
    "facebook": "web", "tiktok": "web", "telegram": "web", "shop": "web", "registration": "registration",
    "born": "born",
}  # fmt: skip
SAME_NODE = {"zalo": "phone"}
GROUP_NUMBERS = {kind: GROUPS.index(group) for kind, group in _GROUP_OF.items()}
# Family names so common that they tell a person's name at its end, too.
COMMONEST = ("nguyen", "tran", "pham", "hoang", "huynh")
KINDS = {"": 0, "unknown": 0, "organisation": 1, "household": 2, "individual": 3}


def band_of(degree: int) -> int:
    """Return how rare an identifier is that so many carry: 0 the rarest, HUB_BAND means nothing."""
    return sum(degree > end for end in BAND_ENDS)


@dataclass(frozen=True)
class Frame:
    """Records in arrays; each is named by its row. What hangs on a row stands between its bound and the next.

    A name or address that many records give is made ready once: NAMES lead from records to such texts, TOKENS from
    texts to words.
    """

    ids: pl.Series
    kinds: Numbers
    communes: Numbers
    provinces: Numbers
    names_from: Numbers
    names: Numbers
    roles: Numbers
    marked: Numbers
    forms: Numbers
    joined: Numbers
    tokens_from: Numbers
    plain: Numbers
    toned: Numbers
    words: pl.Series
    digits: Numbers
    worth: Numbers
    letters: Numbers
    starts: Numbers
    nodes_from: Numbers
    nodes: Numbers
    groups: Numbers
    bands: Numbers
    heads: Numbers
    values: pl.DataFrame
    places: pl.DataFrame

    @cached_property
    def row_of(self) -> dict[str, int]:
        return {one: row for row, one in enumerate(self.ids.to_list())}

    @cached_property
    def order(self) -> Numbers:
        """Return the place of each row among all ids in order."""
        if self.ids.is_sorted():
            return np.arange(len(self.ids), dtype=np.int32)
        places = np.empty(len(self.ids), dtype=np.int32)
        places[self.ids.arg_sort().to_numpy()] = np.arange(len(self.ids), dtype=np.int32)
        return places


def columns_of(records: Sequence[Record]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Put records in columns, and their identifiers: (row, kind, value)."""
    table = pl.DataFrame(
        {
            "id": [one.id for one in records],
            "made_at": [one.made_at for one in records],
            "kind": [one.kind for one in records],
            "names": _listed([sorted(set(one.names)) for one in records]),
            "people": _listed([sorted(set(one.people)) for one in records]),
            "addresses": _listed([sorted(set(one.addresses)) for one in records]),
            "commune": [one.commune for one in records],
            "province": [one.province for one in records],
        },
        schema={
            "id": pl.String, "made_at": pl.Int64, "kind": pl.String, "names": pl.List(pl.String),
            "people": pl.List(pl.String), "addresses": pl.List(pl.String), "commune": pl.String, "province": pl.String,
        },
    )  # fmt: skip
    held = [(row, kind, value) for row, one in enumerate(records) for kind, value in one.identifiers]
    return table, pl.DataFrame(held, schema={"row": pl.Int64, "kind": pl.String, "value": pl.String}, orient="row")


def _listed(texts: Sequence[Sequence[str]]) -> pl.Series:
    """Put lists of texts in a column: laid out flat and gathered again, six times as fast as given as lists."""
    flat = [(row, text) for row, own in enumerate(texts) for text in own]
    told = pl.DataFrame(
        {"row": [row for row, _ in flat], "text": [text for _, text in flat]},
        schema={"row": pl.Int64, "text": pl.String},
    )
    gathered = told.group_by("row", maintain_order=True).agg("text")
    rows = pl.DataFrame({"row": pl.int_range(len(texts), dtype=pl.Int64, eager=True)})
    return rows.join(gathered, on="row", how="left", maintain_order="left").get_column("text").fill_null([])


def frame_of_columns(table: pl.DataFrame, identifiers: pl.DataFrame, degrees: pl.DataFrame | None = None) -> Frame:
    """Make records ready that stand in columns, as a list of a million does; `columns_of` names the columns."""
    rows = table.height
    said, texts = _texts(table)
    tokens = _tokens(texts)
    texts = _roles(texts, tokens)
    tokens = tokens.filter(~pl.col("plain").str.starts_with(FILLER))
    own_words = tokens.get_column("plain").unique()
    vocabulary = pl.concat([own_words, texts.get_column("joined")]).unique().sort()
    plain = places_in(vocabulary, tokens.get_column("plain"))
    worth = np.zeros(vocabulary.len(), dtype=np.float64)
    worth[places_in(vocabulary, own_words)] = [worth_of(word) for word in own_words.to_list()]
    toned_words = tokens.get_column("toned")
    toned = places_in(toned_words.unique(), toned_words)
    has_marks = (toned_words != tokens.get_column("plain")).to_numpy()
    starts = np.zeros(vocabulary.len() + 1, dtype=np.int64)
    np.cumsum(vocabulary.str.len_bytes().to_numpy(), out=starts[1:])
    nodes = _nodes(identifiers, degrees)
    return Frame(
        ids=table.get_column("id"),
        kinds=_bytes(table.get_column("kind").replace_strict(KINDS, default=0, return_dtype=pl.UInt8)),
        communes=_codes(table.get_column("commune")),
        provinces=_codes(table.get_column("province")),
        names_from=_bounds(said.get_column("row"), rows),
        names=_numbers(said.get_column("name")),
        roles=_bytes(texts.get_column("role")),
        marked=_bytes(texts.get_column("marked")),
        forms=_bytes(texts.get_column("form")),
        joined=places_in(vocabulary, texts.get_column("joined")),
        tokens_from=_bounds(tokens.get_column("name"), texts.height),
        plain=plain,
        toned=np.ascontiguousarray(np.where(has_marks, toned + 1, -(toned + 1))),
        words=vocabulary,
        digits=_bytes(vocabulary.str.contains(r"^\d")),
        worth=worth,
        letters=np.frombuffer("".join(vocabulary.to_list()).encode() + b"\0", dtype=np.uint8).copy(),
        starts=starts,
        nodes_from=_bounds(nodes.get_column("row"), rows),
        nodes=_numbers(nodes.get_column("node")),
        groups=_bytes(nodes.get_column("group")),
        bands=_bytes(nodes.get_column("band")),
        heads=_numbers(nodes.get_column("head")),
        values=nodes,
        places=table.select("commune", "province"),
    )


def _texts(table: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """List what records are called and where they are: (row, name), and (name, text, role, kind) of each text once."""
    # What is one name for two records is another thing where the kind of one says what it names.
    kinds = pl.col("kind")
    told = pl.when(kinds.is_in(("organisation", "individual"))).then(kinds).otherwise(pl.lit(""))
    rows = table.with_columns(pl.int_range(pl.len(), dtype=pl.Int32).alias("row"), told.alias("kind"))
    nothing = pl.lit("").alias("kind")
    found = [
        rows.select("row", kind, pl.col(column).list.head(MOST_NAMES).alias("text"), pl.lit(role).alias("role"))
        .explode("text")
        .drop_nulls("text")
        for column, role, kind in (
            ("names", TRADING, pl.col("kind")), ("people", OF_PERSON, nothing), ("addresses", ADDRESS, nothing),
        )
    ]  # fmt: skip
    listed = pl.concat(found)
    on = ["role", "text", "kind"]
    texts = listed.select(on).unique().sort(on).with_columns(pl.int_range(pl.len(), dtype=pl.Int32).alias("name"))
    said = listed.join(texts, on=on, how="left").select("row", "name").sort("row", "name")
    return said, texts


def _tokens(names: pl.DataFrame) -> pl.DataFrame:
    """Split texts into words in order: (name, plain, toned, is_own); forms of business begin with FILLER."""
    parts = []
    for is_address in (False, True):
        some = names.filter((pl.col("role") == ADDRESS) == is_address)
        toned = written_plainly(some.get_column("text"), is_address=is_address)
        bare = without_marks(toned)
        said = pl.DataFrame({"name": some.get_column("name"), "role": some.get_column("role"), "bare": bare})
        phrased = in_phrases(bare, ADDRESS_TEXT if is_address else NAME)
        spaced = bare.str.replace_all(" ", "  ", literal=True)
        said = said.with_columns(
            toned.alias("toned").str.split(" "),
            pl.col("bare").str.split(" "),
            pl.when(pl.col("role") == OF_PERSON).then(spaced).otherwise(phrased).str.split("  ").alias("said"),
        )
        parts.append(said.select("name", "toned", "bare", "said").explode("toned", "bare", "said"))
    # Texts are in the order of their roles, addresses last: so are their words.
    tokens = pl.concat(parts).filter(pl.col("said") != "", pl.col("said") != FILLER)
    before = _bounds(tokens.get_column("name"), names.height)[tokens.get_column("name").to_numpy()]
    tokens = tokens.filter(pl.Series(np.arange(tokens.height) < before + MOST_TOKENS))
    tokens = tokens.with_columns(
        pl.when(pl.col("said") == pl.col("bare")).then("toned").otherwise("said").alias("written"),
        ((pl.col("said") == pl.col("bare")) & ~pl.col("said").is_in(short_words())).alias("is_own"),
    )
    spelt = tokens.get_column("written").unique()
    forms = [settled(word) for word in spelt.to_list()]
    known = pl.DataFrame(
        {"written": spelt, "toned": [toned for toned, _ in forms], "plain": [plain for _, plain in forms]},
        schema={"written": pl.String, "toned": pl.String, "plain": pl.String},
    )
    tokens = tokens.select("name", "written", "is_own").join(known, on="written", how="left", maintain_order="left")
    return tokens.select("name", "plain", "toned", "is_own")


def _roles(names: pl.DataFrame, tokens: pl.DataFrame) -> pl.DataFrame:
    """Say of each text what it names, by its form, its words and the kind of its records."""
    is_marker = pl.col("plain").str.starts_with(FILLER)
    words = (
        tokens.filter(~is_marker)
        .group_by("name", maintain_order=True)
        .agg(
            pl.col("plain").str.join("").alias("joined"),
            pl.col("plain").first().alias("first"),
            pl.col("plain").last().alias("last"),
            pl.len().alias("count"),
            pl.col("plain").str.contains(r"\d").any().alias("has_digits"),
            pl.col("plain").str.len_chars().max().alias("longest"),
            (pl.col("toned") != pl.col("plain")).sum().alias("marks"),
            pl.col("is_own").sum().alias("own"),
        )
    )
    said = pl.DataFrame(
        {"plain": list(MARKERS), "form": [form for form, _ in MARKERS.values()],
         "registered": [registered for _, registered in MARKERS.values()]}
    )  # fmt: skip
    markers = (
        tokens.filter(is_marker)
        .join(said, on="plain", how="inner")
        .group_by("name")
        .agg(pl.col("form").max(), pl.col("registered").any())
    )
    known = names.join(words, on="name", how="left").join(markers, on="name", how="left")
    families = family_names()
    looks_like_a_person = (
        pl.col("count").is_between(2, 5)
        & ~pl.col("has_digits")
        & (pl.col("longest") <= 7)
        & (pl.col("first").is_in(families) | ((pl.col("kind") == "individual") | pl.col("last").is_in(COMMONEST)))
    )
    role = (
        pl.when(pl.col("role") != TRADING)
        .then("role")
        .when(pl.col("registered").fill_null(value=False) | (pl.col("kind") == "organisation"))
        .then(pl.lit(LEGAL))
        .when(looks_like_a_person.fill_null(value=False))
        .then(pl.lit(PERSON_LIKE))
        .otherwise("role")
    )
    marks = pl.col("marks").fill_null(0)
    marked = pl.when(marks == 0).then(BARE).when(2 * marks < pl.col("own")).then(HALF_MARKED).otherwise(MARKED)
    return known.select(
        "name", role.alias("role"), pl.col("joined").fill_null(""), pl.col("form").fill_null(0), marked.alias("marked")
    ).sort("name")


def _nodes(identifiers: pl.DataFrame, degrees: pl.DataFrame | None) -> pl.DataFrame:
    """Number the identifiers: the node, its group and band, and the head that branches of one tax code share."""
    on = ["node_kind", "value"]
    held = identifiers.select(
        pl.col("row").cast(pl.Int32), pl.col("kind").replace(SAME_NODE).alias("node_kind"), "value"
    ).unique()
    known = held.group_by(on).agg(pl.len().cast(pl.Int64).alias("degree"))
    if degrees is not None:
        known = known.select(on).join(degrees.rename({"kind": "node_kind"}), on=on, how="left")
    band = pl.sum_horizontal(*((pl.col("degree") > end).cast(pl.UInt8) for end in BAND_ENDS))
    group = pl.col("node_kind").replace_strict(GROUP_NUMBERS, default=len(GROUPS) - 1, return_dtype=pl.UInt8)
    known = known.select(
        *on, band.fill_null(HUB_BAND).alias("band"), group.alias("group"),
        pl.int_range(pl.len(), dtype=pl.Int32).alias("node"),
    )  # fmt: skip
    branches = pl.col("group") == GROUPS.index("tax_code")
    heads = known.filter(branches).select("node", pl.col("value").str.slice(0, 10).rank("dense").alias("head"))
    known = known.join(heads, on="node", how="left").with_columns(
        pl.when(branches).then(-pl.col("head").cast(pl.Int32)).otherwise("node").alias("head")
    )
    return held.join(known, on=on, how="left").sort("row", "node")


def _bounds(rows: pl.Series, count: int) -> Numbers:
    found = np.zeros(count + 1, dtype=np.int64)
    np.cumsum(np.bincount(rows.to_numpy(), minlength=count), out=found[1:])
    return found


def places_in(vocabulary: pl.Series, words: pl.Series) -> Numbers:
    """Number words by their place in a vocabulary that holds each of them once."""
    numbered = pl.DataFrame({"word": vocabulary, "place": np.arange(vocabulary.len(), dtype=np.int32)})
    found = pl.DataFrame({"word": words}).join(numbered, on="word", how="left", maintain_order="left")
    return _numbers(found.get_column("place"))


def _codes(values: pl.Series) -> Numbers:
    """Number the values of a column; an empty one is 0, whatever the others are."""
    numbered = pl.DataFrame({"value": values}).select(
        pl.when(pl.col("value").fill_null("") == "").then(0).otherwise(pl.col("value").rank("dense"))
    )
    return _numbers(numbered.to_series())


def _numbers(values: pl.Series) -> Numbers:
    return np.ascontiguousarray(values.cast(pl.Int32).to_numpy(), dtype=np.int32)


def _bytes(values: pl.Series) -> Numbers:
    return np.ascontiguousarray(values.cast(pl.UInt8).to_numpy(), dtype=np.uint8)
