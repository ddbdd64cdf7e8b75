"""The law tables that ship with the product, as read from `data/`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files
from typing import Any, cast

from minhbach.domains.law.types.rows import Confidence, RawRow, Table


@lru_cache(maxsize=len(Table))
def _read(table: Table) -> Mapping[str, Any]:
    text = files("minhbach.domains.law").joinpath("data", f"{table.value}.json").read_text("utf-8")
    return cast("Mapping[str, Any]", json.loads(text))


@dataclass(frozen=True, slots=True)
class ReferenceChange:
    """A row that the last review added or changed. `before` are the fields as they stood; None: a new row."""

    table: Table
    row_id: str
    before: Mapping[str, Any] | None
    why_vi: str


@dataclass(frozen=True, slots=True)
class Review:
    """What the review of a day changed in the tables that ship."""

    as_of: date
    changes: tuple[ReferenceChange, ...]


@lru_cache(maxsize=1)
def reference_changes() -> Review:
    """Read which rows the last review of the tables changed, and why."""
    read = json.loads(files("minhbach.domains.law").joinpath("data", "changes.json").read_text("utf-8"))
    changes = (ReferenceChange(Table(row["table"]), row["id"], row["before"], row["why_vi"]) for row in read["rows"])
    return Review(date.fromisoformat(read["as_of"]), tuple(changes))


@dataclass(frozen=True, slots=True)
class AnnouncedDay:
    """A day that is off, or worked, by an announcement."""

    day: date
    kind: str
    name_vi: str


def announced_days() -> tuple[AnnouncedDay, ...]:
    """Read the days exchanged by announcement that ship with the product."""
    text = files("minhbach.domains.law").joinpath("data", "holidays.json").read_text("utf-8")
    rows = json.loads(text)["rows"]
    return tuple(AnnouncedDay(date.fromisoformat(row["day"]), row["kind"], row["name_vi"]) for row in rows)


def row_id_of(content: Mapping[str, Any]) -> str:
    """Give a row's name in its table: an id, or a code where the table is a list of codes."""
    return str(content.get("id") or content.get("code") or "")


@lru_cache(maxsize=1)
def deadline_ids() -> frozenset[str]:
    """Give the names of the deadlines that ship, to which rows of other tables point."""
    return frozenset(row_id_of(content) for content in _read(Table.DEADLINES)["rows"])


def reference_rows() -> Iterator[RawRow]:
    """Read every row that ships with the product; unverified rows come switched off."""
    for table in Table:
        for content in _read(table)["rows"]:
            is_on = Confidence(content["confidence"]).on_by_default
            yield RawRow(table=table, row_id=row_id_of(content), content=content, is_on=is_on)


def vocabulary(table: Table, name: str) -> Mapping[str, Mapping[str, Any]]:
    """Give the closed list of codes that a table's rows may use, by code."""
    entries = _read(table).get("vocabulary", {}).get(name, [])
    return {entry["code"]: entry for entry in entries}
