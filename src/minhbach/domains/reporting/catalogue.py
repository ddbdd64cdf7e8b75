"""What a report is made of: indicators, rows, columns, sections and periods, read from `data/`."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"
# The tables of the law name currencies by code; officers write them.
UNITS = {"VND": "đồng"}


@dataclass(frozen=True)
class Indicator:
    """One figure with its definition. `is_on` is false where nobody has confirmed it (MEMORY)."""

    id: str
    group: str
    label_vi: str
    definition_vi: str
    unit: str
    event: str
    dimensions: tuple[str, ...]
    derived_from: tuple[str, ...]
    confidence: str
    note_vi: str

    @property
    def is_on(self) -> bool:
        return self.confidence != "MEMORY"


@dataclass(frozen=True)
class ForceRow:
    code: str
    name_vi: str
    order: int


@dataclass(frozen=True)
class TableForm:
    """One appendix: an indicator a column, a force (or place, or field) a row."""

    id: str
    title_vi: str
    rows_by: str
    columns: tuple[str, ...]
    split_by_category: tuple[str, ...]
    has_total: bool
    confidence: str
    note_vi: str

    @property
    def is_on(self) -> bool:
        return self.confidence != "MEMORY"


@dataclass(frozen=True)
class SectionForm:
    order: int
    code: str
    title_vi: str
    confidence: str


@dataclass(frozen=True)
class PeriodRule:
    """How a body cuts its periods: days of the month, offsets counted from the reporting month."""

    id: str
    owner: str
    kind: str
    from_day: int | None
    from_month_offset: int | None
    to_day: int | None
    to_month_offset: int | None
    fixed_from: date | None
    fixed_to: date | None
    effective_from: date
    effective_to: date | None
    confidence: str
    note_vi: str


@cache
def indicators() -> dict[str, Indicator]:
    """Read every indicator, by id."""
    return {row["id"]: _indicator(row) for row in _read("indicators")["indicators"]}


@cache
def forces() -> tuple[ForceRow, ...]:
    return tuple(ForceRow(**row) for row in _read("layout")["forces"])


@cache
def tables() -> dict[str, TableForm]:
    return {
        row["id"]: TableForm(
            id=row["id"],
            title_vi=row["title_vi"],
            rows_by=row["rows_by"],
            columns=tuple(row["columns"]),
            split_by_category=tuple(row["split_by_category"]),
            has_total=row["total_row"],
            confidence=row["confidence"],
            note_vi=row.get("note_vi", ""),
        )
        for row in _read("layout")["tables"]
    }


@cache
def sections() -> tuple[SectionForm, ...]:
    rows = (
        SectionForm(row["order"], row["code"], row["title_vi"], row["confidence"])
        for row in _read("layout")["sections"]
    )
    return tuple(sorted(rows, key=lambda row: row.order))


@cache
def period_rules() -> tuple[PeriodRule, ...]:
    return tuple(_rule(row) for row in _read("periods")["periods"])


@dataclass(frozen=True)
class CalendarRow:
    """Which deadline of the law's table a body's reports fall under."""

    body_key: str
    kind: str
    deadline_id: str


@dataclass(frozen=True)
class Check:
    """A figure that is not larger than another, with or without what is carried over from earlier in the year."""

    lesser: str
    greater: str
    is_carried_over: bool


@cache
def checks() -> tuple[Check, ...]:
    return tuple(Check(**row) for row in _read("checks")["checks"])


@cache
def body_calendar() -> tuple[CalendarRow, ...]:
    return tuple(CalendarRow(row["body"], row["kind"], row["deadline"]) for row in _read("calendars")["rows"])


def _read(name: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))
    return content


def _indicator(row: dict[str, Any]) -> Indicator:
    return Indicator(
        id=row["id"],
        group=row["group"],
        label_vi=row["label_vi"],
        definition_vi=row["definition_vi"],
        unit=UNITS.get(row["unit"], row["unit"]),
        event=row["counted_by"]["event"],
        dimensions=tuple(row["dimensions"]),
        derived_from=tuple(row.get("derived_from", ())),
        confidence=row["confidence"],
        note_vi=row.get("note_vi", ""),
    )


def _rule(row: dict[str, Any]) -> PeriodRule:
    def day(name: str) -> date | None:
        return date.fromisoformat(row[name]) if row.get(name) else None

    return PeriodRule(
        id=row["id"],
        owner=row["owner"],
        kind=row["kind"],
        from_day=row.get("from_day"),
        from_month_offset=row.get("from_month_offset"),
        to_day=row.get("to_day"),
        to_month_offset=row.get("to_month_offset"),
        fixed_from=day("fixed_from"),
        fixed_to=day("fixed_to"),
        effective_from=date.fromisoformat(row["effective_from"]),
        effective_to=day("effective_to"),
        confidence=row["confidence"],
        note_vi=row.get("note_vi", ""),
    )
