"""What members give: figures, or the word that there was nothing. A new version never erases the one before."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.agencies.models import Agency, Officer
from minhbach.domains.agencies.policies import require_role
from minhbach.domains.agencies.types import Role
from minhbach.domains.law.selectors import report_categories
from minhbach.domains.reporting.catalogue import indicators
from minhbach.domains.reporting.figures.counting import Cell
from minhbach.domains.reporting.models import FiguresDraft, Membership, Report, Submission
from minhbach.domains.reporting.policies import require_keeper, require_open, require_speaker
from minhbach.domains.reporting.refusals import FiguresAreComputed, FiguresUnusable, NotAMember
from minhbach.domains.reporting.selectors.requirements import nothing_needs, sending_needs
from minhbach.domains.reporting.selectors.tables import given_so_far
from minhbach.domains.reporting.services.journal import remember
from minhbach.domains.reporting.types import EventKind, SubmissionKind, SubmissionSource
from minhbach.foundation.database.locks import hold, wait_turn
from minhbach.foundation.refusals import RowProblem
from minhbach.foundation.requirements import require

# A figure is given for an indicator, as a whole ("") or for one category.
Given = Mapping[tuple[str, str], int]


@transaction.atomic
def enrol_member(
    *,
    officer: Officer,
    at: datetime,
    body: Agency,
    agency: Agency,
    since: date,
    computed_since: date | None = None,
    order: int = 0,
) -> Membership:
    """Put an agency on a body's roster from a day on. Repeating it is harmless.

    From `computed_since` on its figures are computed from its cases; before, and without it, the agency sends them.

    Raises: RoleMissing.
    """
    require_role(officer, Role.COMMITTEE_OFFICER, Role.ADMINISTRATOR, at=at, agency=body)
    wait_turn("reporting.roster", body.id)
    membership, is_new = Membership.objects.get_or_create(
        body=body,
        agency=agency,
        valid_until=None,
        defaults={"valid_from": since, "order": order, "computed_since": computed_since},
    )
    if is_new:
        _audit_roster(membership, officer=officer, at=at)
    return membership


@transaction.atomic
def submit_figures(
    *,
    officer: Officer,
    at: datetime,
    report: Report,
    agency: Agency,
    figures: Given,
    source: SubmissionSource = SubmissionSource.ENTERED,
    file_sha256: str = "",
    file_name: str = "",
    note: str = "",
    confirmed: Collection[str] = (),
) -> Submission:
    """Record a member's figures as a new version.

    Raises: RoleMissing, FiguresAlreadyClosed, NotAMember, FiguresAreComputed, FiguresUnusable, NotConfirmed where
        figures do not agree with one another.
    """
    _require_usable(figures)
    report = _locked_for(officer, report, agency, at=at)
    period = {Cell(indicator, agency.force, category): value for (indicator, category), value in figures.items()}
    so_far = given_so_far(report, agency)
    for cell, value in period.items():
        so_far[cell] = so_far.get(cell, 0) + value
    require(sending_needs(period, so_far, rows=[agency.force]), confirmed=confirmed)
    submission = _append(
        report,
        agency,
        officer=officer,
        at=at,
        kind=SubmissionKind.FIGURES,
        source=source,
        figures=[[indicator, category, value] for (indicator, category), value in sorted(figures.items())],
        file_sha256=file_sha256,
        file_name=file_name[:200],
        note=note,
    )
    remember(
        report,
        None,
        "reporting.figures.submitted",
        officer=officer,
        at=at,
        agency=agency,
        data={"version": submission.version},
    )
    return submission


@transaction.atomic
def keep_draft(
    *, officer: Officer, at: datetime, report: Report, agency: Agency, typed: Mapping[str, str]
) -> FiguresDraft:
    """Keep what a member has typed so far; it is no report yet, and nobody else counts it.

    Raises: RoleMissing, FiguresAlreadyClosed, NotAMember, FiguresAreComputed.
    """
    report = _locked_for(officer, report, agency, at=at)
    draft, _is_new = FiguresDraft.objects.update_or_create(
        report=report, agency=agency, defaults={"typed": dict(typed), "officer": officer, "kept_at": at}
    )
    remember(report, None, "reporting.draft.kept", officer=officer, at=at, agency=agency)
    return draft


@transaction.atomic
def declare_nothing(
    *,
    officer: Officer,
    at: datetime,
    report: Report,
    agency: Agency,
    note: str = "",
    confirmed: Collection[str] = (),
) -> Submission:
    """Record a member's word that there was nothing to report: a report, not a silence.

    Raises: RoleMissing, FiguresAlreadyClosed, NotAMember, FiguresAreComputed, NotConfirmed.
    """
    report = _locked_for(officer, report, agency, at=at)
    replaces = Submission.objects.filter(report=report, agency=agency, kind=SubmissionKind.FIGURES).exists()
    require(nothing_needs(agency, replaces=replaces), confirmed=confirmed)
    submission = _append(report, agency, officer=officer, at=at, kind=SubmissionKind.NOTHING, note=note)
    remember(
        report,
        None,
        "reporting.nothing.declared",
        officer=officer,
        at=at,
        agency=agency,
        data={"version": submission.version},
    )
    return submission


@transaction.atomic
def urge(*, officer: Officer, at: datetime, report: Report, agency: Agency) -> None:
    """Urge a member that has not sent; it shows on that member's Việc hôm nay.

    Raises: RoleMissing, NotAMember, FiguresAlreadyClosed.
    """
    hold(report)
    require_keeper(officer, report.owner_agency, at=at)
    require_open(report)
    _require_member(report, agency)
    remember(report, EventKind.URGED, "reporting.member.urged", officer=officer, at=at, agency=agency)


def _locked_for(officer: Officer, report: Report, agency: Agency, *, at: datetime) -> Report:
    """Hold a report to which an officer may give a member's figures: one that is closed meanwhile takes none."""
    require_speaker(officer, agency, at=at)
    member = _require_member(report, agency)
    hold(report)
    require_open(report)
    if member.is_computed_for(report):
        raise FiguresAreComputed(agency=agency.name)
    return report


def _require_member(report: Report, agency: Agency) -> Membership:
    membership: Membership | None = (
        Membership.objects.on(report.start).filter(body=report.owner_agency, agency=agency).first()
    )
    if membership is None:
        raise NotAMember(agency=agency.name)
    return membership


def _require_usable(figures: Given) -> None:
    known = indicators()
    categories = {"", *(category.code for category in report_categories())}
    problems = []
    for row, ((indicator, category), value) in enumerate(figures.items(), start=1):
        if indicator not in known:
            problems.append(
                RowProblem(row, str(_lazy("Không có chỉ tiêu “%(code)s”.") % {"code": indicator}), indicator)
            )
        elif known[indicator].derived_from:
            sentence = _lazy("“%(label)s” là tổng do hệ thống tính; hãy để trống.") % {
                "label": known[indicator].label_vi
            }
            problems.append(RowProblem(row, str(sentence), indicator))
        elif category not in categories:
            problems.append(RowProblem(row, str(_lazy("Không có nhóm “%(code)s”.") % {"code": category}), indicator))
        elif value < 0:
            problems.append(RowProblem(row, str(_lazy("Số liệu không được nhỏ hơn 0.")), indicator))
        elif category and value > figures.get((indicator, ""), value):
            sentence = _lazy("Phần “%(code)s” lớn hơn tổng số.") % {"code": category}
            problems.append(RowProblem(row, str(sentence), indicator))
    if problems:
        raise FiguresUnusable(rows=problems)


def _append(report: Report, agency: Agency, *, officer: Officer, at: datetime, **fields: object) -> Submission:
    # The report is held: two people of one member sending at once make two versions, not one.
    version = Submission.objects.filter(report=report, agency=agency).count() + 1
    FiguresDraft.objects.filter(report=report, agency=agency).delete()
    return Submission.objects.create(
        report=report, agency=agency, officer=officer, given_at=at, version=version, **fields
    )


def _audit_roster(membership: Membership, *, officer: Officer, at: datetime) -> None:
    from minhbach.foundation import audit

    audit.record(
        "reporting.member.enrolled",
        officer_id=officer.id,
        at=at,
        target_type="reporting.membership",
        target_id=membership.id,
        data={"body": str(membership.body_id), "agency": str(membership.agency_id)},
    )
