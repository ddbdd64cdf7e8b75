"""The committee's monthly reports: two years gathered and closed, one before its signer, one still open."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from minhbach.domains.agencies.models import Agency, Post
from minhbach.domains.documents.services import give_number, sign
from minhbach.domains.documents.services import issue as issue_document
from minhbach.domains.documents.types import NO_SCAN
from minhbach.domains.reporting.models import Report
from minhbach.domains.reporting.selectors import NOTHING, closing_needs
from minhbach.domains.reporting.services import (
    close_figures,
    declare_nothing,
    enrol_member,
    open_report,
    put_forward,
    submit_figures,
    urge,
    write_section,
)
from minhbach.foundation.clock import local_date
from minhbach.interfaces.demo.accounts import (
    BORDER_GUARD,
    BRANCH,
    COMMITTEE,
    COMMUNE_COMMITTEE,
    CUSTOMS,
    FOREST_RANGERS,
    POLICE,
    TAX,
)
from minhbach.interfaces.demo.days import next_working_day
from minhbach.interfaces.demo.history import HABITS, MemberMonth, months_before, report_month
from minhbach.interfaces.demo.scenarios import TEAMS_SINCE
from minhbach.interfaces.demo.world.moments import moment
from minhbach.interfaces.demo.world.province import Staff
from minhbach.interfaces.demo.world.report_words import sections_for

# (force, agency, who speaks for it), in the order of the report's rows.
MEMBERS = (
    ("CONG_AN", POLICE, "congan"),
    ("BIEN_PHONG", BORDER_GUARD, "bienphong"),
    ("HAI_QUAN", CUSTOMS, "haiquan"),
    ("QLTT", BRANCH, "chicuctruong"),
    ("THUE", TAX, "thue"),
    ("KIEM_LAM", FOREST_RANGERS, "kiemlam"),
)
# What was before the system was entered from paper when it began.
ENTERED_FROM_PAPER_ON = date(2025, 7, 14)
ADDRESSEE = "Văn phòng Thường trực Ban Chỉ đạo 389 quốc gia"
PAPER_SINCE = date(2024, 11, 1)
FIRST_MONTH = date(2024, 1, 1)
# In the month that is still open these two have not sent yet.
LATE_FORCES = ("CONG_AN", "HAI_QUAN")


def enrol_members(staff: Staff) -> dict[str, Agency]:
    """Put the members on the committee's roster; returns their agencies by force."""
    agencies = {force: Agency.objects.get(key=key) for force, key, _ in MEMBERS}
    body = Agency.objects.get(key=COMMITTEE)
    for order, (force, _, _) in enumerate(MEMBERS, start=1):
        enrol_member(
            officer=staff["bcd389"],
            at=moment(TEAMS_SINCE, 9),
            body=body,
            agency=agencies[force],
            since=FIRST_MONTH,
            computed_since=TEAMS_SINCE if force == "QLTT" else None,
            order=order,
        )
    return agencies


def report_months(staff: Staff, *, at: datetime) -> list[Report]:
    """Gather and close the report of every past month, and open this month's."""
    members, body = enrol_members(staff), Agency.objects.get(key=COMMITTEE)
    today = local_date(at)
    reports = []
    months = months_before(today)
    for month in months:
        at_gathering = gathered_at(month)
        given_at = at_gathering + timedelta(hours=1)
        report = gather(staff, body, members, month, at=at_gathering, given_at=given_at)
        write_sections(staff, report, month, at=at_gathering + timedelta(hours=2))
        closed_at = at_gathering + timedelta(hours=6)
        asked = [one.code for one in closing_needs(report, at=closed_at)]
        close_figures(officer=staff["bcd389"], at=closed_at, report=report, confirmed=asked)
        issue(staff, report, at=at_gathering + timedelta(hours=7), only_submit=month == months[-1])
        reports.append(report)
    this_month = today.replace(day=1)
    opened_at = min(moment(this_month, 8, 30), at)
    given_at = max(opened_at, at - timedelta(hours=20))
    reports.append(gather(staff, body, members, this_month, at=opened_at, given_at=given_at, without=LATE_FORCES))
    for force in LATE_FORCES:
        urge(officer=staff["bcd389"], at=at - timedelta(minutes=30), report=reports[-1], agency=members[force])
    open_report(
        officer=staff["bcd389xa"],
        at=opened_at,
        body=Agency.objects.get(key=COMMUNE_COMMITTEE),
        year=this_month.year,
        month=this_month.month,
    )
    return reports


def write_sections(staff: Staff, report: Report, month: date, *, at: datetime) -> None:
    """Write the words of a month's sections."""
    for code, text in sections_for(month).items():
        write_section(officer=staff["bcd389"], at=at, report=report, code=code, text=text)


def issue(staff: Staff, report: Report, *, at: datetime, only_submit: bool) -> None:
    """Put a closed report before its signer, and unless it is to wait there, sign, number and issue it."""
    post = Post.objects.get(officer=staff["truongban389"], agency__key=COMMITTEE)
    document = put_forward(
        officer=staff["bcd389"], at=at, report=report, signer_post_id=post.id, addressed_to=(ADDRESSEE,)
    )
    if only_submit:
        return
    sign(document_id=document.id, officer=staff["truongban389"], at=at + timedelta(minutes=20))
    give_number(document_id=document.id, officer=staff["vanthu"], at=at + timedelta(minutes=30))
    issue_document(document_id=document.id, officer=staff["vanthu"], at=at + timedelta(minutes=35), confirmed=[NO_SCAN])


def gathered_at(month: date) -> datetime:
    """Say when a month was gathered: early in the next, or when the paper years were entered.

    One day for each month of the paper years, so that their reports are numbered in order.
    """
    following = next_working_day((month + timedelta(days=32)).replace(day=2))
    paper_months = (month.year - PAPER_SINCE.year) * 12 + month.month - PAPER_SINCE.month
    from_paper = next_working_day(ENTERED_FROM_PAPER_ON + timedelta(days=max(0, paper_months)))
    return moment(max(following, from_paper if month < TEAMS_SINCE else following), 8, 30)


def gather(
    staff: Staff,
    body: Agency,
    members: dict[str, Agency],
    month: date,
    *,
    at: datetime,
    given_at: datetime,
    without: tuple[str, ...] = (),
) -> Report:
    """Open a month's report and let the members give their figures, or say that there was nothing."""
    report = open_report(officer=staff["bcd389"], at=at, body=body, year=month.year, month=month.month)
    speakers = {force: username for force, _, username in MEMBERS}
    for habit in HABITS:
        if habit.force in without or not habit.reports(month):
            continue
        said = report_month(habit, month)
        speaker, agency = staff[speakers[habit.force]], members[habit.force]
        if said.is_nothing:
            declare_nothing(officer=speaker, at=given_at, report=report, agency=agency, confirmed=[NOTHING])
        else:
            figures = figures_of(said)
            submit_figures(officer=speaker, at=given_at, report=report, agency=agency, figures=figures)
    return report


def figures_of(said: MemberMonth) -> dict[tuple[str, str], int]:
    """Lay a member's month out under the report's indicators."""
    by_category: dict[tuple[str, str], int] = {}
    for indicator, total in (
        ("B389.VU", said.cases),
        ("B389.DOITUONG", said.offenders),
        ("B389.TMDT.VU", said.electronic_cases),
    ):
        groups = spread(total, like=said.cases_by_category)
        by_category |= {(indicator, category): count for category, count in groups.items()}
    return by_category | {
        ("B389.KIEMTRA", ""): said.inspections,
        ("B389.VU", ""): said.cases,
        ("B389.DOITUONG", ""): said.offenders,
        ("B389.HC.VU", ""): said.administrative_cases,
        ("B389.HC.DOITUONG", ""): said.administrative_cases,
        ("B389.HS.VU", ""): said.criminal_cases,
        ("B389.HS.BICAN", ""): said.accused,
        ("B389.TIEN.PHAT", ""): said.fines_vnd,
        ("B389.TIEN.THUE", ""): said.tax_vnd,
        ("B389.TRIGIA", ""): said.goods_vnd,
        ("B389.TMDT.KIEMTRA", ""): said.electronic_cases,
        ("B389.TMDT.VU", ""): said.electronic_cases,
    }


def spread(total: int, *, like: dict[str, int]) -> dict[str, int]:
    """Spread a total over groups as another is: what agrees is what members send."""
    whole = sum(like.values()) or 1
    groups = {category: total * count // whole for category, count in like.items()}
    largest = max(like, key=lambda category: like[category])
    groups[largest] += total - sum(groups.values())
    return groups
