"""Spans of days a report speaks of: the period, the one before, the same one a year ago, the year so far.

A body's own rule decides where its month begins (`data/periods.json`); a body without a rule uses the calendar month,
and the report says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from minhbach.domains.reporting.catalogue import PeriodRule


@dataclass(frozen=True)
class Span:
    """From START up to, not on, END."""

    start: date
    end: date

    @property
    def last_day(self) -> date:
        return self.end - timedelta(days=1)

    def holds(self, day: date | None) -> bool:
        return day is not None and self.start <= day < self.end


@dataclass(frozen=True)
class Spans:
    """The period of a report with the three it is compared with or summed into."""

    period: Span
    previous: Span
    last_year: Span
    year_so_far: Span


def spans_of(year: int, month: int, rule: PeriodRule | None = None) -> Spans:
    """Lay out the spans of a monthly report.

    The reporting year begins where its January period begins, so cumulative figures are sums of whole periods.
    """
    period = month_span(year, month, rule)
    previous_year, previous_month = (year, month - 1) if month > 1 else (year - 1, 12)
    return Spans(
        period=period,
        previous=month_span(previous_year, previous_month, rule),
        last_year=month_span(year - 1, month, rule),
        year_so_far=Span(month_span(year, 1, rule).start, period.end),
    )


def month_span(year: int, month: int, rule: PeriodRule | None = None) -> Span:
    """Cut one reporting month, by a body's rule or by the calendar."""
    if rule is None or rule.from_day is None or rule.to_day is None:
        return Span(date(year, month, 1), _shifted(year, month, 1, 1))
    start = _shifted(year, month, rule.from_month_offset or 0, rule.from_day)
    return Span(start, _shifted(year, month, rule.to_month_offset or 0, rule.to_day) + timedelta(days=1))


def _shifted(year: int, month: int, offset: int, day: int) -> date:
    index = year * 12 + (month - 1) + offset
    return date(index // 12, index % 12 + 1, day)
