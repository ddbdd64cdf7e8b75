"""A body's months begin where its own rule says."""

from __future__ import annotations

from datetime import date

from minhbach.domains.reporting.catalogue import period_rules
from minhbach.domains.reporting.spans import Span, month_span, spans_of

NATIONAL = next(rule for rule in period_rules() if rule.id == "P.BCD389QG.THANG")


def test_without_a_rule_a_month_is_the_calendars() -> None:
    assert month_span(2024, 2) == Span(date(2024, 2, 1), date(2024, 3, 1))


def test_the_national_committees_october_runs_from_16_september_to_15_october() -> None:
    october = month_span(2025, 10, NATIONAL)
    assert (october.start, october.last_day) == (date(2025, 9, 16), date(2025, 10, 15))


def test_january_reaches_back_into_the_year_before() -> None:
    spans = spans_of(2026, 1, NATIONAL)
    assert spans.period == Span(date(2025, 12, 16), date(2026, 1, 16))
    assert spans.previous == Span(date(2025, 11, 16), date(2025, 12, 16))
    assert spans.year_so_far == spans.period


def test_the_year_so_far_is_a_sum_of_whole_periods() -> None:
    spans = spans_of(2026, 3, NATIONAL)
    assert spans.year_so_far == Span(date(2025, 12, 16), date(2026, 3, 16))
    assert spans.last_year == Span(date(2025, 2, 16), date(2025, 3, 16))
