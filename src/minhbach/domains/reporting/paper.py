"""The paper of a report, written from its closed figures and people's words, so that nothing is typed twice."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from minhbach.domains.documents.papers.report import (
    ReportAppendix,
    ReportColumn,
    ReportContent,
    ReportRow,
    ReportSection,
    ReportTable,
)
from minhbach.domains.law.selectors import report_categories
from minhbach.domains.reporting.catalogue import ForceRow, TableForm, forces, indicators, sections, tables
from minhbach.domains.reporting.figures.adding import TOTAL, percent_change
from minhbach.domains.reporting.figures.counting import Cell
from minhbach.foundation.clock import VIETNAM
from minhbach.foundation.writing import write_day, write_number

DATA = Path(__file__).parent / "data"
# Until this day the map had districts and 63 provinces.
OLD_MAP_UNTIL = date(2025, 7, 1)
# What stands in a row of which nothing was sent: never a nought.
NOT_SENT = "chưa gửi"
Values = Mapping[Cell, int]


@dataclass(frozen=True)
class PaperFacts:
    """What the paper is written from."""

    year: int
    month: int
    start: date
    last_day: date
    as_of: datetime
    is_closed: bool
    rule_id: str
    rule_is_checked: bool
    period: Values
    previous: Values
    year_so_far: Values
    members_given: tuple[str, ...]
    members_with_nothing: tuple[str, ...]
    members_missing: tuple[str, ...]
    # Rows of which nothing was sent, and rows of which a part is missing.
    rows_missing: frozenset[str]
    rows_in_part: frozenset[str]
    # Whether both spans have all their members: figures of fewer say nothing beside those of more.
    is_comparable: bool
    is_comparable_to_last_year: bool

    def has_row(self, code: str) -> bool:
        """Say whether figures of a row are known."""
        return code not in self.rows_missing

    @property
    def total_label(self) -> str:
        """What the row of sums is called; a note below says whom it lacks."""
        return "Tổng số (*)" if self.members_missing else "Tổng số"

    @property
    def total_note(self) -> str:
        """Say whom the row of sums lacks."""
        form = str(words()["members"]["outside"])
        return form.format(agencies=", ".join(self.members_missing)) if self.members_missing else ""


@cache
def words() -> dict[str, Any]:
    return tomllib.loads((DATA / "sentences.toml").read_text(encoding="utf-8"))


def title_of(year: int, month: int) -> str:
    """Give the title a monthly report of committees 389 bears."""
    following = (year, month + 1) if month < 12 else (year + 1, 1)
    return str(words()["title"].format(month=month, year=year, next_month=following[1], next_year=following[0]))


def computed_text(code: str, facts: PaperFacts) -> tuple[str, ...]:
    """Write what the figures say of a section; nothing where they say nothing."""
    if code == "TINH_HINH":
        return tuple(_preliminaries(facts))
    if code == "KET_QUA":
        return tuple(_results(facts))
    if code == "TMDT":
        return (_ecommerce(facts),)
    return ()


def write_paper(facts: PaperFacts, written: Mapping[str, str], *, addressed_to: tuple[str, ...] = ()) -> ReportContent:
    """Put the report together: sections in order, people's words before computed ones, appendices last."""
    body = []
    for form in sections():
        if form.code == "PHU_LUC":
            continue
        own = tuple(line.strip() for line in written.get(form.code, "").splitlines() if line.strip())
        body.append(ReportSection(title=form.title_vi, paragraphs=(*own, *computed_text(form.code, facts))))
    return ReportContent(
        abstract=title_of(facts.year, facts.month),
        addressed_to=addressed_to,
        sections=tuple(body),
        appendices=tuple(
            _appendix(form, facts) for form in tables().values() if form.is_on and form.rows_by == "FORCE"
        ),
    )


def _preliminaries(facts: PaperFacts) -> Iterable[str]:
    sentences = words()
    form = sentences["period"]["rule" if facts.rule_id else "calendar"]
    yield form.format(
        start=write_day(facts.start),
        last_day=write_day(facts.last_day),
        state=sentences["period"]["closed" if facts.is_closed else "open"].format(
            as_of=f"{facts.as_of.astimezone(VIETNAM):%H:%M} ngày {write_day(facts.as_of)}"
        ),
        confidence="đã đối chiếu" if facts.rule_is_checked else "chưa đối chiếu bản gốc",
    )
    if facts.last_day < OLD_MAP_UNTIL:
        yield sentences["map"]["then"]
    if facts.members_given:
        yield sentences["members"]["given"].format(agencies=", ".join(facts.members_given))
    for agency in facts.members_with_nothing:
        yield sentences["members"]["nothing"].format(agency=agency)
    if facts.members_missing:
        yield sentences["members"]["missing"].format(agencies=", ".join(facts.members_missing))


def _results(facts: PaperFacts) -> Iterable[str]:
    sentences, total = words()["KET_QUA"], _reader(facts.period)
    cases = facts.period.get(Cell("B389.VU", TOTAL), 0)
    then = facts.previous.get(Cell("B389.VU", TOTAL), 0) if facts.is_comparable else None
    yield sentences["total"].format(
        inspections=total("B389.KIEMTRA"),
        cases=total("B389.VU"),
        violators=total("B389.DOITUONG"),
        compared=_compared(cases, then),
    )
    yield sentences["handled"].format(
        administrative=total("B389.HC.VU"),
        referred=total("B389.HS.CHUYEN"),
        criminal=total("B389.HS.VU"),
        accused=total("B389.HS.BICAN"),
    )
    yield sentences["money"].format(
        budget=total("B389.TIEN.NSNN"), fines=total("B389.TIEN.PHAT"), goods=total("B389.TRIGIA")
    )
    for category in report_categories():
        yield sentences["category"].format(label=category.name_vi, cases=total("B389.VU", category.code))
    so_far = _reader(facts.year_so_far)
    yield sentences["cumulative"].format(cases=so_far("B389.VU"), budget=so_far("B389.TIEN.NSNN"))


def _ecommerce(facts: PaperFacts) -> str:
    total = _reader(facts.period)
    return str(
        words()["TMDT"]["total"].format(
            inspections=total("B389.TMDT.KIEMTRA"),
            cases=total("B389.TMDT.VU"),
            fines=total("B389.TMDT.PHAT"),
            shops=total("B389.TMDT.GIANHANG"),
            listings=total("B389.TMDT.SANPHAM"),
        )
    )


def _compared(now: int, then: int | None) -> str:
    change = percent_change(now, then)
    if change is None:
        return ""
    form = words()["compared"]["same" if change == 0 else "up" if change > 0 else "down"]
    return str(form.format(percent=f"{abs(change):.1f}".replace(".", ",")))


def _appendix(form: TableForm, facts: PaperFacts) -> ReportAppendix:
    known = indicators()
    columns = [code for code in form.columns if known[code].is_on]
    cells = [(code, "") for code in columns]
    for code in form.split_by_category:
        cells[cells.index((code, "")) + 1 : cells.index((code, "")) + 1] = [
            (code, category.code) for category in report_categories()
        ]
    labels = {category.code: category.name_vi for category in report_categories()}
    heads = [
        ReportColumn(title="TT", align="center", width=0.4),
        ReportColumn(title="Lực lượng", align="left", width=2.2),
    ]
    heads += [
        ReportColumn(
            title=(labels[category] if category else "Tổng số")
            if code in form.split_by_category
            else known[code].label_vi,
            group=known[code].label_vi if code in form.split_by_category else None,
        )
        for code, category in cells
    ]
    rows = [_row(index, force, cells, facts) for index, force in enumerate(forces(), start=1)]
    if form.has_total:
        totals = (_cell(facts.period, code, TOTAL, cat) for code, cat in cells)
        rows.append(ReportRow(cells=("", facts.total_label, *totals), is_total=True))
    notes = tuple(filter(None, ("Đơn vị tiền: đồng.", facts.total_note)))
    table = ReportTable(columns=tuple(heads), rows=tuple(rows), notes=notes)
    return ReportAppendix(title=form.title_vi, tables=(table,))


def _row(index: int, force: ForceRow, cells: Sequence[tuple[str, str]], facts: PaperFacts) -> ReportRow:
    if not facts.has_row(force.code):
        return ReportRow(cells=(str(index), force.name_vi, NOT_SENT))
    name = f"{force.name_vi} (chưa đủ)" if force.code in facts.rows_in_part else force.name_vi
    return ReportRow(cells=(str(index), name, *(_cell(facts.period, code, force.code, cat) for code, cat in cells)))


def _cell(values: Values, indicator: str, row: str, category: str) -> str:
    return write_number(values.get(Cell(indicator, row, category), 0))


def _reader(values: Values):  # type: ignore[no-untyped-def]
    return lambda indicator, category="": write_number(values.get(Cell(indicator, TOTAL, category), 0))
