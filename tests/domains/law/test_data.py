"""The law tables that ship: whole, and the same as the shared ones."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from minhbach.domains.law.checks import check_periods, check_row
from minhbach.domains.law.entry import describe
from minhbach.domains.law.reference import reference_rows, row_id_of
from minhbach.domains.law.types import Table


def test_every_shipped_row_passes_the_checks_for_new_rows() -> None:
    found = {raw.row_id: problems for raw in reference_rows() if (problems := check_row(raw.table, raw.content))}
    assert found == {}


def test_the_checks_find_what_is_wrong() -> None:
    frame = next(dict(raw.content) for raw in reference_rows() if raw.row_id == "ND98-D9-2022")
    gap = [dict(tier) for tier in frame["tiers"]]
    gap[2]["from"] = 6_000_000
    assert [(one.column, one.row) for one in check_row(Table.FINE_FRAMES, {**frame, "tiers": gap})] == [("tiers", 3)]
    closed = [dict(tier) for tier in frame["tiers"]]
    closed[-1]["to_exclusive"] = 40_000_000
    assert [(one.column, one.row) for one in check_row(Table.FINE_FRAMES, {**frame, "tiers": closed})] == [("tiers", 6)]
    upside = [dict(tier) for tier in frame["tiers"]]
    upside[0]["fine_min"] = 9_000_000
    assert [(one.column, one.row) for one in check_row(Table.FINE_FRAMES, {**frame, "tiers": upside})] == [("tiers", 1)]
    assert [one.column for one in check_row(Table.FINE_FRAMES, {**frame, "field": "NOPE"})] == ["field"]
    assert [one.column for one in check_row(Table.FINE_FRAMES, {**frame, "source": ""})] == ["source"]
    assert [one.column for one in check_row(Table.FINE_FRAMES, {**frame, "effective_from": "31/01/2022"})] == [
        "effective_from",
        "effective_from",
    ]
    assert [one.column for one in check_row(Table.FINE_FRAMES, {**frame, "effective_to": "2022-01-30"})] == [
        "effective_to"
    ]
    deadline = next(dict(raw.content) for raw in reference_rows() if raw.row_id == "XPHC.QD.THUONG")
    assert [one.column for one in check_row(Table.DEADLINES, {**deadline, "promptly": True})] == ["duration"]
    power = next(dict(raw.content) for raw in reference_rows() if raw.row_id == "P-QL-DOI-2025")
    doubled = [{**power["limits"][0], "amount_vnd": 1}]
    assert [one.column for one in check_row(Table.POWERS, {**power, "limits": doubled})] == ["limits"]


def test_names_are_unique_and_periods_of_a_series_never_overlap() -> None:
    rows = list(reference_rows())
    assert len({(raw.table, raw.row_id) for raw in rows}) == len(rows) == 674
    for table in (Table.FINE_FRAMES, Table.DEADLINES, Table.POWERS, Table.CAPS):
        by_series: dict[str, list[tuple[str, object, object]]] = {}
        for raw in rows:
            if raw.table is table and raw.is_on:
                entry = describe(table, raw.content)
                by_series.setdefault(entry.series, []).append((entry.row_id, entry.valid_from, entry.valid_until))
        for periods in by_series.values():
            assert check_periods(periods) == ()  # type: ignore[arg-type]


SHARED = {
    Table.FINE_FRAMES: ("fine_frames.json", "rows"),
    Table.POWERS: ("powers.json", "rows"),
    Table.COMPETENCE: ("powers.json", "competence"),
    Table.CAPS: ("caps.json", "rows"),
    Table.APPLICABLE_LAW: ("applicable_law.json", "rows"),
    Table.DEADLINES: ("deadlines.json", "rows"),
    Table.COUNTING_RULES: ("deadlines.json", "counting_rules"),
    Table.VIOLATION_CLASSES: ("classes.json", "rows"),
    Table.REPORT_CATEGORIES: ("classes.json", "report_categories"),
    Table.CRIMINAL_THRESHOLDS: ("criminal_thresholds.json", "rows"),
}


@pytest.mark.shared
@pytest.mark.parametrize("table", SHARED)
def test_the_shipped_rows_say_what_the_shared_tables_say(table: Table, shared: Path) -> None:
    name, key = SHARED[table]
    theirs = {row_id_of(row): row for row in json.loads((shared / "law" / name).read_text("utf-8"))[key]}
    ours = {raw.row_id: raw.content for raw in reference_rows() if raw.table is table}
    assert ours.keys() == theirs.keys()
    for row_id, row in theirs.items():
        # The product adds a few fields of its own and leaves out what it computes.
        kept = {field: value for field, value in row.items() if field != "on_by_default"}
        if kept.get("gaps_vi"):
            kept["gaps_vi"] = kept["gaps_vi"].replace(" (xem README, câu hỏi mở)", "")
        differing = {field for field in kept if ours[row_id][field] != kept[field]}
        assert not differing or ours[row_id].get("mended_vi"), f"{row_id}: {differing}"
