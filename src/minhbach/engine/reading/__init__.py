"""Read exports of listings as people have them: Parquet, CSV, XLSX, JSON, pages, archives, any encoding."""

from minhbach.engine.reading.opening import (
    HowToRead,
    Reading,
    ReadingRefused,
    RefusedRow,
    Sniff,
    open_listings,
    read_listings,
    sniff,
)

__all__ = ["HowToRead", "Reading", "ReadingRefused", "RefusedRow", "Sniff", "open_listings", "read_listings", "sniff"]
