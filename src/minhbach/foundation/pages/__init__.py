"""List pages: filter, search, sort, page, remember, export. One way to do it, for every domain."""

from minhbach.foundation.pages.listing import Column, Filter, ListPage

__all__ = ["Column", "Filter", "ListPage"]
