"""Listings from a file, row by row read, read with a remark, or refused with the reason."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from minhbach.engine.reading.archives import space_for, unpack
from minhbach.engine.reading.cells import (
    as_text,
    blank,
    is_plain,
    lost_numbers,
    read_counts,
    read_money,
)
from minhbach.engine.reading.days import read_days
from minhbach.engine.reading.evidence import Evidence, evidence_of
from minhbach.engine.reading.formats import (
    BadRow,
    HowToRead,
    Looked,
    Raw,
    chosen,
    first_frames,
    frames_of,
    look_at_all,
    whole,
)
from minhbach.engine.reading.guessing import guess, untold
from minhbach.engine.reading.inputs import Input
from minhbach.engine.reading.kinds import kind_of
from minhbach.engine.reading.mapping import check_mapping, guess_mapping
from minhbach.engine.reading.refusals import ReadingRefused
from minhbach.engine.reading.remote import Found, fetch, look_again, read_range
from minhbach.engine.reading.row_groups import FooterUnreadable, RowGroup, row_groups, row_groups_of
from minhbach.engine.reading.row_number import ROW
from minhbach.engine.reading.seen import Seen
from minhbach.engine.tables import LISTINGS, REMARKS

__all__ = ["HowToRead", "Reading", "ReadingRefused", "RefusedRow", "Sniff", "open_listings", "read_listings", "sniff"]

_SMALLEST = 12  # bytes of a Parquet file
_VALUE_LENGTH = 200  # of what stood in a row
_GUESSED_BY = 30  # rows whose values tell what a column holds
_KEPT = frozenset(("quote_unclosed", "instruction_row"))  # nothing was lost


@dataclass(frozen=True)
class RefusedRow:
    """A row that was left out, or read with a remark, and why; row 0 is the file itself."""

    source: str
    row: int
    reason: str
    value: str
    kept: bool = False


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
    doubtful: tuple[str, ...] = ()  # columns of the file that a person should look at
    sheets: tuple[str, ...] = ()  # those read together
    left: tuple[str, ...] = ()  # those that are not


@dataclass
class Reading:
    """A table opened for reading; ``refused`` and ``remarked`` fill as the batches are taken."""

    name: str
    raw: Raw
    mapping: dict[str, str]
    batch_rows: int
    groups: tuple[RowGroup, ...] = ()  # of a Parquet file
    remote: Found | None = None  # where it is not a file of this machine
    origin: Path | None = None  # the file that a person gave, where the table came out of it
    evidence: Evidence = field(default_factory=Evidence)
    collected_on: str | None = None  # when the listings were collected that do not say it themselves
    refused: list[RefusedRow] = field(default_factory=list)
    remarked: list[RefusedRow] = field(default_factory=list)

    @property
    def path(self) -> Path:
        """The file that a person gave."""
        return self.origin or self.raw.path

    @property
    def sha256(self) -> str:
        """Digest of the file."""
        with self.path.open("rb") as file:
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
        status = self.path.stat()
        return self.name, status.st_size, status.st_mtime_ns

    def batches(self, seen: Seen | None = None) -> Iterator[pl.DataFrame]:
        """Yield frames of LISTINGS; rows that cannot be read go to ``refused``, what was noticed to ``remarked``.

        Shape: LISTINGS, at most batch_rows rows each, in the order of the file.
        """
        seen = seen or Seen()
        self.refused.clear()
        self.remarked.clear()
        for listings, remarks in self.rows():
            hashes = listings["listing_id"].hash(seed=389).to_numpy().astype(np.uint64)
            repeated = pl.Series(seen.add(hashes), dtype=pl.Boolean)
            if repeated.any():
                remarks = pl.concat([remarks, repeated_rows(listings.filter(repeated), self.name)]).sort("row")
                listings = listings.filter(~repeated)
            for row in remarks.iter_rows(named=True):
                (self.remarked if row["kept"] else self.refused).append(RefusedRow(**row))
            if listings.height:
                yield listings.drop(ROW)

    def rows(self) -> Iterator[tuple[pl.DataFrame, pl.DataFrame]]:
        """Yield the listings of the file and the remarks on them, ids not yet compared.

        Shape: LISTINGS and ROW, at most batch_rows rows each; REMARKS in the order of the rows.
        """
        bad: list[BadRow] = []
        about = self._bad([BadRow(*one) for one in self._about()])
        for frame in frames_of(self.raw, self.columns, self.batch_rows, bad):
            listings, remarks = self.understand(frame)
            if bad or about.height:
                remarks = pl.concat([about, self._bad(bad), remarks]).sort("row", maintain_order=True)
                about = about.clear()
                bad.clear()
            yield listings, remarks
        if bad or about.height:
            yield pl.DataFrame(schema={**LISTINGS, ROW: pl.Int64()}), pl.concat([about, self._bad(bad)])

    def _about(self) -> Iterator[tuple[int, str, str]]:
        """Yield what is to be said of the table itself."""
        for reason, value in self.evidence.remarks:
            yield 0, reason, value
        for row in self.raw.left_rows:
            yield row, "instruction_row", ""

    @property
    def columns(self) -> list[str]:
        """The columns of the file that are read."""
        others = self.evidence.other_prices if "price_vnd" in self.mapping else ()
        return list(dict.fromkeys((*self.mapping.values(), *others)))

    def narrowed(self, columns: Collection[str]) -> Reading:
        """The same file, of which only some columns of LISTINGS are read."""
        return replace(self, mapping={column: name for column, name in self.mapping.items() if column in columns})

    def ids(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Read what tells listings apart.

        Shape: the file's own columns -> platform where there is one, listing_id.
        """
        return pl.DataFrame(
            [
                as_text(frame[self.mapping[column]]).alias(column)
                for column in ("platform", "listing_id")
                if column in self.mapping
            ]
        )

    def _bad(self, bad: list[BadRow]) -> pl.DataFrame:
        return pl.DataFrame(
            [(self.name, row.row, row.reason, whole(row.value), row.row == 0 or row.reason in _KEPT) for row in bad],
            schema=REMARKS,
            orient="row",
        )

    def understand(self, frame: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
        """Read rows of the file as listings, with remarks, or refuse them.

        Shape: the file's own columns and ROW -> LISTINGS and ROW; REMARKS.
        """
        remarks: list[pl.DataFrame] = []
        again = self._headings_again(frame)
        if again is not None and again.any():
            remarks.append(self._remarks(frame.filter(again)[ROW], "heading_repeated", kept=True))
            frame = frame.filter(~again)
        columns: dict[str, pl.Series] = {}
        for column, dtype in LISTINGS.items():
            columns[column] = self._column(frame, column, dtype, columns, remarks)
        listings = pl.DataFrame([*(columns[column].alias(column) for column in LISTINGS), frame[ROW]])
        no_text = blank(listings["title"])
        if no_text.any():  # descriptions are long: looked at only where it matters
            places = no_text.arg_true()
            no_text = no_text.scatter(places, blank(listings["description"].gather(places)))
        no_id = blank(listings["listing_id"])
        refused = no_id | no_text
        if refused.any():
            for mask, reason in ((no_id, "listing_id_missing"), (no_text & ~no_id, "title_missing")):
                if mask.any():
                    remarks.append(self._remarks(listings.filter(mask)[ROW], reason))
            lost = listings.filter(refused)[ROW]
            remarks = [
                one if not one["kept"].any() else one.filter(~(pl.col("kept") & pl.col("row").is_in(lost.implode())))
                for one in remarks
            ]
            listings = listings.filter(~refused)
        if not remarks:
            return listings, pl.DataFrame(schema=REMARKS)
        return listings, pl.concat(remarks).sort("row", maintain_order=True)

    def _headings_again(self, frame: pl.DataFrame) -> pl.Series | None:
        """Say which rows name the columns once more, as pages put under each other do."""
        names = [name for column, name in self.mapping.items() if column in ("title", "listing_id", "price_vnd", "url")]
        if self.raw.kind == "parquet" or not self.raw.header_row or len(names) < 2:
            return None
        is_title = frame[self.mapping["title"]].str.strip_chars() == self.mapping["title"]
        if not is_title.fill_null(value=False).any():
            return None
        said = [(frame[name].str.strip_chars() == name).fill_null(value=False) for name in names]
        return pl.Series(np.logical_and.reduce([one.to_numpy() for one in said]), dtype=pl.Boolean)

    def _column(
        self,
        frame: pl.DataFrame,
        column: str,
        dtype: pl.DataType,
        read: dict[str, pl.Series],
        remarks: list[pl.DataFrame],
    ) -> pl.Series:
        """Read one column of LISTINGS, adding what is to be remarked of its rows."""
        rows = frame[ROW]
        given = frame[self.mapping[column]] if column in self.mapping else None
        if column == "collected_on":
            return self._collected(given, rows, remarks)
        if given is None:
            if column == "listing_id":
                return self._numbered(rows)
            return read.get(column, pl.Series([None], dtype=dtype).new_from_index(0, frame.height))
        if column == "price_vnd":
            money = read_money(self._price_cells(frame, given), self.evidence.price_times)
            read["price_written"] = money.written
            for reason in money.reasons():
                mask = money.notes == reason
                remarks.append(self._remarks(rows.filter(mask), reason, money.written.filter(mask), kept=True))
            return money.vnd
        if column == "sold":
            counts, unreadable = read_counts(given)
            if unreadable.any():
                values = as_text(given).filter(unreadable)
                remarks.append(self._remarks(rows.filter(unreadable), "sold_unreadable", values, kept=True))
            return counts
        if column in ("listing_id", "seller_id"):
            return self._number(frame, column, as_text(given), remarks)
        if dtype == pl.Boolean:
            return _truths(given)
        if dtype == pl.List(pl.String):
            if isinstance(given.dtype, pl.List) and is_plain(given.dtype.inner):
                return given.cast(dtype, strict=False)
            return as_text(given).str.split("\n")
        return as_text(given)

    def _collected(self, given: pl.Series | None, rows: pl.Series, remarks: list[pl.DataFrame]) -> pl.Series:
        """Return when each listing was collected: what its row says, else what was said of the whole file."""
        of_file = pl.Series([self.collected_on], dtype=pl.String).new_from_index(0, len(rows))
        if given is None:
            return of_file
        days, unreadable = read_days(given)
        if unreadable.any():
            values = as_text(given).filter(unreadable)
            remarks.append(self._remarks(rows.filter(unreadable), "collected_unreadable", values, kept=True))
        return days.fill_null(of_file)

    def _price_cells(self, frame: pl.DataFrame, given: pl.Series) -> pl.Series:
        """Return the price of each row: where the chosen column is empty, what the next one says."""
        for name in self.evidence.other_prices:
            given, other = as_text(given), as_text(frame[name])
            empty = blank(given) | given.str.strip_chars().is_in(["0", "-", "0.0"]).fill_null(value=False)
            if not empty.any():
                break
            given = given.zip_with(~(empty & ~blank(other)), other)
        return given

    def _number(self, frame: pl.DataFrame, column: str, given: pl.Series, remarks: list[pl.DataFrame]) -> pl.Series:
        """Return ids; one whose last digits a spreadsheet lost tells nothing apart, so address or row stands for it."""
        lost = lost_numbers(given, self.raw.kind, was_cut=column in self.evidence.cut_numbers)
        if lost is None or not lost.any():
            return given
        remarks.append(self._remarks(frame[ROW].filter(lost), f"{column}_lost", given.filter(lost), kept=True))
        if column == "seller_id":
            return given.zip_with(~lost, pl.Series([None], dtype=pl.String).new_from_index(0, len(given)))
        instead = self._numbered(frame[ROW])
        if "url" in self.mapping:
            addresses = as_text(frame[self.mapping["url"]]).str.strip_chars()
            instead = instead.zip_with(blank(addresses), addresses)
        return given.zip_with(~lost, instead)

    def _numbered(self, rows: pl.Series) -> pl.Series:
        return pl.Series([f"{self.name}:{row}" for row in rows], dtype=pl.String)

    def _remarks(
        self, rows: pl.Series, reason: str, values: pl.Series | None = None, *, kept: bool = False
    ) -> pl.DataFrame:
        said = values.fill_null("").str.slice(0, _VALUE_LENGTH) if values is not None else pl.lit("")
        return pl.DataFrame({"row": rows}).select(
            pl.lit(self.name).alias("source"),
            pl.col("row").cast(pl.Int64),
            pl.lit(reason).alias("reason"),
            said.alias("value"),
            pl.lit(kept).alias("kept"),
        )


def repeated_rows(listings: pl.DataFrame, source: str) -> pl.DataFrame:
    """Name listings whose id the input gave before.

    Shape: LISTINGS and ROW -> REMARKS.
    """
    return listings.select(
        pl.lit(source).alias("source"),
        pl.col(ROW).alias("row"),
        pl.lit("listing_id_repeated").alias("reason"),
        pl.col("listing_id").str.slice(0, _VALUE_LENGTH).alias("value"),
        pl.lit(value=False).alias("kept"),
    )


def _truths(given: pl.Series) -> pl.Series:
    if given.dtype == pl.Boolean or given.dtype.is_numeric() or given.dtype == pl.Null:
        return given.cast(pl.Boolean, strict=False)
    yes = as_text(given).str.strip_chars().str.to_lowercase().is_in(["1", "true", "có", "yes", "x", "y"])
    return yes if given.null_count() < len(given) else as_text(given).cast(pl.Boolean)


def open_all(
    path: Path,
    *,
    mapping: Mapping[str, str] | None = None,
    added: Mapping[str, str] | None = None,
    how: HowToRead | None = None,
    batch_rows: int = 4096,
    name: str | None = None,
    spool: Path,
) -> list[Reading]:
    """Open every table of a file that is read: the sheets with the same columns, the tables in an archive.

    MAPPING stands as it is; ADDED is put over what is guessed.

    Raises: ReadingRefused when it is no table, or names no title, or lacks a column of the mapping.
    """
    name = name or path.name
    looked = _look(path, how, spool)
    best = looked.raws[0]
    rows = _first_rows(best, columns=_telling(best, mapping, added))
    read, remarks = _mapping(best, mapping, added, name, rows)
    readings: list[Reading] = []
    for raw in looked.raws:
        groups: tuple[RowGroup, ...] = ()
        if raw.kind == "parquet":
            try:
                groups = row_groups_of(raw.path)
            except FooterUnreadable as error:
                raise ReadingRefused(problem="parquet_broken", file=path.name, detail=str(error)) from error
        own = f"{name} · {raw.name}" if len(looked.raws) > 1 else name
        own_mapping, evidence = evidence_of(raw, read, rows if raw is best else _first_rows(raw))
        about = [*remarks, *(("sheet_left", left) for left in looked.left)] if raw is best else []
        if raw is best and len(looked.raws) == 1 and looked.left:
            about.append(("sheet_chosen", raw.name))
        elif raw is best and len(looked.raws) > 1:
            about += [("sheets_read", one.name) for one in looked.raws]
        evidence = replace(evidence, remarks=(*about, *evidence.remarks))
        origin = path if raw.path != path else None
        readings.append(Reading(own, raw, own_mapping, batch_rows, groups, origin=origin, evidence=evidence))
    return readings


def open_listings(
    path: Path, *, mapping: Mapping[str, str] | None = None, batch_rows: int = 4096, name: str | None = None
) -> Reading:
    """Open the table of a file that is most like listings.

    Raises: ReadingRefused when it is no table, or names no title, or lacks a column of the mapping.
    """
    with tempfile.TemporaryDirectory(prefix="minhbach-unpacked-") as folder:
        return open_all(path, mapping=mapping, batch_rows=batch_rows, name=name, spool=Path(folder))[0]


def open_input(
    found: Input,
    *,
    mapping: Mapping[str, str] | None,
    batch_rows: int,
    spool: Path,
    added: Mapping[str, str] | None = None,
    how: HowToRead | None = None,
    collected_on: str | None = None,
) -> list[Reading]:
    """Open an input wherever it is. Parquet stays in its store; anything else is fetched into ``spool``.

    COLLECTED_ON is the day of listings whose rows tell none.
    Raises: ReadingRefused, RemoteUnreadable.
    """
    readings = _open_input(found, mapping=mapping, batch_rows=batch_rows, spool=spool, added=added, how=how)
    return [replace(reading, collected_on=collected_on) for reading in readings] if collected_on else readings


def _open_input(
    found: Input,
    *,
    mapping: Mapping[str, str] | None,
    batch_rows: int,
    spool: Path,
    added: Mapping[str, str] | None,
    how: HowToRead | None,
) -> list[Reading]:
    if found.remote is None:
        return open_all(
            found.path, mapping=mapping, added=added, how=how, batch_rows=batch_rows, name=found.name, spool=spool
        )
    address, size = found.remote.address, found.remote.size
    if size < _SMALLEST or read_range(address, 0, 4) != b"PAR1":
        spool.mkdir(parents=True, exist_ok=True)
        path = spool / hashlib.sha256(f"{address} {found.remote.tag}".encode()).hexdigest()
        if not path.exists():
            fetch(found.remote, path)
        readings = open_all(
            path, mapping=mapping, added=added, how=how, batch_rows=batch_rows, name=found.name, spool=spool
        )
        return [replace(reading, remote=found.remote) for reading in readings]
    try:
        groups = row_groups(size, lambda start, length: read_range(address, start, length))
        columns = tuple(pl.scan_parquet(address, glob=False).collect_schema().names())
    except (FooterUnreadable, pl.exceptions.PolarsError, OSError) as error:
        raise ReadingRefused(problem="parquet_broken", file=found.name, detail=str(error)[:500]) from error
    raw = Raw(Path(found.name), "parquet", columns)
    read, _ = _mapping(raw, mapping, added, found.name, [])
    return [Reading(found.name, raw, read, batch_rows, groups, found.remote)]


def _look(path: Path, how: HowToRead | None, spool: Path) -> Looked:
    """Look at the tables of a file, an archive unpacked.

    Raises: ReadingRefused.
    """
    if not path.is_file():
        raise ReadingRefused(problem="file_missing", file=path.name)
    with path.open("rb") as file:
        head = file.read(16)
    if head[:2] != b"PK" or kind_of(head, path) != "zip":
        return look_at_all(path, how=how)
    tables, others = unpack(path, space_for(path, spool))
    header = HowToRead(has_header=how.has_header if how else None)
    raws: list[Raw] = []
    faults: list[ReadingRefused] = []
    for table in tables:
        try:
            looked = look_at_all(table.path, how=header)
        except ReadingRefused as refusal:
            faults.append(refusal)
            others.append(table.name)
            continue
        raws += [replace(raw, name=f"{table.name} · {raw.name}" if raw.name else table.name) for raw in looked.raws]
        others += [f"{table.name} · {left}" for left in looked.left]
    if not raws:
        values = {**faults[0].values, "file": f"{path.name} · {tables[0].name}"}
        raise ReadingRefused(**values)
    found = chosen(raws, path.name, how=how)
    return Looked(found.raws, (*found.left, *others))


def _telling(raw: Raw, given: Mapping[str, str] | None, added: Mapping[str, str] | None) -> list[str]:
    """Name the columns whose values are looked at: the price, and what its name does not tell."""
    mapping = guess_mapping(raw.columns) if given is None else given
    looked_at = set(untold(raw.columns, mapping) if given is None else ())
    price = (added or {}).get("price_vnd") or mapping.get("price_vnd")
    if price is not None:
        looked_at.add(_named(raw, price))
    return [name for name in raw.columns if name in looked_at]


def _first_rows(raw: Raw, rows: int = _GUESSED_BY, columns: Sequence[str] | None = None) -> list[dict[str, str | None]]:
    """Return the first rows of a table as text; of Parquet, where each column costs its reading, some COLUMNS only."""
    if raw.kind == "parquet":  # a row group is as large as its file
        try:
            wanted = raw.columns if columns is None else columns
            frame = pl.scan_parquet(raw.path, glob=False).select(wanted).head(rows).collect()
        except (pl.exceptions.PolarsError, OSError) as error:
            raise ReadingRefused(problem="parquet_broken", file=raw.path.name, detail=str(error)[:500]) from error
        shown = pl.DataFrame([as_text(column) for column in frame])
        return list(shown.iter_rows(named=True))
    bad: list[BadRow] = []
    for frame in first_frames(raw, rows, bad):
        shown = pl.DataFrame([as_text(column) for column in frame.head(rows).drop(ROW)])
        return list(shown.iter_rows(named=True))
    return []


def _mapping(
    raw: Raw,
    given: Mapping[str, str] | None,
    added: Mapping[str, str] | None,
    name: str,
    rows: list[dict[str, str | None]],
) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """Return which column is which, and what is to be said of it.

    Raises: ReadingRefused.
    """
    remarks: list[tuple[str, str]] = []
    if given is not None:
        mapping = {column: _named(raw, column_name) for column, column_name in given.items()}
    else:
        guessed = guess(raw.columns, rows)
        more = {column: _named(raw, column_name) for column, column_name in (added or {}).items()}
        mapping = {column: one for column, one in guessed.mapping.items() if one not in more.values()} | more
        said = {one: column for column, one in mapping.items()}
        remarks += [
            ("column_by_value", f"{one} → {said[one]}")
            for one in guessed.by_value
            if said.get(one) not in (None, *more)
        ]
        if not raw.header_row:
            remarks.insert(0, ("no_header", ""))
    missing = check_mapping(mapping, raw.columns)
    if missing:
        raise ReadingRefused(problem="column_missing", file=name, columns=missing, found=list(raw.columns))
    unknown = [column for column in mapping if column not in LISTINGS]
    if unknown:
        raise ReadingRefused(problem="column_unknown", file=name, columns=unknown, found=list(LISTINGS))
    if "title" not in mapping:
        problem = "title_not_mapped" if raw.header_row else "title_without_header"
        raise ReadingRefused(problem=problem, file=name, columns=list(raw.columns))
    return mapping, remarks


def _named(raw: Raw, name: str) -> str:
    """Return the column that is meant by its name, or by its number where none is called so."""
    if name in raw.columns or not name.isdigit() or not 0 < int(name) <= len(raw.columns):
        return name
    return raw.columns[int(name) - 1]


def read_listings(path: Path, mapping: Mapping[str, str] | None = None) -> tuple[pl.DataFrame, list[RefusedRow]]:
    """Read a whole file of listings: the good rows, and every row refused with its reason.

    Shape: a file -> LISTINGS and refused rows. For large files take ``open_all(…)`` and ``batches()``.
    """
    with tempfile.TemporaryDirectory(prefix="minhbach-unpacked-") as folder:
        readings = open_all(path, mapping=mapping, spool=Path(folder))
        seen = Seen()
        frames = [frame for reading in readings for frame in reading.batches(seen)]
    refused = [row for reading in readings for row in reading.refused]
    return (pl.concat(frames) if frames else pl.DataFrame(schema=LISTINGS)), refused


def sniff(path: Path, rows: int = 5, how: HowToRead | None = None) -> Sniff:
    """Tell what a file holds: its columns, which they seem to be, and the first rows.

    Raises: ReadingRefused when it is no table.
    """
    with tempfile.TemporaryDirectory(prefix="minhbach-unpacked-") as folder:
        looked = _look(path, how, Path(folder))
        raw = looked.raws[0]
        first = _first_rows(raw, max(rows, _GUESSED_BY))
    guessed = guess(raw.columns, first)
    return Sniff(
        raw.kind,
        raw.columns,
        guessed.mapping,
        tuple(first[:rows]),
        raw.encoding,
        raw.separator,
        raw.font,
        raw.header_row,
        guessed.doubtful,
        tuple(one.name for one in looked.raws if one.name),
        looked.left,
    )


def sniffed(path: Path, rows: int, how: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """Sniff, as JSON can say it.

    Raises: ReadingRefused.
    """
    asked = HowToRead(tuple((how or {}).get("sheets", ())), (how or {}).get("has_header"))
    return vars(sniff(path, rows, asked))
