"""The figures of a report: this period, the one before, the same a year ago, the year so far; now or as of a moment."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from minhbach.domains.agencies.models import Agency
from minhbach.domains.reporting.catalogue import PeriodRule, indicators, period_rules
from minhbach.domains.reporting.figures.adding import Figure, add_up
from minhbach.domains.reporting.figures.counting import Cell, count
from minhbach.domains.reporting.models import Report, Submission
from minhbach.domains.reporting.selectors.counted import by_force, counted_for
from minhbach.domains.reporting.spans import Span, Spans, spans_of
from minhbach.domains.reporting.types import SubmissionKind
from minhbach.foundation.scope.access import SYSTEM, acting_as

Table = dict[Cell, Figure]


@dataclass(frozen=True)
class Board:
    """Every figure of a report over its four spans."""

    spans: Spans
    period: Table
    previous: Table
    last_year: Table
    year_so_far: Table


def read_board(report: Report, *, as_of: datetime | None = None) -> Board:
    """Work out a report's figures as they were known AS_OF a moment; now, if not given.

    Counting must not depend on who asks: all cases count, whatever their sharing, and only numbers leave here.
    Opening the cases behind a figure goes through the reader's own reach.
    """
    spans = spans_of(report.year, report.month, _rule(report))
    with acting_as(SYSTEM):
        tallies = by_force(counted_for(report.owner_agency_id, as_of=as_of), spans)
        given = _given(report, as_of)
    known = indicators()

    def table(span: Span) -> Table:
        return add_up(count(tallies[span], known=known), _within(given, span), known=known)

    return Board(
        spans=spans,
        period=table(spans.period),
        previous=table(spans.previous),
        last_year=table(spans.last_year),
        year_so_far=table(spans.year_so_far),
    )


def _rule(report: Report) -> PeriodRule | None:
    return next((rule for rule in period_rules() if rule.id == report.rule_id), None)


def _given(report: Report, as_of: datetime | None) -> list[tuple[Span, Mapping[Cell, int]]]:
    """Members' last versions for every report of the body in the two years a board looks at."""
    submissions = (
        Submission.objects.filter(
            report__owner_agency_id=report.owner_agency_id,
            report__year__gte=report.year - 1,
            report__end__lte=report.end,
        )
        .select_related("report", "agency")
        .order_by("report_id", "agency_id", "version")
    )
    if as_of is not None:
        submissions = submissions.filter(given_at__lte=as_of)
    last: dict[tuple[UUID, UUID], Submission] = {(one.report_id, one.agency_id): one for one in submissions}
    return [
        (Span(one.report.start, one.report.end), cells_of(one))
        for one in last.values()
        if one.kind == SubmissionKind.FIGURES
    ]


def cells_of(submission: Submission) -> dict[Cell, int]:
    """Read a submission as cells of its force's row."""
    return {
        Cell(indicator, submission.agency.force, category): int(value)
        for indicator, category, value in submission.figures
    }


def _within(given: list[tuple[Span, Mapping[Cell, int]]], span: Span) -> list[Mapping[Cell, int]]:
    return [cells for theirs, cells in given if span.start <= theirs.start and theirs.end <= span.end]


def given_so_far(report: Report, agency: Agency) -> dict[Cell, int]:
    """Sum what a member gave for the earlier months of the reporting year."""
    span = spans_of(report.year, report.month, _rule(report)).year_so_far
    earlier = (
        Submission.objects.filter(
            agency=agency,
            report__owner_agency_id=report.owner_agency_id,
            report__start__gte=span.start,
            report__end__lte=report.start,
        )
        .select_related("agency")
        .order_by("report_id", "version")
    )
    summed: dict[Cell, int] = defaultdict(int)
    for one in {one.report_id: one for one in earlier}.values():
        for cell, value in cells_of(one).items():
            summed[cell] += value
    return dict(summed)


def given_a_month_ago(report: Report, agency: Agency) -> dict[tuple[str, str], int]:
    """Give what a member sent for the month before; nothing where it sent none."""
    year, month = (report.year, report.month - 1) if report.month > 1 else (report.year - 1, 12)
    before = (
        Submission.objects.filter(
            agency=agency,
            report__owner_agency_id=report.owner_agency_id,
            report__year=year,
            report__month=month,
        )
        .order_by("-version")
        .first()
    )
    return {(indicator, category): int(value) for indicator, category, value in before.figures} if before else {}
