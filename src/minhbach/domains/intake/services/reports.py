"""What an office does with what was sent. Each act leaves a passage; the log tells of it without its content."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from minhbach.domains.agencies.models import Officer
from minhbach.domains.intake.kinds import BY_CODE
from minhbach.domains.intake.models import Message, Passage, Report
from minhbach.domains.intake.placeholders import left_in
from minhbach.domains.intake.policies import require_own_report
from minhbach.domains.intake.refusals import (
    AnswerMissing,
    ChangedMeanwhile,
    IdentityMissing,
    IsMerged,
    KindOff,
    NoSuchMove,
    NotTurned,
    OutcomeMissing,
    PlaceholderLeft,
    ReasonMissing,
    SameKind,
    TextMissing,
)
from minhbach.domains.intake.selectors.answering import changed_since
from minhbach.domains.intake.selectors.clocks import due_of
from minhbach.domains.intake.selectors.persons import person_of
from minhbach.domains.intake.selectors.ties import is_merged, merged_into
from minhbach.domains.intake.types import Side, Stage, Step, move_between
from minhbach.foundation import audit
from minhbach.foundation.clock import local_date
from minhbach.foundation.database.locks import hold

TARGET = "intake.report"
LONGEST_MESSAGE = 5_000


@transaction.atomic
def answer(*, officer: Officer, at: datetime, report: Report, text: str, seen: str = "") -> Message:
    """Answer the sender, who reads it by the receipt; so do those whose reports were merged into it.

    SEEN is the sign of what the answer rests on (`selectors.sign_of`); empty where nobody looked at a page.

    Raises: RoleMissing, ReportOfAnotherAgency, TextMissing, PlaceholderLeft, ChangedMeanwhile.
    """
    require_own_report(officer, report, at=at)
    report = hold(report)
    require_filled(text)
    if changed := changed_since(report, seen):
        raise ChangedMeanwhile(changed="; ".join(changed))
    for one in merged_into(report):
        answer(officer=officer, at=at, report=one, text=text)
    message = _write(report, Side.OFFICE, text, officer=officer, at=at)
    if report.is_waiting:
        report.is_waiting = False
        report.save(update_fields=["is_waiting"])
    leave_passage(report, Step.ANSWERED, officer=officer, at=at)
    audit.record("intake.report.answered", officer_id=officer.id, at=at, target_type=TARGET, target_id=report.id)
    return message


@transaction.atomic
def add_note(*, officer: Officer, at: datetime, report: Report, text: str) -> Message:
    """Write down what the sender never reads.

    Raises: RoleMissing, ReportOfAnotherAgency, TextMissing.
    """
    require_own_report(officer, report, at=at)
    note = _write(report, Side.NOTED, text, officer=officer, at=at)
    audit.record("intake.report.noted", officer_id=officer.id, at=at, target_type=TARGET, target_id=report.id)
    return note


@transaction.atomic
def move(
    *, officer: Officer, at: datetime, report: Report, stage: Stage | str, outcome: str = "", reason: str = ""
) -> Report:
    """Bring a report to another stage, along an arrow of the table; an end needs an outcome, and an answer before it.

    What was merged into it goes along.

    Raises: RoleMissing, ReportOfAnotherAgency, NoSuchMove, OutcomeMissing, AnswerMissing, ReasonMissing, IsMerged.
    """
    require_own_report(officer, report, at=at)
    report, after = hold(report), Stage(stage)
    if is_merged(report):
        raise IsMerged
    _move(officer, at, report, after, outcome, reason)
    for one in merged_into(report):
        _move(officer, at, hold(one), after, outcome, reason)
    return report


def _move(officer: Officer, at: datetime, report: Report, after: Stage, outcome: str, reason: str) -> None:
    before = Stage(report.stage)
    taken = move_between(before, after)
    if taken is None or taken.by_handover:
        raise NoSuchMove(before=str(before.label), after=str(after.label))
    kind = BY_CODE[report.kind]
    if taken.ends:
        if kind.outcome(outcome) is None:
            raise OutcomeMissing
        if not report.messages.filter(side=Side.OFFICE).exists():
            raise AnswerMissing
    elif before in (Stage.DONE, Stage.PASSED_ON) and not reason.strip():
        raise ReasonMissing
    report.stage, report.outcome = after, outcome if taken.ends else ""
    report.save(update_fields=["stage", "outcome"])
    leave_passage(report, Step.MOVED, before, after, outcome=report.outcome, reason=reason, officer=officer, at=at)
    audit.record(
        "intake.report.moved",
        officer_id=officer.id,
        at=at,
        target_type=TARGET,
        target_id=report.id,
        data={"before": before.value, "after": after.value, "outcome": report.outcome},
    )


@transaction.atomic
def turn_into(*, officer: Officer, at: datetime, report: Report, kind: str, reason: str) -> Report:
    """Make a report one of the right kind, without asking its sender again; its clock runs from the same receipt.

    Raises: RoleMissing, ReportOfAnotherAgency, SameKind, KindOff, NotTurned, IdentityMissing,
            ReasonMissing, IsMerged.
    """
    require_own_report(officer, report, at=at)
    report = hold(report)
    before, after = report.kind, BY_CODE[kind]
    if before == after.code:
        raise SameKind
    if after.off:
        raise KindOff(kind=str(after.short), why=str(after.off))
    # Past the unit named from the moment it is sent, or not at all.
    if after.names_unit or report.about_id is not None:
        raise NotTurned(kind=str(after.short))
    if after.needs_identity and person_of(report) is None:
        raise IdentityMissing(kind=str(after.short))
    if not reason.strip():
        raise ReasonMissing
    require_alone(report)
    report.kind, report.outcome = after.code, ""
    set_due(report, at=at)
    report.save(update_fields=["kind", "outcome", "due_on", "due_by"])
    leave_passage(report, Step.TURNED, before, after.code, reason=reason, officer=officer, at=at)
    audit.record(
        "intake.report.turned",
        officer_id=officer.id,
        at=at,
        target_type=TARGET,
        target_id=report.id,
        data={"before": before, "after": after.code},
    )
    return report


@transaction.atomic
def assign(*, officer: Officer, at: datetime, report: Report, assignee: Officer) -> Report:
    """Give a report to somebody of its agency; one that nobody had is looked at from then on.

    Raises: RoleMissing, ReportOfAnotherAgency.
    """
    require_own_report(officer, report, at=at)
    require_own_report(assignee, report, at=at)
    report = hold(report)
    before, report.assignee = str(report.assignee_id or ""), assignee
    report.save(update_fields=["assignee"])
    leave_passage(report, Step.ASSIGNED, before, str(assignee.pk), officer=officer, at=at)
    audit.record(
        "intake.report.assigned",
        officer_id=officer.id,
        at=at,
        target_type=TARGET,
        target_id=report.id,
        data={"assignee": str(assignee.pk)},
    )
    if report.stage == Stage.RECEIVED and not is_merged(report):
        return move(officer=officer, at=at, report=report, stage=Stage.IN_HAND)
    return report


def require_alone(report: Report) -> None:
    """Raises: IsMerged."""
    if is_merged(report) or merged_into(report).exists():
        raise IsMerged


def require_filled(text: str) -> None:
    """Raises: PlaceholderLeft."""
    if left := left_in(text):
        raise PlaceholderLeft(found=", ".join(left))


def set_due(report: Report, *, at: datetime) -> None:
    report.due_on, report.due_by = due_of(report, as_of=local_date(at))


def tell_sender(report: Report, text: str, *, at: datetime) -> None:
    """Write into the talk what the house tells the sender in the name of the office; no officer stands under it."""
    Message.objects.create(report=report, side=Side.OFFICE, text=text, officer=None, written_at=at)


def _write(report: Report, side: Side, text: str, *, officer: Officer, at: datetime) -> Message:
    said = text.strip()[:LONGEST_MESSAGE]
    if not said:
        raise TextMissing
    written: Message = Message.objects.create(report=report, side=side, text=said, officer=officer, written_at=at)
    return written


def leave_passage(
    report: Report,
    step: Step,
    before: str = "",
    after: str = "",
    *,
    officer: Officer | None,
    at: datetime,
    outcome: str = "",
    reason: str = "",
) -> None:
    Passage.objects.create(
        report=report, step=step, before=before, after=after, outcome=outcome, reason=reason.strip()[:500],
        officer=officer, happened_at=at,
    )  # fmt: skip
