"""What a report belongs to: another that tells the same, the case opened from it. Each can be undone."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from minhbach.domains.agencies.models import Officer
from minhbach.domains.intake.models import Report, Tie
from minhbach.domains.intake.policies import require_own_report
from minhbach.domains.intake.refusals import (
    MergedAlready,
    MergedOfAnotherAgency,
    NotOfOneKind,
    NotOpen,
    SameReport,
    TiedAlready,
    TieTargetUnknown,
    TieUndone,
)
from minhbach.domains.intake.selectors.proposals import seen_record
from minhbach.domains.intake.services.reports import TARGET, leave_passage, tell_sender
from minhbach.domains.intake.types import Stage, Step, TieKind
from minhbach.foundation import audit
from minhbach.foundation.database.locks import hold, lock_all, once

# Where two may stand to be dealt with as one.
TOGETHER = {Stage.RECEIVED, Stage.IN_HAND, Stage.ASKED}


@transaction.atomic
def merge(*, officer: Officer, at: datetime, report: Report, into: Report) -> Tie:
    """Say that a report tells the same as another: what is answered and moved there, is here too. Its sender is told.

    Raises: RoleMissing, ReportOfAnotherAgency, SameReport, NotOfOneKind, MergedAlready, MergedOfAnotherAgency,
    NotOpen.
    """
    require_own_report(officer, report, at=at)
    if report.pk == into.pk:
        raise SameReport
    if report.owner_agency_id != into.owner_agency_id:
        raise MergedOfAnotherAgency
    held = {one.pk: one for one in lock_all(Report.objects.all(), pk__in=[report.pk, into.pk])}
    report, into = held[report.pk], held[into.pk]
    if report.kind != into.kind:
        raise NotOfOneKind
    # One level deep: what others were merged into stays itself, and what is merged takes in nobody.
    same = Tie.objects.filter(what=TieKind.SAME_AS, undone_at=None)
    if same.filter(report__in=[report, into]).exists() or same.filter(target_id=report.pk).exists():
        raise MergedAlready
    if {report.stage, into.stage} - TOGETHER:
        raise NotOpen
    if report.stage != into.stage:
        leave_passage(report, Step.MOVED, report.stage, into.stage, reason=_("gộp"), officer=officer, at=at)
        report.stage = into.stage
        report.save(update_fields=["stage"])
    made = _tie(report, TieKind.SAME_AS, into.pk, into.number, officer=officer, at=at)
    tell_sender(
        report,
        _("Nhiều người cùng báo việc này nên được xử lý chung; bạn vẫn nhận trả lời tại đây, bằng mã của bạn."),
        at=at,
    )
    return made


@transaction.atomic
def link_case(*, officer: Officer, at: datetime, report: Report, case_id: UUID, code: str) -> Tie:
    """Say which case was opened from a report; its sender is told that there is one, and nothing of it.

    Raises: RoleMissing, ReportOfAnotherAgency, TiedAlready.
    """
    require_own_report(officer, report, at=at)
    made = _tie(hold(report), TieKind.CASE, case_id, code, officer=officer, at=at)
    tell_sender(report, _("Cơ quan đã mở hồ sơ để kiểm tra, xác minh việc bạn báo."), at=at)
    return made


@transaction.atomic
def tie_to(*, officer: Officer, at: datetime, report: Report, what: TieKind | str, target_id: UUID) -> Tie:
    """Say that a report belongs to a subject, lead or case that its officer sees; its sender is not told.

    Raises: RoleMissing, ReportOfAnotherAgency, TieTargetUnknown, TiedAlready.
    """
    require_own_report(officer, report, at=at)
    seen = seen_record(what, target_id, officer, at=at)
    if seen is None:
        raise TieTargetUnknown
    what = TieKind(what)
    # Who reads the report may not see the record: only of a case its number is kept here, as where one is opened.
    return _tie(hold(report), what, target_id, seen.words if what is TieKind.CASE else "", officer=officer, at=at)


@transaction.atomic
def untie(*, officer: Officer, at: datetime, report: Report, tie_id: UUID) -> Tie:
    """Undo a tie; the sender of what was merged is told that it goes its own way again.

    Raises: RoleMissing, ReportOfAnotherAgency, TieUndone.
    """
    require_own_report(officer, report, at=at)
    report = hold(report)
    found = Tie.objects.filter(pk=tie_id, report=report, undone_at=None).first()
    if found is None:
        raise TieUndone
    undone: Tie = found
    undone.undone_by, undone.undone_at = officer, at
    undone.save(update_fields=["undone_by", "undone_at"])
    leave_passage(report, Step.UNTIED, undone.what, undone.words[:40], officer=officer, at=at)
    if undone.what == TieKind.SAME_AS:
        tell_sender(report, _("Việc của bạn được tách ra xử lý riêng."), at=at)
    audit.record(
        "intake.report.untied", officer_id=officer.id, at=at, target_type=TARGET, target_id=report.id,
        data={"what": undone.what, "target": str(undone.target_id)},
    )  # fmt: skip
    return undone


def _tie(report: Report, what: TieKind, target_id: UUID, words: str, *, officer: Officer, at: datetime) -> Tie:
    with once(TiedAlready()):
        made: Tie = Tie.objects.create(
            report=report, what=what, target_id=target_id, words=words[:200], made_by=officer, made_at=at
        )
    leave_passage(report, Step.TIED, what, words[:40], officer=officer, at=at)
    audit.record(
        "intake.report.tied", officer_id=officer.id, at=at, target_type=TARGET, target_id=report.id,
        data={"what": what, "target": str(target_id)},
    )  # fmt: skip
    return made
