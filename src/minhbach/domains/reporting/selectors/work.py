"""What of the reports waits for an officer today, and where the open period stands."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from minhbach.domains.agencies.models import Agency, Officer
from minhbach.domains.agencies.selectors import held_posts
from minhbach.domains.law.selectors import open_law
from minhbach.domains.reporting.catalogue import indicators
from minhbach.domains.reporting.models import Report, ReportEvent, Submission
from minhbach.domains.reporting.policies import KEEPERS, SPEAKERS
from minhbach.domains.reporting.selectors.facts import Standing, members_of_all
from minhbach.domains.reporting.types import EventKind, ReportState, SubmissionKind
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages.work import Calendar, Card, Kind, WorkItem, say_left

# What a member sees of the last month beside the form: the figures asked for first.
SHOWN_OF_LAST = 3


@dataclass(frozen=True)
class Owed:
    """One member's figures for an open period."""

    report: Report
    agency: Agency
    urged: bool
    last: Submission | None
    left: str

    @property
    def period(self) -> str:
        return f"{self.report.month}/{self.report.year}"

    @property
    def last_period(self) -> str:
        return f"{self.last.report.month}/{self.last.report.year}" if self.last else ""

    @property
    def url(self) -> str:
        return reverse("reporting:member", args=[self.report.id, self.agency.id])

    @property
    def nothing_url(self) -> str:
        return reverse("reporting:nothing", args=[self.report.id, self.agency.id])

    @property
    def said_nothing_last(self) -> bool:
        return self.last is not None and self.last.kind == SubmissionKind.NOTHING

    @property
    def last_figures(self) -> list[tuple[str, int]]:
        """The first figures of last month, each summed over its categories."""
        sums: dict[str, int] = {}
        for indicator, _category, value in self.last.figures if self.last else ():
            sums[indicator] = sums.get(indicator, 0) + value
        known = indicators()
        return [(known[one].label_vi, sums[one]) for one in known if one in sums][:SHOWN_OF_LAST]


def work_items(officer: Officer, *, at: datetime) -> list[WorkItem | Card]:
    """List the reports an officer keeps, with who has sent, and the figures the officer's own agency still owes."""
    today = local_date(at)
    posts = held_posts(officer, on=today)
    kept = {post.agency_id for post in posts if post.role in KEEPERS}
    spoken_for = {post.agency_id for post in posts if post.role in SPEAKERS}
    if not kept and not spoken_for:
        return []
    under_way = Report.objects.filter(state__in=[ReportState.OPEN, ReportState.CLOSED]).select_related("owner_agency")
    reports = list(under_way.order_by("year", "month", "id"))
    gathering = [report for report in reports if report.state == ReportState.OPEN]
    standing = members_of_all(gathering, on=today) if gathering else {}
    own = [report for report in reports if report.owner_agency_id in kept]
    owed = _owed(gathering, standing, spoken_for, today=today)
    items: list[WorkItem | Card] = [*map(_kept, own), *map(_to_send, owed)]
    if grids := [report for report in own if report.id in standing]:
        items.append(Card("reporting/desk_members.html", {"reports": _grids(grids, standing)}, place=30, is_first=True))
    if owed:
        items.append(Card("reporting/desk_member.html", {"owed": owed}, place=10, is_first=True))
    return items


def _name(report: Report) -> str:
    return _("Báo cáo tháng %(month)s/%(year)s") % {"month": report.month, "year": report.year}


def _kept(report: Report) -> WorkItem:
    return WorkItem(
        Kind.REPORT,
        what=_("Tổng hợp số liệu") if report.state == ReportState.OPEN else _("Trình ký báo cáo"),
        about=_("%(report)s · %(body)s") % {"report": _name(report), "body": report.owner_agency.short_name},
        url=reverse("reporting:report", args=[report.id]),
        act=_("Mở"),
        due_on=report.due_on,
        agency_id=report.owner_agency_id,
    )


def _to_send(owed: Owed) -> WorkItem:
    return WorkItem(
        Kind.REPORT,
        what=_("Gửi số liệu"),
        about=_("%(report)s · %(body)s") % {"report": _name(owed.report), "body": owed.report.owner_agency.short_name},
        url=owed.url,
        act=_("Nhập số liệu"),
        due_on=owed.report.due_on,
        agency_id=owed.agency.id,
        note=_("đã đôn đốc") if owed.urged else "",
    )


def _owed(
    gathering: Sequence[Report], standing: dict[UUID, Standing], agency_ids: Collection[UUID], *, today: date
) -> list[Owed]:
    missing = [
        (report, agency)
        for report in gathering
        for agency, state, _given in standing[report.id]
        if agency.id in agency_ids and state.owes
    ]
    if not missing:
        return []
    urged = set(
        ReportEvent.objects.filter(
            report__in=[report for report, _agency in missing], kind=EventKind.URGED
        ).values_list("report_id", "agency_id")
    )
    last = _last_given({agency.id for _report, agency in missing})
    calendar = open_law().calendar
    return [
        Owed(
            report,
            agency,
            (report.id, agency.id) in urged,
            last.get((report.owner_agency_id, agency.id)),
            left_of(report, calendar, today),
        )
        for report, agency in missing
    ]


def left_of(report: Report, calendar: Calendar, today: date) -> str:
    """Say how long there is until a report is due, in working days; empty where nothing says when."""
    if report.due_on is None:
        return ""
    return say_left(calendar.working_days_after(today, report.due_on), report.due_on, today)


def _last_given(agency_ids: Collection[UUID]) -> dict[tuple[UUID, UUID], Submission]:
    """Give what each of some agencies last sent to each body: the month before."""
    given = (
        Submission.objects.filter(agency_id__in=agency_ids)
        .select_related("report")
        .order_by("agency_id", "report__owner_agency_id", "-report__start", "-version")
        .distinct("agency_id", "report__owner_agency_id")
    )
    return {(one.report.owner_agency_id, one.agency_id): one for one in given}


def _grids(reports: Sequence[Report], standing: dict[UUID, Standing]) -> list[dict[str, object]]:
    return [
        {
            "report": report,
            "name": _name(report),
            "url": reverse("reporting:report", args=[report.id]),
            "members": [
                {
                    "agency": agency,
                    "state": state,
                    "given_at": given.given_at if given else None,
                    "is_owing": state.owes,
                    "urge_url": reverse("reporting:urge", args=[report.id, agency.id]),
                }
                for agency, state, given in standing[report.id]
            ],
            "owing": sum(state.owes for _agency, state, _given in standing[report.id]),
        }
        for report in reports
    ]
