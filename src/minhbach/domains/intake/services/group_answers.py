"""One answer to all whose reports are alike: it comes to the talk of each, and can be taken back for a while."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from minhbach.domains.agencies.models import Officer
from minhbach.domains.intake.models import GroupAnswer, Report
from minhbach.domains.intake.placeholders import SHOWN, unknown_in
from minhbach.domains.intake.policies import require_own_report
from minhbach.domains.intake.refusals import (
    GroupAnswerGone,
    GroupTooLarge,
    NobodyToAnswer,
    PlaceholderUnknown,
    TextMissing,
)
from minhbach.domains.intake.selectors.alike import came_until
from minhbach.domains.intake.selectors.templates import filled
from minhbach.domains.intake.services.reports import LONGEST_MESSAGE, answer
from minhbach.domains.intake.types import OPEN
from minhbach.foundation import audit, jobs
from minhbach.foundation.database.locks import hold, lock
from minhbach.foundation.refusals import NotFound, Refusal
from minhbach.foundation.scope import Sharing
from minhbach.foundation.writing import write_number

TASK = "intake.answer_group"
TARGET = "intake.groupanswer"
# So long it waits: nobody can have read what has not left.
WAIT = timedelta(minutes=10)
MOST = 20_000
PART = 50


@transaction.atomic
def answer_group(*, officer: Officer, at: datetime, report: Report, text: str, until: datetime) -> GroupAnswer:
    """Answer the senders of what is like a report, is the agency's own and open, and had come UNTIL it was shown.

    Names in braces are filled in for each; whoever has no value for one is passed over, and that is told.

    Raises: RoleMissing, ReportOfAnotherAgency, TextMissing, PlaceholderUnknown, NobodyToAnswer, GroupTooLarge.
    """
    require_own_report(officer, report, at=at)
    said = text.strip()[:LONGEST_MESSAGE]
    if not said:
        raise TextMissing
    if unknown := unknown_in(said):
        raise PlaceholderUnknown(found=", ".join(unknown), known=SHOWN)
    rows = came_until(report, until).filter(owner_agency=report.owner_agency_id, stage__in=OPEN)
    report_ids = list(rows.order_by("created_at", "id").values_list("id", flat=True)[: MOST + 1])
    if not report_ids:
        raise NobodyToAnswer
    if len(report_ids) > MOST:
        raise GroupTooLarge(most=write_number(MOST))
    made: GroupAnswer = GroupAnswer.unscoped.create(
        owner_agency_id=report.owner_agency_id, sharing=Sharing.AGENCY, created_at=at, requested_by=officer,
        about=report, report_ids=report_ids, text=said, goes_at=at + WAIT, rows_total=len(report_ids),
    )  # fmt: skip
    jobs.defer(TASK, not_before=made.goes_at, group_answer_id=str(made.id))
    audit.record(
        "intake.group.answered", officer_id=officer.id, at=at, target_type=TARGET, target_id=made.id,
        data={"reports": len(report_ids)},
    )  # fmt: skip
    return made


@transaction.atomic
def recall_group_answer(*, officer: Officer, at: datetime, group_answer: GroupAnswer) -> GroupAnswer:
    """Take an answer back: whole while it waits, else for those it has not come to.

    Raises: RoleMissing, ReportOfAnotherAgency, GroupAnswerGone.
    """
    require_own_report(officer, group_answer.about, at=at)
    held: GroupAnswer = hold(group_answer)
    if not jobs.cancel(held, at=at):
        raise GroupAnswerGone
    audit.record(
        "intake.group.recalled", officer_id=officer.id, at=at, target_type=TARGET, target_id=held.id,
        data={"sent": held.handled},
    )  # fmt: skip
    return held


@transaction.atomic
def begin_group_answer(group_answer_id: UUID, *, at: datetime) -> Officer | None:
    """Hand the work to the worker that asks, and say in whose name; None when there is nothing left to do."""
    held: GroupAnswer = lock(GroupAnswer.objects.select_related("requested_by"), id=group_answer_id)
    return held.requested_by if jobs.begin(held, at=at, stage="answering") else None


@transaction.atomic
def answer_part(group_answer_id: UUID, *, at: datetime) -> bool:
    """Answer the next ones and say whether more are left; within the officer's reach, and with his rights of now.

    Harmless to repeat: what was answered and how far it came stand together or not at all.

    Raises: jobs.JobStopped where somebody took it back.
    """
    held: GroupAnswer = lock(GroupAnswer.objects.select_related("requested_by"), id=group_answer_id)
    if held.state != jobs.JobState.RUNNING:
        raise jobs.JobStopped
    part = held.report_ids[held.handled : held.handled + PART]
    found = {one.id: one for one in Report.objects.select_related("owner_agency").filter(id__in=part)}
    for report_id in part:
        try:
            if report_id not in found:
                raise NotFound
            text = filled(held.text, found[report_id], at=at)
            answer(officer=held.requested_by, at=at, report=found[report_id], text=text)
        except Refusal as refusal:
            held.passed_over[str(refusal)] = held.passed_over.get(str(refusal), 0) + 1
    held.handled += len(part)
    held.rows_done, held.rows_total, held.told_at = held.handled, len(held.report_ids), at
    has_more: bool = held.handled < len(held.report_ids)
    if not has_more:
        jobs.finish(held, at=at, rows=held.handled)
    held.save()
    return has_more


@transaction.atomic
def fail_group_answer(group_answer_id: UUID, failure: Mapping[str, Any], *, at: datetime) -> None:
    """Close one that cannot go on, with the code and values of why."""
    jobs.fail(lock(GroupAnswer.objects.all(), id=group_answer_id), failure, at=at)
