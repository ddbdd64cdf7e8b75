"""The known pictures as a gallery that the engine compares with, and whose a listing's picture is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from minhbach.domains.pictures.models import KnownPicture
from minhbach.domains.screening.models import Lead, Sweep

if TYPE_CHECKING:
    from minhbach.engine.pictures.gallery import Gallery


def galleries_of(known: Iterable[KnownPicture]) -> Iterator[Gallery]:
    """Give known pictures as galleries, one of each model; a picture's file is its id here."""
    import polars as pl

    from minhbach.engine.pictures.gallery import PICTURES, REFUSED, VIEWS, Gallery

    for model, some in groupby(sorted(known, key=lambda one: one.model), key=lambda one: one.model):
        rows = list(some)
        pictures = [
            {
                "file": str(one.id),
                "kind": one.kind,
                "sign": one.sign or None,
                "mark": one.mark or None,
                "seen_in": one.label,
                "source": one.source or None,
                "sha256": one.sha256 or None,
                "quality": one.quality,
            }
            for one in rows
        ]
        views = [
            (number, by, view, bytes.fromhex(bits)) for number, one in enumerate(rows) for by, view, bits in one.views
        ]
        yield Gallery(
            folder=Path(f"known-{model}"),
            pictures=pl.DataFrame(pictures, schema=PICTURES),
            views=pl.DataFrame(views, schema=VIEWS, orient="row"),
            refused=pl.DataFrame(schema=REFUSED),
            model=model or None,
        )


@dataclass(frozen=True)
class Listed:
    """Which leads of a sweep the pictures of a gallery belong to."""

    gallery: Gallery
    leads: dict[tuple[str, str], UUID]
    lead_count: int
    other_count: int

    def lead_of(self, platform: str | None, listing_id: str | None) -> UUID | None:
        return self.leads.get((platform or "", listing_id or ""))


def listed(gallery: Gallery, sweep: Sweep) -> Listed:
    """Say of each picture of a sweep's lead what is known of its listing: platform, account, name of the seller.

    A picture is named by the listing's id, whole or without the platform before a colon, where no two leads share it.
    """
    import polars as pl

    leads = list(
        Lead.objects.filter(swept__sweep=sweep).only("platform", "listing_id", "seller_id", "seller_name", "kind")
    )
    by_name: dict[str, list[Lead]] = {}
    for lead in leads:
        for name in {lead.listing_id, lead.listing_id.rpartition(":")[2]}:
            by_name.setdefault(name, []).append(lead)
    rows = gallery.pictures.to_dicts()
    met: set[UUID] = set()
    others = 0
    for row in rows:
        named = [lead for lead in by_name.get(row["listing_id"] or "", ()) if row["platform"] in (None, lead.platform)]
        if len(named) != 1:
            others += 1
            continue
        met.add(named[0].id)
        row |= {"listing_id": named[0].listing_id, "platform": named[0].platform}
        row |= {"seller_id": named[0].seller_id or None, "seller_name": named[0].seller_name or None}
    return Listed(
        gallery=replace(gallery, pictures=pl.DataFrame(rows, schema=gallery.pictures.schema)),
        leads={(lead.platform, lead.listing_id): lead.id for lead in leads},
        lead_count=len(met),
        other_count=others,
    )
