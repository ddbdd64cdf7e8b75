"""Reports within reach."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from minhbach.domains.agencies.models import Officer
from minhbach.domains.reporting.models import Report
from minhbach.foundation.refusals import NotFound


def visible_reports() -> QuerySet[Report]:
    """List the reports within reach, latest month first."""
    reports: QuerySet[Report] = Report.objects.select_related("owner_agency").order_by("-year", "-month", "id")
    return reports


def access_report(officer: Officer, report_id: UUID) -> Report:
    """Fetch a report within the officer's reach.

    Raises: NotFound.
    """
    report = visible_reports().filter(id=report_id).first()
    if report is None:
        raise NotFound
    return report
