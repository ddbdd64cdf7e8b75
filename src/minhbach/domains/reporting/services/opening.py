"""Opening a report: its period is cut by the body's rule, its due day by the body's calendar."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from minhbach.domains.agencies.models import Agency, Officer
from minhbach.domains.reporting.calendar import due_day, rule_of
from minhbach.domains.reporting.models import Membership, Report
from minhbach.domains.reporting.policies import require_keeper
from minhbach.domains.reporting.refusals import MonthNotOver
from minhbach.domains.reporting.services.journal import remember
from minhbach.domains.reporting.spans import month_span
from minhbach.domains.reporting.types import EventKind
from minhbach.foundation.clock import local_date
from minhbach.foundation.database.locks import wait_turn
from minhbach.foundation.scope import Sharing, share_with
from minhbach.foundation.writing import write_day


@transaction.atomic
def open_report(*, officer: Officer, at: datetime, body: Agency, year: int, month: int) -> Report:
    """Open a body's report for a month, or give back the one there is; members are let in.

    Raises: RoleMissing, MonthNotOver.
    """
    require_keeper(officer, body, at=at)
    wait_turn("reporting.report", body.id, year, month)
    found: Report | None = Report.objects.filter(owner_agency=body, year=year, month=month).first()
    if found is not None:
        return found
    rule = rule_of(body, year, month)
    span = month_span(year, month, rule)
    if span.start > local_date(at):
        raise MonthNotOver(month=month, year=year, start=write_day(span.start))
    due_on, due_rule_id = due_day(body, span)
    report: Report = Report.unscoped.create(
        owner_agency=body,
        place=body.areas.order_by("id").first(),
        sharing=Sharing.AREA,
        year=year,
        month=month,
        rule_id=rule.id if rule else "",
        start=span.start,
        end=span.end,
        due_on=due_on,
        due_rule_id=due_rule_id,
        created_at=at,
    )
    for membership in Membership.objects.on(span.start).filter(body=body).select_related("agency"):
        share_with(report, membership.agency, officer_id=officer.id, at=at)
    remember(
        report,
        EventKind.OPENED,
        "reporting.report.opened",
        officer=officer,
        at=at,
        data={"month": f"{year}-{month:02}"},
    )
    return report
