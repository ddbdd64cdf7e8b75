"""Which rows of a sweep give an id that came before, found in the id columns alone, eight bytes a row.

The first good row that gives an id stays, in the order of the inputs. A row that is refused for another
reason gives no id. Signals belong to their listing by its id alone, so platforms that number alike are to
put their name before the number: better a row refused by name than two listings taken for one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from minhbach.engine.reading.opening import Reading
from minhbach.engine.reading.row_number import ROW
from minhbach.engine.reading.slices import Piece

_BATCH = 65_536
_HELD = 30_000_000  # hashes held at a time
_NEEDED = ("listing_id", "title", "description", "price_vnd", "sold")  # to tell a good row

Hashes = NDArray[np.uint64]


def write_repeated(folder: Path, readings: Sequence[Reading], pieces: Sequence[Piece]) -> int:
    """Write, for each input that has any, the ROW of every repetition to ``repeated-<input>.npy``."""
    # Ids made of the file's name and the row are never repeated.
    numbered = [piece for piece in pieces if "listing_id" in readings[piece.source].mapping]
    shares = max(1, -(-sum(piece.rows for piece in numbered) // _HELD))
    again = [_hashes_given_twice(readings, numbered, share, shares) for share in range(shares)]
    doubtful = np.sort(np.concatenate(again))
    if not doubtful.size:
        return 0
    seen: set[int] = set()
    repeated: dict[int, list[int]] = {}
    for piece in numbered:
        for row, hashed in _good_rows(readings[piece.source], piece, doubtful):
            if hashed in seen:
                repeated.setdefault(piece.source, []).append(row)
            seen.add(hashed)
    for source, rows in repeated.items():
        np.save(folder / f"repeated-{source:06}.npy", np.array(sorted(rows), dtype=np.int64))
    return sum(map(len, repeated.values()))


def _hashes_given_twice(
    readings: Sequence[Reading],
    pieces: Sequence[Piece],
    share: int,
    shares: int,
) -> Hashes:
    held: list[Hashes] = []
    for piece in pieces:
        reading = readings[piece.source].narrowed(("listing_id",))
        for frame in _frames(reading, piece):
            hashes = _hashes(frame if piece.staged else reading.ids(frame))
            held.append(hashes[hashes % np.uint64(shares) == share] if shares > 1 else hashes)
    if not held:
        return np.empty(0, dtype=np.uint64)
    hashes = np.concatenate(held)
    held.clear()
    hashes.sort()
    return np.unique(hashes[1:][hashes[1:] == hashes[:-1]])


def _good_rows(whole: Reading, piece: Piece, doubtful: Hashes) -> Iterator[tuple[int, int]]:
    """Yield ROW and hash of the doubtful rows that nothing else speaks against."""
    reading = whole.narrowed(_NEEDED)
    first = 1
    for given in _frames(reading, piece):
        frame = given
        if not piece.staged:
            frame = given.with_columns(pl.int_range(first, first + given.height, dtype=pl.Int64).alias(ROW))
        first += given.height
        hashes = _hashes(frame if piece.staged else reading.ids(frame))
        places = np.minimum(doubtful.searchsorted(hashes), doubtful.size - 1)
        frame = frame.filter(pl.Series(doubtful[places] == hashes))
        if frame.height:
            good = frame if piece.staged else reading.understand(frame)[0]
            yield from zip(good[ROW].to_list(), _hashes(good).tolist(), strict=True)


def _frames(reading: Reading, piece: Piece) -> Iterator[pl.DataFrame]:
    scanned = pl.scan_parquet(piece.path, glob=False)
    columns = [*reading.mapping, ROW] if piece.staged else reading.columns
    return iter(scanned.select(columns).collect_batches(chunk_size=_BATCH, maintain_order=True))


def _hashes(listings: pl.DataFrame) -> Hashes:
    hashes: Hashes = listings["listing_id"].hash(seed=389).to_numpy()
    return hashes
