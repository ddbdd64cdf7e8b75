"""The law tables that ship: whole, and the same as the shared ones."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from pathlib import Path

import pytest

from minhbach.domains.law.checks import check_periods, check_row
from minhbach.domains.law.entry import describe
from minhbach.domains.law.reference import reference_rows, row_id_of
from minhbach.domains.law.types import Table


def test_every_shipped_row_passes_the_checks_for_new_rows() -> None:
    found = {raw.row_id: problems for raw in reference_rows() if (problems := check_row(raw.table, raw.content))}
    assert found == {}


def test_nothing_ships_beside_the_tables_that_nothing_reads() -> None:
    shipped = {path.name for path in Path(str(files("minhbach.domains.law"))).joinpath("data").iterdir()}
    assert shipped == {f"{table.value}.json" for table in Table} | {"changes.json", "holidays.json"}


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
    assert len({(raw.table, raw.row_id) for raw in rows}) == len(rows) == 821
    for table in (Table.FINE_FRAMES, Table.DEADLINES, Table.POWERS, Table.CAPS):
        by_series: dict[str, list[tuple[str, object, object]]] = {}
        for raw in rows:
            if raw.table is table and raw.is_on:
                entry = describe(table, raw.content)
                by_series.setdefault(entry.series, []).append((entry.row_id, entry.valid_from, entry.valid_until))
        for periods in by_series.values():
            assert check_periods(periods) == ()  # type: ignore[arg-type]


def test_the_checks_find_what_is_wrong_in_the_duties() -> None:
    rows = {raw.row_id: raw for raw in reference_rows()}

    def wrong(row_id: str, **change: object) -> list[str | None]:
        raw = rows[row_id]
        return [one.column for one in check_row(raw.table, {**raw.content, **change})]

    assert wrong("LIM-TM-2025", years=None) == ["years"]
    assert wrong("LIM-TM-2025", fields=["TM", "NOPE"]) == ["fields"]
    assert wrong("LIM-TM-2025", deadline_ids=["NOPE"]) == ["deadline_ids"]
    assert wrong("LIM-R2", text_vi="") == ["text_vi"]
    assert wrong("REQ.SAN.GO", kind="NOPE") == ["kind"]
    assert wrong("REQ.SAN.GO", ask_whom_vi="", answer_clock_ids=["NOPE"]) == ["ask_whom_vi", "answer_clock_ids"]
    assert wrong("PUB.XPHC", obligation="perhaps") == ["obligation"]
    assert wrong("PUB.XPHC", term={"n": 30, "unit": "day", "bound": "about"}) == ["term"]
    assert wrong("TO_CAO", identity="perhaps", outcomes=[]) == ["identity", "outcomes"]
    assert wrong("LUU.SAN.TIN", retention={"n": 0, "unit": "year", "bound": "min"}) == ["retention"]
    assert wrong("VB-61-2026-NĐ-CP", replaces=["61/2026/NĐ-CP"]) == ["replaces"]
    assert wrong("VB-61-2026-NĐ-CP", effective_from=None) == ["effective_from"]


def test_numbers_in_the_words_are_written_as_vietnamese_writes_them() -> None:
    foreign = re.compile(r"\d{1,3}(?:,\d{3}){2,}|\d{1,3},\d{3} (?:đồng|bao)")
    told = json.dumps([dict(raw.content) for raw in reference_rows()], ensure_ascii=False)
    assert foreign.findall(told) == []


def test_what_replaces_and_what_is_replaced_name_one_another() -> None:
    states = {
        raw.content["instrument"]: raw.content for raw in reference_rows() if raw.table is Table.INSTRUMENT_STATUS
    }
    pairs = {(new, old) for new, row in states.items() for old in row["replaces"]}
    assert pairs == {(new, old) for old, row in states.items() for new in row["replaced_by"]}
    assert ("296/2025/NĐ-CP", "166/2013/NĐ-CP") in pairs


def test_what_is_unverified_stays_off() -> None:
    later = (Table.LIMITATION, Table.REQUEST_BASES, Table.PUBLICATION, Table.INTAKE_KINDS, Table.RETENTION)
    raws = [raw for raw in reference_rows() if raw.table in later]
    assert len(raws) == 17 + 32 + 10 + 12 + 20
    assert all(raw.is_on == (raw.content["confidence"] != "MEMORY") for raw in raws)


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
    Table.LIMITATION: ("limitation.json", "rows"),
    Table.LIMITATION_RULES: ("limitation.json", "rules"),
    Table.REQUEST_BASES: ("request_bases.json", "rows"),
    Table.PUBLICATION: ("publication.json", "rows"),
    Table.INTAKE_KINDS: ("intake_kinds.json", "rows"),
    Table.PROTECTIONS: ("intake_kinds.json", "protections"),
    Table.RETENTION: ("retention_and_personal_data.json", "rows"),
    Table.INSTRUMENT_STATUS: ("instrument_status.json", "rows"),
}
# The page of a row is called by its name, so a number with a slash is named otherwise.
NAMED_BY = {Table.INSTRUMENT_STATUS: "instrument"}


def _says(ours: object, theirs: object) -> bool:
    """Whether ours says what theirs does, and perhaps more."""
    if isinstance(theirs, dict) and isinstance(ours, dict):
        return all(key in ours and _says(ours[key], value) for key, value in theirs.items())
    if isinstance(theirs, list) and isinstance(ours, list):
        return len(ours) == len(theirs) and all(_says(one, other) for one, other in zip(ours, theirs, strict=True))
    return ours == theirs


@pytest.mark.shared
@pytest.mark.parametrize("table", SHARED)
def test_the_shipped_rows_say_what_the_shared_tables_say(table: Table, shared: Path) -> None:
    name, key = SHARED[table]
    named = NAMED_BY.get(table)
    theirs = {
        row[named] if named else row_id_of(row): row
        for row in json.loads((shared / "law" / name).read_text("utf-8"))[key]
    }
    ours = {raw.content[named] if named else raw.row_id: raw.content for raw in reference_rows() if raw.table is table}
    assert ours.keys() == theirs.keys()
    for row_id, row in theirs.items():
        # The product adds a few fields of its own and leaves out what it computes.
        kept = {field: value for field, value in row.items() if field not in ("on_by_default", "id")}
        if kept.get("gaps_vi"):
            kept["gaps_vi"] = kept["gaps_vi"].replace(" (xem README, câu hỏi mở)", "")
        differing = {field for field in kept if not _says(ours[row_id][field], kept[field])}
        assert not differing or ours[row_id].get("mended_vi"), f"{row_id}: {differing}"
