"""List pages: filter, search, sort, page, remember, export. One way to do it, for every domain."""

from minhbach.foundation.pages.columns import Column
from minhbach.foundation.pages.listing import Filter, ListPage
from minhbach.foundation.pages.request import OfficeRequest

__all__ = ["Column", "Filter", "ListPage", "OfficeRequest"]
