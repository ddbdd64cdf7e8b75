"""Handing a report to another agency: given, taken, sent back or withdrawn, and at each moment somebody's work.

Until the receiver says yes the report is its sender's; from then on the receiver's. Who handed over goes on seeing what
comes of it only where its kind knows no secrecy. The rows of two agencies change in one breath, which neither of them
could do alone: who may is asked first, then the house itself writes.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from minhbach.domains.agencies.models import Agency, Officer
from minhbach.domains.intake.house_terms import house_terms
from minhbach.domains.intake.kinds import BY_CODE
from minhbach.domains.intake.models import Handover, Report
from minhbach.domains.intake.policies import require_own_handover, require_own_report, require_receiver
from minhbach.domains.intake.refusals import (
    HandoverSettled,
    KeptByInspectors,
    NotToBeHandedOver,
    ReasonMissing,
    ReceiverWorksHere,
    SameAgency,
)
from minhbach.domains.intake.selectors.handovers import is_served_here
from minhbach.domains.intake.services.reports import TARGET, leave_passage, require_alone, set_due, tell_sender
from minhbach.domains.intake.types import HandoverState, Stage, Step, move_between
from minhbach.domains.law.selectors import open_law
from minhbach.foundation import audit
from minhbach.foundation.clock import local_date
from minhbach.foundation.database.locks import hold
from minhbach.foundation.scope import Sharing, acting_as, reach_changed, share_with, stop_sharing_with
from minhbach.foundation.scope.access import SYSTEM
from minhbach.foundation.writing import write_day


@transaction.atomic
def hand_over(*, officer: Officer, at: datetime, report: Report, receiver: Agency, reason: str) -> Handover:
    """Give a report to another agency, which has some working days to say yes or no; its sender is told.

    Raises: RoleMissing, ReportOfAnotherAgency, NotToBeHandedOver, SameAgency, ReasonMissing, IsMerged,
            KeptByInspectors.
    """
    require_own_report(officer, report, at=at)
    report = hold(report)
    before = Stage(report.stage)
    if move_between(before, Stage.HANDED) is None:
        raise NotToBeHandedOver(stage=str(before.label))
    if report.about_id is not None:
        raise KeptByInspectors
    if receiver.pk == report.owner_agency_id:
        raise SameAgency
    if not reason.strip():
        raise ReasonMissing
    require_alone(report)
    today = local_date(at)
    due_on = open_law().calendar.day_after(today, house_terms(today).handover_days)
    made: Handover = Handover.objects.create(
        report=report, number=report.number, kind=report.kind, receiver=receiver, reason=reason.strip()[:500],
        sent_by=officer, due_on=due_on, owner_agency=report.owner_agency, place=report.place, sharing=Sharing.SILENT,
        created_at=at,
    )  # fmt: skip
    report.stage = Stage.HANDED
    report.save(update_fields=["stage"])
    share_with(made, receiver, officer_id=officer.id, at=at)
    share_with(report, receiver, officer_id=officer.id, at=at)
    with acting_as(SYSTEM):
        # A letterbox stands on the public's page: who reads what came through it may read its name.
        share_with(report.letterbox, receiver, officer_id=officer.id, at=at)
    leave_passage(report, Step.HANDED, before, str(receiver.pk), reason=reason, officer=officer, at=at)
    tell_sender(
        report,
        _(
            "Đã chuyển tới %(receiver)s. Nơi ấy có đến hết ngày %(day)s để xác nhận; chưa xác nhận thì nơi chuyển vẫn "
            "giữ việc."
        )
        % {"receiver": receiver.name, "day": write_day(due_on)},
        at=at,
    )
    _record("handed", made, officer=officer, at=at, receiver=str(receiver.pk))
    return made


@transaction.atomic
def take(*, officer: Officer, at: datetime, handover: Handover) -> Report:
    """Say yes: from now on it is the receiver's, with the clock that the law gives whoever is competent.

    Raises: RoleMissing, HandoverOfAnotherAgency, HandoverSettled.
    """
    require_receiver(officer, handover, at=at)
    with acting_as(SYSTEM):
        handover, report = _held(handover)
        giver = handover.owner_agency
        _settle(handover, HandoverState.TAKEN, officer=officer, at=at)
        stop_sharing_with(report, handover.receiver)
        report.owner_agency, report.stage, report.assignee = handover.receiver, Stage.RECEIVED, None
        set_due(report, at=at)
        report.save(update_fields=["owner_agency", "stage", "assignee", "due_on", "due_by"])
        if not BY_CODE[report.kind].is_secret:
            share_with(report, giver, officer_id=officer.id, at=at)
        leave_passage(report, Step.TAKEN, Stage.HANDED, str(handover.receiver_id), officer=officer, at=at)
        tell_sender(
            report, _("%(receiver)s đã tiếp nhận và từ nay xử lý.") % {"receiver": handover.receiver.name}, at=at
        )
        reach_changed(report)
    _record("taken", handover, officer=officer, at=at)
    return report


@transaction.atomic
def give_back(*, officer: Officer, at: datetime, handover: Handover, why: str) -> Handover:
    """Say no, at once or after having looked: it is the giver's again, with the reason.

    Raises: RoleMissing, HandoverOfAnotherAgency, HandoverSettled, ReasonMissing.
    """
    require_receiver(officer, handover, at=at)
    if not why.strip():
        raise ReasonMissing
    with acting_as(SYSTEM):
        handover, report = _held(handover, HandoverState.SENT, HandoverState.TAKEN)
        if handover.state == HandoverState.TAKEN and (
            report.owner_agency_id != handover.receiver_id
            or report.stage not in (Stage.RECEIVED, Stage.IN_HAND, Stage.ASKED)
        ):
            raise HandoverSettled
        handover.why_back = why.strip()[:500]
        _settle(handover, HandoverState.RETURNED, officer=officer, at=at)
        _bring_home(handover, report, why, officer=officer, at=at)
        tell_sender(
            report,
            _("%(receiver)s trả lại; %(giver)s tiếp tục giữ việc và tìm nơi đúng.")
            % {"receiver": handover.receiver.name, "giver": handover.owner_agency.name},
            at=at,
        )
    _record("returned", handover, officer=officer, at=at)
    return handover


@transaction.atomic
def withdraw(*, officer: Officer, at: datetime, handover: Handover) -> Handover:
    """Take back what the receiver has not taken yet.

    Raises: RoleMissing, HandoverOfAnotherAgency, HandoverSettled.
    """
    require_own_handover(officer, handover, at=at)
    with acting_as(SYSTEM):
        handover, report = _held(handover)
        _settle(handover, HandoverState.WITHDRAWN, officer=officer, at=at)
        _bring_home(handover, report, "", officer=officer, at=at)
        tell_sender(
            report, _("%(giver)s đã rút lại, tiếp tục giữ việc.") % {"giver": handover.owner_agency.name}, at=at
        )
    _record("withdrawn", handover, officer=officer, at=at)
    return handover


@transaction.atomic
def confirm(*, officer: Officer, at: datetime, handover: Handover, paper: str) -> Handover:
    """Write down that an agency with nobody here has confirmed on paper: then it is passed on for good.

    Raises: RoleMissing, HandoverOfAnotherAgency, HandoverSettled, ReceiverWorksHere, ReasonMissing.
    """
    require_own_handover(officer, handover, at=at)
    if is_served_here(handover.receiver, at=at):
        raise ReceiverWorksHere
    if not paper.strip():
        raise ReasonMissing
    with acting_as(SYSTEM):
        handover, report = _held(handover)
        _settle(handover, HandoverState.TAKEN, officer=officer, at=at)
        report.stage, report.outcome = Stage.PASSED_ON, BY_CODE[report.kind].passed_on
        report.save(update_fields=["stage", "outcome"])
        leave_passage(report, Step.TAKEN, Stage.HANDED, str(handover.receiver_id), reason=paper, officer=officer, at=at)
        tell_sender(
            report, _("%(receiver)s đã xác nhận tiếp nhận bằng văn bản.") % {"receiver": handover.receiver.name}, at=at
        )
    _record("confirmed", handover, officer=officer, at=at)
    return handover


def _held(handover: Handover, *states: HandoverState) -> tuple[Handover, Report]:
    """Hold the report, then the hand-over, in everybody's order."""
    report = hold(Report.objects.select_related("letterbox").get(pk=handover.report_id))
    handover = hold(handover)
    if handover.state not in (states or (HandoverState.SENT,)):
        raise HandoverSettled
    return handover, report


def _settle(handover: Handover, state: HandoverState, *, officer: Officer, at: datetime) -> None:
    handover.state, handover.settled_at, handover.settled_by = state, at, officer
    handover.save(update_fields=["state", "settled_at", "settled_by", "why_back"])


def _bring_home(handover: Handover, report: Report, why: str, *, officer: Officer, at: datetime) -> None:
    before = report.stage
    stop_sharing_with(report, handover.owner_agency)
    report.owner_agency, report.stage, report.assignee = handover.owner_agency, Stage.IN_HAND, None
    set_due(report, at=at)
    report.save(update_fields=["owner_agency", "stage", "assignee", "due_on", "due_by"])
    stop_sharing_with(report, handover.receiver)
    leave_passage(report, Step.BACK, before, str(handover.owner_agency_id), reason=why, officer=officer, at=at)
    reach_changed(report)


def _record(act: str, handover: Handover, *, officer: Officer, at: datetime, **data: str) -> None:
    audit.record(
        f"intake.report.{act}",
        officer_id=officer.id,
        at=at,
        target_type=TARGET,
        target_id=handover.report_id,
        data={"handover": str(handover.pk), **data},
    )
