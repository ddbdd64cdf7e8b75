"""Read exports of listings as people have them: Parquet, CSV, XLSX, JSONL, in any Vietnamese encoding."""

from minhbach.engine.reading.opening import (
    Reading,
    ReadingRefused,
    RefusedRow,
    Sniff,
    open_listings,
    read_listings,
    sniff,
)

__all__ = ["Reading", "ReadingRefused", "RefusedRow", "Sniff", "open_listings", "read_listings", "sniff"]
