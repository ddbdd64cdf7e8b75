"""Listings from a file, row by row right or refused with the reason."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from minhbach.engine.reading.formats import ROW, BadRow, Raw, first_frames, frames_of, look_at, whole
from minhbach.engine.reading.inputs import Input
from minhbach.engine.reading.mapping import check_mapping, guess_mapping, words_for_no_price
from minhbach.engine.reading.refusals import ReadingRefused
from minhbach.engine.reading.remote import Found, fetch, look_again, read_range
from minhbach.engine.reading.row_groups import FooterUnreadable, RowGroup, row_groups, row_groups_of
from minhbach.engine.reading.seen import Seen
from minhbach.engine.tables import LISTINGS, REFUSED
from minhbach.engine.text.keys import search_key

__all__ = ["Reading", "ReadingRefused", "RefusedRow", "Sniff", "open_listings", "read_listings", "sniff"]

_PRICE = re.compile(r"^(\d{1,3}(?:[.,\s]\d{3})+|\d+(?:[.,]\d{1,2})?)\s*(k|nghìn|ngàn|tr|triệu|củ)?$")
_PRICE_UNITS = {"k": 1_000, "nghìn": 1_000, "ngàn": 1_000, "tr": 1_000_000, "triệu": 1_000_000, "củ": 1_000_000}
_CURRENCY = re.compile(r"(₫|vnđ|vnd|đồng|đ|d)\.?$")
_HIGHEST_PRICE = 10**12
_SMALLEST = 12  # bytes of a Parquet file
_VALUE_LENGTH = 200  # of what stood in a refused row


@dataclass(frozen=True)
class RefusedRow:
    """A row that was left out, and why."""

    source: str
    row: int
    reason: str
    value: str


@dataclass(frozen=True)
class Sniff:
    """What a file looks like, before it is read."""

    kind: str
    columns: tuple[str, ...]
    mapping: Mapping[str, str]
    sample: tuple[Mapping[str, str | None], ...]
    encoding: str | None
    separator: str | None
    font: str | None
    header_row: int


@dataclass
class Reading:
    """A file opened for reading; ``refused`` fills as the batches are taken."""

    name: str
    raw: Raw
    mapping: dict[str, str]
    batch_rows: int
    groups: tuple[RowGroup, ...] = ()  # of a Parquet file
    remote: Found | None = None  # where it is not a file of this machine
    refused: list[RefusedRow] = field(default_factory=list)

    @property
    def sha256(self) -> str:
        """Digest of the file."""
        with self.raw.path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()

    @property
    def address(self) -> str:
        """Where the rows of a Parquet file are read."""
        return self.remote.address if self.remote else str(self.raw.path)

    def identity(self) -> tuple[object, ...]:
        """Return what changes when the input does: size and time of a file, size and tag of an object.

        Raises: RemoteUnreadable, OSError.
        """
        if self.remote is not None:
            now = look_again(self.remote.address)
            return self.name, now.size, now.tag
        status = self.raw.path.stat()
        return self.name, status.st_size, status.st_mtime_ns

    def batches(self) -> Iterator[pl.DataFrame]:
        """Yield frames of LISTINGS; rows that cannot be read go to ``refused``.

        Shape: LISTINGS, at most batch_rows rows each, in the order of the file.
        """
        seen = Seen()
        self.refused.clear()
        for listings, refused in self.rows():
            hashes = listings["listing_id"].hash(seed=389).to_numpy().astype(np.uint64)
            repeated = pl.Series(seen.add(hashes), dtype=pl.Boolean)
            if repeated.any():
                refused = pl.concat([refused, repeated_rows(listings.filter(repeated), self.name)]).sort("row")
                listings = listings.filter(~repeated)
            self.refused += [RefusedRow(**row) for row in refused.iter_rows(named=True)]
            if listings.height:
                yield listings.drop(ROW)

    def rows(self) -> Iterator[tuple[pl.DataFrame, pl.DataFrame]]:
        """Yield the listings of the file and the rows refused among them, ids not yet compared.

        Shape: LISTINGS and ROW, at most batch_rows rows each; REFUSED in the order of the rows.
        """
        bad: list[BadRow] = []
        for frame in frames_of(self.raw, self.columns, self.batch_rows, bad):
            listings, refused = self.understand(frame)
            if bad:
                refused = pl.concat([self._bad(bad), refused]).sort("row", maintain_order=True)
                bad.clear()
            yield listings, refused
        if bad:
            yield pl.DataFrame(schema={**LISTINGS, ROW: pl.Int64()}), self._bad(bad)

    @property
    def columns(self) -> list[str]:
        """The columns of the file that are read."""
        return list(dict.fromkeys(self.mapping.values()))

    def narrowed(self, columns: Collection[str]) -> Reading:
        """The same file, of which only some columns of LISTINGS are read."""
        return replace(self, mapping={column: name for column, name in self.mapping.items() if column in columns})

    def ids(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Read what tells listings apart.

        Shape: the file's own columns -> platform where there is one, listing_id.
        """
        return pl.DataFrame(
            [
                _column(frame[self.mapping[column]], column, LISTINGS[column])[0].alias(column)
                for column in ("platform", "listing_id")
                if column in self.mapping
            ]
        )

    def _bad(self, bad: list[BadRow]) -> pl.DataFrame:
        return pl.DataFrame(
            [(self.name, row.row, row.reason, whole(row.value)) for row in bad], schema=REFUSED, orient="row"
        )

    def understand(self, frame: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
        """Read rows of the file as listings, or refuse them.

        Shape: the file's own columns and ROW -> LISTINGS and ROW; REFUSED.
        """
        columns: list[pl.Series] = []
        reasons = pl.Series("reason", [None], dtype=pl.String).new_from_index(0, frame.height)
        values = reasons.alias("value")
        for column, dtype in LISTINGS.items():
            if column in self.mapping:
                given = frame[self.mapping[column]]
            elif column == "listing_id":
                given = pl.Series([f"{self.name}:{row}" for row in frame[ROW]], dtype=pl.String)
            else:
                given = pl.Series([None], dtype=dtype).new_from_index(0, frame.height)
            read, unreadable = _column(given, column, dtype)
            columns.append(read.alias(column))
            if unreadable is not None and unreadable.any():
                reasons = _where(unreadable & reasons.is_null(), f"{column}_unreadable", reasons)
                values = values.zip_with(~unreadable, as_text(given))
        listings = pl.DataFrame([*columns, frame[ROW]])
        blank_id = _blank(listings["listing_id"])
        no_text = _blank(listings["title"])
        if no_text.any():  # descriptions are long: looked at only where it matters
            places = no_text.arg_true()
            no_text = no_text.scatter(places, _blank(listings["description"].gather(places)))
        for mask, code in ((blank_id, "listing_id_missing"), (no_text, "title_missing")):
            if mask.any():
                reasons = _where(mask & reasons.is_null(), code, reasons)
        refused = pl.DataFrame(schema=REFUSED)
        good = reasons.is_null()
        if not good.all():
            refused = (
                pl.DataFrame({"row": frame[ROW], "reason": reasons, "value": values})
                .filter(~good)
                .select(
                    pl.lit(self.name).alias("source"),
                    "row",
                    "reason",
                    pl.col("value").fill_null("").str.slice(0, _VALUE_LENGTH),
                )
            )
            listings = listings.filter(good)
        return listings, refused


def repeated_rows(listings: pl.DataFrame, source: str) -> pl.DataFrame:
    """Name listings whose id the input gave before.

    Shape: LISTINGS and ROW -> REFUSED.
    """
    return listings.select(
        pl.lit(source).alias("source"),
        pl.col(ROW).alias("row"),
        pl.lit("listing_id_repeated").alias("reason"),
        pl.col("listing_id").str.slice(0, _VALUE_LENGTH).alias("value"),
    )


def _blank(given: pl.Series) -> pl.Series:
    return given.fill_null("").str.strip_chars() == ""


def _where(mask: pl.Series, code: str, otherwise: pl.Series) -> pl.Series:
    return otherwise.zip_with(~mask, pl.Series([code]).new_from_index(0, len(otherwise)))


def open_listings(
    path: Path, *, mapping: Mapping[str, str] | None = None, batch_rows: int = 4096, name: str | None = None
) -> Reading:
    """Open a file of listings.

    Raises: ReadingRefused when it is no table, or names no title, or lacks a column of the mapping.
    """
    raw = look_at(path)
    groups: tuple[RowGroup, ...] = ()
    if raw.kind == "parquet":
        try:
            groups = row_groups_of(path)
        except FooterUnreadable as error:
            raise ReadingRefused(problem="parquet_broken", file=path.name, detail=str(error)) from error
    return Reading(name or path.name, raw, _mapping(raw, mapping, name or path.name), batch_rows, groups)


def open_input(found: Input, *, mapping: Mapping[str, str] | None, batch_rows: int, spool: Path) -> Reading:
    """Open an input wherever it is. Parquet stays in its store; anything else is fetched into ``spool``.

    Raises: ReadingRefused, RemoteUnreadable.
    """
    if found.remote is None:
        return open_listings(found.path, mapping=mapping, batch_rows=batch_rows, name=found.name)
    address, size = found.remote.address, found.remote.size
    if size < _SMALLEST or read_range(address, 0, 4) != b"PAR1":
        spool.mkdir(parents=True, exist_ok=True)
        path = spool / hashlib.sha256(f"{address} {found.remote.tag}".encode()).hexdigest()
        if not path.exists():
            fetch(found.remote, path)
        reading = open_listings(path, mapping=mapping, batch_rows=batch_rows, name=found.name)
        return replace(reading, remote=found.remote)
    try:
        groups = row_groups(size, lambda start, length: read_range(address, start, length))
        columns = tuple(pl.scan_parquet(address, glob=False).collect_schema().names())
    except (FooterUnreadable, pl.exceptions.PolarsError, OSError) as error:
        raise ReadingRefused(problem="parquet_broken", file=found.name, detail=str(error)[:500]) from error
    raw = Raw(Path(found.name), "parquet", columns)
    return Reading(found.name, raw, _mapping(raw, mapping, found.name), batch_rows, groups, found.remote)


def _mapping(raw: Raw, given: Mapping[str, str] | None, name: str) -> dict[str, str]:
    chosen = dict(given) if given is not None else guess_mapping(raw.columns)
    missing = check_mapping(chosen, raw.columns)
    if missing:
        raise ReadingRefused(problem="column_missing", file=name, columns=missing)
    unknown = [column for column in chosen if column not in LISTINGS]
    if unknown:
        raise ReadingRefused(problem="column_unknown", file=name, columns=unknown)
    if "title" not in chosen:
        raise ReadingRefused(problem="title_not_mapped", file=name, columns=list(raw.columns))
    return chosen


def read_listings(path: Path, mapping: Mapping[str, str] | None = None) -> tuple[pl.DataFrame, list[RefusedRow]]:
    """Read a whole file of listings: the good rows, and every row refused with its reason.

    Shape: a file -> LISTINGS and refused rows. For large files take ``open_listings(…).batches()``.
    """
    reading = open_listings(path, mapping=mapping)
    frames = list(reading.batches())
    return (pl.concat(frames) if frames else pl.DataFrame(schema=LISTINGS)), reading.refused


def sniff(path: Path, rows: int = 5) -> Sniff:
    """Tell what a file holds: its columns, which they seem to be, and the first rows.

    Raises: ReadingRefused when it is no table.
    """
    raw = look_at(path)
    bad: list[BadRow] = []
    sample: tuple[Mapping[str, str | None], ...] = ()
    for frame in first_frames(raw, max(rows, 1), bad):
        shown = pl.DataFrame([as_text(column) for column in frame.head(rows).drop(ROW)])
        sample = tuple(shown.iter_rows(named=True))
        break
    return Sniff(
        raw.kind, raw.columns, guess_mapping(raw.columns), sample, raw.encoding, raw.separator, raw.font, raw.header_row
    )


def sniffed(path: Path, rows: int) -> dict[str, Any]:
    """Sniff, as JSON can say it.

    Raises: ReadingRefused.
    """
    return vars(sniff(path, rows))


def as_text(given: pl.Series) -> pl.Series:
    """Return a column of any type as words: items of a list side by side, a record as JSON.

    Shape: any type -> String.
    """
    if given.dtype == pl.String:
        return given
    if isinstance(given.dtype, pl.List) and _is_plain(given.dtype.inner):
        return given.cast(pl.List(pl.String), strict=False).list.join(" ", ignore_nulls=True)
    if _is_plain(given.dtype):
        return given.cast(pl.String, strict=False)
    return pl.Series(given.name, [None if one is None else _said(one) for one in given.to_list()], dtype=pl.String)


def _is_plain(dtype: Any) -> bool:
    """Say whether each value of a type is one word, which Polars can write."""
    return not dtype.is_nested() and dtype not in (pl.Duration, pl.Binary, pl.Object)


def _said(value: object) -> str:
    if isinstance(value, bytes):
        return value.decode("utf-8", errors="replace")
    return json.dumps(value, ensure_ascii=False, default=str) if isinstance(value, dict | list) else str(value)


def read_price(written: str) -> int | None:
    """Return the đồng that a price says, None where it says that there is none.

    Raises: ValueError when it cannot be read.
    """
    text = written.strip().lower()
    if not text or search_key(text) in words_for_no_price() or text in ("-", "—"):
        return None
    text = _CURRENCY.sub("", text).strip()
    found = _PRICE.match(text.replace("\xa0", " "))
    if found is None:
        raise ValueError(written)
    figure, unit = found[1], found[2]
    if re.fullmatch(r"\d{1,3}(?:[.,\s]\d{3})+", figure):
        number = float(re.sub(r"[.,\s]", "", figure))
    else:
        number = float(figure.replace(",", "."))
    price = round(number * _PRICE_UNITS.get(unit or "", 1))
    if price > _HIGHEST_PRICE:
        raise ValueError(written)
    return price


def _column(given: pl.Series, column: str, dtype: pl.DataType) -> tuple[pl.Series, pl.Series | None]:
    """Return a column in its type, and which of its cells could not be read."""
    if given.dtype == dtype:
        return given, (given < 0) & given.is_not_null() if column == "price_vnd" else None
    if dtype == pl.Int64:
        if given.dtype.is_numeric():
            read = given.cast(pl.Float64).round().cast(pl.Int64, strict=False)
            return read, given.is_not_null() & (read.is_null() | (read < 0).fill_null(value=False))
        return _integers(as_text(given))
    if dtype == pl.Boolean:
        if given.dtype.is_numeric() or given.dtype == pl.Null:
            return given.cast(pl.Boolean, strict=False), None
        yes = as_text(given).str.strip_chars().str.to_lowercase().is_in(["1", "true", "có", "yes", "x", "y"])
        return yes.alias(given.name) if given.null_count() < len(given) else as_text(given).cast(pl.Boolean), None
    if dtype == pl.List(pl.String):
        if isinstance(given.dtype, pl.List) and _is_plain(given.dtype.inner):
            return given.cast(dtype, strict=False), None
        return as_text(given).str.split("\n"), None
    return as_text(given), None


def _integers(given: pl.Series) -> tuple[pl.Series, pl.Series]:
    read: list[int | None] = []
    unreadable: list[bool] = []
    for cell in given:
        try:
            read.append(read_price(cell) if cell is not None else None)
            unreadable.append(False)
        except ValueError:
            read.append(None)
            unreadable.append(True)
    return pl.Series(given.name, read, dtype=pl.Int64), pl.Series(unreadable, dtype=pl.Boolean)
