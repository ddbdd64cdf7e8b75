"""Five thousand invented listings: goods with signs, look-alikes of signs, and plain goods."""

from minhbach.interfaces.demo.listings.making import DemoListing, demo_listings
from minhbach.interfaces.demo.listings.tables import listing_frame, write_listings

__all__ = ["DemoListing", "demo_listings", "listing_frame", "write_listings"]
