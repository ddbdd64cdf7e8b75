"""The demo's listings as a table: the columns of a marketplace export, without the truth."""

from collections.abc import Sequence

import polars

from minhbach.interfaces.demo.listings.making import DemoListing

LISTING_SCHEMA: dict[str, type[polars.DataType] | polars.DataType] = {
    "platform": polars.String,
    "listing_id": polars.String,
    "title": polars.String,
    "description": polars.String,
    "price_vnd": polars.Int64,
    "brand": polars.String,
    "seller_name": polars.String,
    "seller_id": polars.String,
    "seller_location": polars.String,
    "category": polars.String,
    "url": polars.String,
    "image_urls": polars.List(polars.String),
    "is_official": polars.Boolean,
    "sold": polars.Int64,
}


def listing_frame(listings: Sequence[DemoListing]) -> polars.DataFrame:
    """Lay listings out as a table of the fourteen columns that a screening reads.

    Shape: one row for each listing, in the order given.
    """
    rows = [{column: getattr(listing, column) for column in LISTING_SCHEMA} for listing in listings]
    return polars.DataFrame(
        [row | {"image_urls": list(row["image_urls"]) if row["image_urls"] else None} for row in rows],
        schema=LISTING_SCHEMA,
    )
