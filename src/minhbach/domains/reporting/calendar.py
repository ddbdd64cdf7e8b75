"""Which rule cuts a body's periods, and by when it owes a report. Both are data, chosen by the body and the day."""

from __future__ import annotations

from datetime import date, timedelta

from minhbach.domains.agencies.models import Agency
from minhbach.domains.agencies.types import AgencyLevel, Force
from minhbach.domains.law.selectors import deadlines_for_event
from minhbach.domains.reporting.catalogue import PeriodRule, body_calendar, period_rules
from minhbach.domains.reporting.models import RuleApproval
from minhbach.domains.reporting.spans import Span

# Whose row of `data/periods.json` a body follows.
NATIONAL_COMMITTEE = "BCD389_QG"


def rule_of(body: Agency, year: int, month: int) -> PeriodRule | None:
    """Choose the rule in force in a reporting month; None means the calendar month.

    An unconfirmed rule counts only once a legal officer has approved it.
    """
    owner = NATIONAL_COMMITTEE if _is_national_committee(body) else str(body.force)
    approved = set(RuleApproval.objects.values_list("rule_id", flat=True))
    day = date(year, month, 1)
    for rule in period_rules():
        if rule.owner != owner or rule.kind != "month":
            continue
        if rule.confidence == "MEMORY" and rule.id not in approved:
            continue
        if rule.effective_from <= day and (rule.effective_to is None or day <= rule.effective_to):
            return rule
    return None


def due_day(body: Agency, span: Span) -> tuple[date | None, str]:
    """Find by when a body owes the report of a span, and the row of law that says so.

    The plan says "before the 20th": the last day is the 19th, the first one to come after the span.
    None where no row speaks of the body.
    """
    for row in body_calendar():
        if row.body_key != body.key:
            continue
        for deadline in deadlines_for_event("CALENDAR", span.end):
            if deadline.citation.row_id == row.deadline_id and deadline.fixed_day:
                return _first_before(deadline.fixed_day, span.end), row.deadline_id
    return None, ""


def _first_before(day: int, after: date) -> date:
    limit = after.replace(day=day)
    if limit <= after:
        limit = (after.replace(day=1) + timedelta(days=32)).replace(day=day)
    return limit - timedelta(days=1)


def _is_national_committee(body: Agency) -> bool:
    return body.force == Force.STEERING_COMMITTEE and body.level == AgencyLevel.NATION
