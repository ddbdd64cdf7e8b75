"""What an office does with what was sent. Each act leaves a passage; the log tells of it without its content."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from minhbach.domains.agencies.models import Officer
from minhbach.domains.intake.kinds import BY_CODE, Kind
from minhbach.domains.intake.models import Message, Passage, Report
from minhbach.domains.intake.policies import require_own_report
from minhbach.domains.intake.refusals import (
    AnswerMissing,
    IdentityMissing,
    KindOff,
    NoSuchMove,
    NotTurned,
    OutcomeMissing,
    ReasonMissing,
    SameKind,
    TextMissing,
)
from minhbach.domains.intake.selectors.clocks import reckoned
from minhbach.domains.intake.selectors.persons import person_of
from minhbach.domains.intake.types import DueBy, Side, Stage, Step, move_between
from minhbach.foundation import audit
from minhbach.foundation.clock import local_date
from minhbach.foundation.database.locks import hold

TARGET = "intake.report"
LONGEST_MESSAGE = 5_000


@transaction.atomic
def answer(*, officer: Officer, at: datetime, report: Report, text: str) -> Message:
    """Answer the sender, who reads it by the receipt.

    Raises: RoleMissing, ReportOfAnotherAgency, TextMissing.
    """
    require_own_report(officer, report, at=at)
    report = hold(report)
    message = _write(report, Side.OFFICE, text, officer=officer, at=at)
    if report.is_waiting:
        report.is_waiting = False
        report.save(update_fields=["is_waiting"])
    _pass(report, Step.ANSWERED, officer=officer, at=at)
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

    Raises: RoleMissing, ReportOfAnotherAgency, NoSuchMove, OutcomeMissing, AnswerMissing, ReasonMissing.
    """
    require_own_report(officer, report, at=at)
    report, after = hold(report), Stage(stage)
    before = Stage(report.stage)
    taken = move_between(before, after)
    if taken is None:
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
    _pass(report, Step.MOVED, before, after, outcome=report.outcome, reason=reason, officer=officer, at=at)
    audit.record(
        "intake.report.moved",
        officer_id=officer.id,
        at=at,
        target_type=TARGET,
        target_id=report.id,
        data={"before": before.value, "after": after.value, "outcome": report.outcome},
    )
    return report


@transaction.atomic
def turn_into(*, officer: Officer, at: datetime, report: Report, kind: str, reason: str) -> Report:
    """Make a report one of the right kind, without asking its sender again; its clock runs from the same receipt.

    Raises: RoleMissing, ReportOfAnotherAgency, SameKind, KindOff, NotTurned, IdentityMissing,
            ReasonMissing.
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
    report.kind, report.outcome = after.code, ""
    _set_clock(report, after)
    report.save(update_fields=["kind", "outcome", "due_on", "due_by"])
    _pass(report, Step.TURNED, before, after.code, reason=reason, officer=officer, at=at)
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
    _pass(report, Step.ASSIGNED, before, str(assignee.pk), officer=officer, at=at)
    audit.record(
        "intake.report.assigned",
        officer_id=officer.id,
        at=at,
        target_type=TARGET,
        target_id=report.id,
        data={"assignee": str(assignee.pk)},
    )
    if report.stage == Stage.RECEIVED:
        return move(officer=officer, at=at, report=report, stage=Stage.IN_HAND)
    return report


def _set_clock(report: Report, kind: Kind) -> None:
    received_on = local_date(report.created_at)
    clock = reckoned(kind, received_on)
    promise = report.letterbox.promise_days
    if clock is not None and clock.due_on is not None:
        report.due_on, report.due_by = clock.due_on, DueBy.LAW
    elif promise is not None:
        report.due_on, report.due_by = received_on + timedelta(days=promise), DueBy.PROMISE
    else:
        report.due_on, report.due_by = None, ""


def _write(report: Report, side: Side, text: str, *, officer: Officer, at: datetime) -> Message:
    said = text.strip()[:LONGEST_MESSAGE]
    if not said:
        raise TextMissing
    written: Message = Message.objects.create(report=report, side=side, text=said, officer=officer, written_at=at)
    return written


def _pass(
    report: Report,
    step: Step,
    before: str = "",
    after: str = "",
    *,
    officer: Officer,
    at: datetime,
    outcome: str = "",
    reason: str = "",
) -> None:
    Passage.objects.create(
        report=report, step=step, before=before, after=after, outcome=outcome, reason=reason.strip()[:500],
        officer=officer, happened_at=at,
    )  # fmt: skip
