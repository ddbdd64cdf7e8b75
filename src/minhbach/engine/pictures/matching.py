"""Which pictures of listings were met before: under other shops, or among those that are known.

Each match says which view met which, by what, and in how many bits they differ. A placeholder that thousands share is
counted, not paired: of each vector the holders of a few shops are kept, and how many shops there are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from minhbach.engine.pictures import descriptor, pdq
from minhbach.engine.pictures.gallery import LISTING, Gallery
from minhbach.engine.pictures.index import BitIndex, Vectors
from minhbach.engine.pictures.views import INNER_MIRRORED, MIRRORED
from minhbach.engine.screening.knowledge.tables import PICTURE_MATCHES

SHOP, SAME_PICTURE = "shop", "listing"
"""Kinds of matches beside those of known pictures: under another shop; in another listing, where a shop is unknown."""
FAR = {"pdq": pdq.FAR, "signs": descriptor.FAR}
BITS = {"pdq": pdq.BITS, "signs": descriptor.BITS}
SHOWN = 5
"""Of each picture, how many matches of one kind are kept: the nearest."""
_SLICE = 256
MATCHES = dict(PICTURE_MATCHES.columns)


def match(
    own: Gallery,
    known: Sequence[Gallery] = (),
    *,
    exact: bool | None = None,
    told: Callable[[int], None] = lambda done: None,
) -> pl.DataFrame:
    """Return what the pictures of listings met, among themselves and in galleries of known ones.

    Shape: MATCHES. Raises: PicturesExtraMissing.
    """
    pictures = _with_shop(own)
    of_listings = pictures.filter(kind=LISTING)["picture"]
    sides = [
        _Side(other, by, exact)
        for other in (own, *known)
        for by in ("pdq", "signs")
        if by == "pdq" or (own.model is not None and own.model == other.model)
    ]
    parts = []
    for begin in range(0, len(of_listings), _SLICE):
        some = of_listings[begin : begin + _SLICE]
        asked = own.views.filter(pl.col("picture").is_in(some.implode()))
        met = [part for side in sides for part in side.meet(asked, pictures)]
        if met:
            parts.append(_nearest(pl.concat(met)))
        told(begin + len(some))
    if not parts:
        return pl.DataFrame(schema=MATCHES)
    return pl.concat(parts).select(*MATCHES).sort("listing_id", "file", "kind", "other_file", nulls_last=True)


def _nearest(met: pl.DataFrame) -> pl.DataFrame:
    """Keep of each pair the nearest meeting, and of each picture the nearest few of a kind."""
    order = ["far", "by", "other_gallery", "other"]
    pairs = met.sort(order).unique(["picture", "other_gallery", "other"], keep="first", maintain_order=True)
    pairs = pairs.with_columns(shops=pl.col("shops").max().over("picture", "kind"))
    return pairs.filter(pl.int_range(pl.len()).over("picture", "kind") < SHOWN)


def _with_shop(gallery: Gallery) -> pl.DataFrame:
    """Add row and shop: platform with the seller's id, else with his name; null where neither is known."""
    seller = pl.coalesce("seller_id", pl.col("seller_name").str.to_lowercase())
    return gallery.pictures.with_columns(
        picture=pl.int_range(pl.len(), dtype=pl.UInt32), shop=pl.concat_str(pl.col("platform").fill_null(""), seller)
    )


@dataclass
class _Side:
    """What one gallery's pictures are met by, in one kind of bits."""

    gallery: Gallery
    by: str
    exact: bool | None

    def __post_init__(self) -> None:
        pictures = _with_shop(self.gallery)
        views = self.gallery.views.filter(pl.col("by") == self.by, ~pl.col("view").is_in([MIRRORED, INNER_MIRRORED]))
        owner = pictures.select("picture", "quality", whose=pl.coalesce("shop", "listing_id", "file"))
        views = views.join(owner, on="picture", maintain_order="left").filter(pl.col("quality") >= pdq.POOR)
        vectors = views.select("bits").unique(maintain_order=True).with_row_index("vector")
        views = views.join(vectors, on="bits", maintain_order="left")
        several = views.unique(["vector", "whose"], keep="first", maintain_order=True)
        several = several.with_columns(shops=pl.len().over("vector").cast(pl.Int64))
        self.holders = several.filter(pl.int_range(pl.len()).over("vector") <= SHOWN).select(
            "vector", "shops", other="picture", other_view="view"
        )
        self.pictures = pictures
        self.index = BitIndex(_stack(vectors["bits"], BITS[self.by] // 8), exact=self.exact)

    def meet(self, asked: pl.DataFrame, pictures: pl.DataFrame) -> Iterator[pl.DataFrame]:
        """Give what some views of listings' pictures meet here, if anything."""
        views = asked.filter(by=self.by).join(pictures, on="picture", maintain_order="left")
        views = views.filter(pl.col("quality") >= pdq.POOR)
        who, met, bits = self.index.within(_stack(views["bits"], BITS[self.by] // 8), FAR[self.by])
        if not len(who):
            return
        others = self.pictures.select(pl.all().name.prefix("other_")).rename({"other_picture": "other"})
        rows = (
            views.select("picture", "view", "listing_id", "platform", "file", "shop", "sha256")[who]
            .with_columns(vector=pl.Series(met, dtype=pl.UInt32), distance=pl.Series(bits, dtype=pl.Int64))
            .join(self.holders, on="vector")
            .join(others, on="other")
        )
        # Of listings' pictures nothing is said of the same listing or shop, whichever gallery the other stands in.
        of_listing = pl.col("other_kind") == LISTING
        same = pl.struct("listing_id", pl.col("platform").fill_null("")) == pl.struct(
            listing_id="other_listing_id", platform=pl.col("other_platform").fill_null("")
        )
        apart = pl.col("shop") != pl.col("other_shop")
        rows = rows.filter(~of_listing | (~same & apart.fill_null(value=True)))
        of_whom = pl.when(apart.is_null()).then(pl.lit(SAME_PICTURE)).otherwise(pl.lit(SHOP))
        kind = pl.when(of_listing).then(of_whom).otherwise("other_kind")
        if len(rows):
            yield rows.with_columns(
                kind=kind,
                by=pl.lit(self.by),
                bits=pl.lit(BITS[self.by], dtype=pl.Int64),
                far=pl.col("distance") / FAR[self.by],
                other_gallery=pl.lit(str(self.gallery.folder)),
                sign=pl.col("other_sign"),
                mark=pl.col("other_mark"),
                seen_in=pl.col("other_seen_in"),
                source=pl.col("other_source"),
            ).select("picture", "other", "other_gallery", "far", *MATCHES)


def _stack(bits: pl.Series, width: int) -> Vectors:
    return np.frombuffer(b"".join(bits.to_list()), dtype=np.uint8).reshape(-1, width)
