"""Marking what starts, ends or changes a term of the law: a dated event, from which the clocks are reckoned anew."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction

from minhbach.domains.agencies.models import Officer
from minhbach.domains.intake.house_terms import house_terms
from minhbach.domains.intake.models import ClockMark, Report
from minhbach.domains.intake.policies import require_own_report
from minhbach.domains.intake.refusals import (
    CameOutside,
    MarkAnnulled,
    MarkBeforeReceipt,
    MarkInFuture,
    MarkOfAnotherKind,
    MarkTooOften,
    ReasonMissing,
)
from minhbach.domains.intake.selectors.clocks import markable, marks_of_report, received_on
from minhbach.domains.intake.services.reports import TARGET, leave_passage, set_due
from minhbach.domains.intake.terms import MOST
from minhbach.domains.intake.types import Mark, Step
from minhbach.foundation import audit
from minhbach.foundation.clock import local_date
from minhbach.foundation.database.locks import hold
from minhbach.foundation.writing import write_day

# What happened before the report came in: when its sender learned of the decision, and what kept him.
BEFORE_RECEIPT = {Mark.CAME, Mark.KNOWN, Mark.OBSTACLE, Mark.OBSTACLE_OVER}


@transaction.atomic
def mark(
    *, officer: Officer, at: datetime, report: Report, what: Mark | str, happened_on: date, reason: str
) -> ClockMark:
    """Mark what happened on a day, with the paper that says so; the day of the answer follows.

    Raises: RoleMissing, ReportOfAnotherAgency, MarkOfAnotherKind, MarkInFuture, MarkBeforeReceipt, MarkTooOften,
    CameOutside, ReasonMissing.
    """
    require_own_report(officer, report, at=at)
    report, what = hold(report), Mark(what)
    if what not in markable(report):
        raise MarkOfAnotherKind
    if not reason.strip():
        raise ReasonMissing
    if happened_on > local_date(at):
        raise MarkInFuture
    if what not in BEFORE_RECEIPT and happened_on < received_on(report):
        raise MarkBeforeReceipt
    if what is Mark.CAME:
        _require_came(report, happened_on, at=at)
    standing = [one for one in marks_of_report(report) if one.counts and one.what == what]
    if len(standing) >= MOST.get(what, 1) and what not in (Mark.OBSTACLE, Mark.OBSTACLE_OVER):
        raise MarkTooOften
    made: ClockMark = ClockMark.objects.create(
        report=report, what=what, happened_on=happened_on, reason=reason.strip()[:500], officer=officer, entered_at=at
    )
    _follow(report, made, officer=officer, at=at)
    return made


def _require_came(report: Report, on: date, *, at: datetime) -> None:
    entered = local_date(report.created_at)
    first = entered - timedelta(days=house_terms(local_date(at)).came_days)
    if not first <= on < entered:
        raise CameOutside(first=write_day(first), entered=write_day(entered))


@transaction.atomic
def annul_mark(*, officer: Officer, at: datetime, report: Report, marked: ClockMark, reason: str) -> ClockMark:
    """Take a mark out of the count; it stays in the story, with why.

    Raises: RoleMissing, ReportOfAnotherAgency, MarkAnnulled, ReasonMissing.
    """
    require_own_report(officer, report, at=at)
    report = hold(report)
    if not reason.strip():
        raise ReasonMissing
    if marked.annuls_id is not None or ClockMark.objects.filter(annuls=marked).exists():
        raise MarkAnnulled
    made: ClockMark = ClockMark.objects.create(
        report=report,
        what=marked.what,
        happened_on=marked.happened_on,
        reason=reason.strip()[:500],
        annuls=marked,
        officer=officer,
        entered_at=at,
    )
    _follow(report, made, officer=officer, at=at)
    return made


def _follow(report: Report, made: ClockMark, *, officer: Officer, at: datetime) -> None:
    set_due(report, at=at)
    report.save(update_fields=["due_on", "due_by"])
    before = "annulled" if made.annuls_id else ""
    leave_passage(report, Step.MARKED, before, made.what, reason=made.reason, officer=officer, at=at)
    audit.record(
        "intake.report.marked",
        officer_id=officer.id,
        at=at,
        target_type=TARGET,
        target_id=report.id,
        data={"what": made.what, "on": made.happened_on.isoformat(), "annuls": bool(made.annuls_id)},
    )
