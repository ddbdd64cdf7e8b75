"""What of the reports waits for an officer today."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from minhbach.domains.agencies.models import Officer
from minhbach.domains.agencies.selectors import posts_of
from minhbach.domains.reporting.models import Report, ReportEvent
from minhbach.domains.reporting.policies import KEEPERS, SPEAKERS
from minhbach.domains.reporting.selectors.facts import members_of
from minhbach.domains.reporting.types import EventKind, MemberState, ReportState
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages.work import WorkItem


def work_items(officer: Officer, *, at: datetime) -> list[WorkItem]:
    """List open reports to keep, and figures the officer's own agency still owes."""
    today = local_date(at)
    posts = list(posts_of(officer, on=today))
    kept = {post.agency_id for post in posts if post.role in KEEPERS}
    spoken_for = {post.agency_id for post in posts if post.role in SPEAKERS}
    if not kept and not spoken_for:
        return []
    items = []
    reports = Report.objects.filter(state__in=[ReportState.OPEN, ReportState.CLOSED]).select_related("owner_agency")
    for report in reports.order_by("year", "month", "id"):
        name = _("Báo cáo tháng %(month)s/%(year)s") % {"month": report.month, "year": report.year}
        if report.owner_agency_id in kept:
            act = _("Tổng hợp số liệu") if report.state == ReportState.OPEN else _("Trình ký")
            url = reverse("reporting:report", args=[report.id])
            items.append(WorkItem("dated", name, report.owner_agency.short_name, url, act, due_on=report.due_on))
        if report.state != ReportState.OPEN:
            continue
        for agency, state, _submission in members_of(report, on=today):
            if agency.id in spoken_for and state in {MemberState.AWAITED, MemberState.LATE}:
                url = reverse("reporting:member", args=[report.id, agency.id])
                clock = _("đã đôn đốc") if _is_urged(report, agency.id) else ""
                whose = report.owner_agency.short_name
                items.append(WorkItem("dated", name, whose, url, _("Gửi số liệu"), due_on=report.due_on, clock=clock))
    return items


def _is_urged(report: Report, agency_id: UUID) -> bool:
    return ReportEvent.objects.filter(report=report, agency_id=agency_id, kind=EventKind.URGED).exists()
