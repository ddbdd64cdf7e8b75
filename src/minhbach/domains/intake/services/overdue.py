"""What is past its day is told to the next level by itself, and to its sender; nobody has to think of it.

Of a tip the level above reads all. Of what the law keeps secret only number, agency and day go up; the sender is told
that, and what he may do next. A level that has been told and lets some working days go by has the one above it told.
"""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import Exists, F, OuterRef
from django.utils.translation import gettext as _

from minhbach.domains.agencies.models import Agency
from minhbach.domains.intake.house_terms import house_terms
from minhbach.domains.intake.kinds import BY_CODE
from minhbach.domains.intake.models import Overdue, Report
from minhbach.domains.intake.selectors.levels import next_level
from minhbach.domains.intake.services.reports import TARGET, leave_passage, tell_sender
from minhbach.domains.intake.types import OPEN, DueBy, Step
from minhbach.domains.law.selectors import open_law
from minhbach.foundation import audit
from minhbach.foundation.clock import local_date
from minhbach.foundation.database.locks import hold, wait_turn
from minhbach.foundation.scope import Sharing, share_with
from minhbach.foundation.writing import write_day

AT_ONCE = 200


@transaction.atomic
def tell_levels(*, at: datetime) -> int:
    """Tell the next level of each report that is past its day; harmless to repeat. Needs the system's access."""
    wait_turn("intake overdue")
    _settle(at)
    told = 0
    today = local_date(at)
    known = Overdue.objects.filter(report=OuterRef("pk"), due_on=OuterRef("due_on"))
    # What is reported of an officer stays with those designated: no level above is told that there is such a thing.
    late = Report.objects.filter(stage__in=OPEN, due_on__lt=today, about=None).exclude(Exists(known))
    for report in late.select_related("owner_agency", "letterbox").order_by("due_on", "id")[:AT_ONCE]:
        told += _tell(report, report.owner_agency, step=1, at=at)
    waited = open_law().calendar
    further = Overdue.objects.filter(report=OuterRef("report"), due_on=OuterRef("due_on"), step__gt=OuterRef("step"))
    standing = Overdue.objects.filter(settled_at=None, is_top=False).exclude(Exists(further))
    for one in standing.select_related("report__owner_agency", "report__letterbox", "level").order_by("created_at"):
        if waited.working_days_after(local_date(one.created_at), today) > house_terms(today).level_days:
            told += _tell(one.report, one.level, step=one.step + 1, at=at)
    return told


def _settle(at: datetime) -> None:
    standing = Overdue.objects.filter(settled_at=None)
    standing.exclude(report__stage__in=OPEN).update(settled_at=at)
    standing.exclude(report__due_on=F("due_on")).update(settled_at=at)


def _tell(report: Report, below: Agency, *, step: int, at: datetime) -> bool:
    today = local_date(at)
    level = next_level(below, on=today)
    if level is None:
        return False
    report = hold(report)
    kind = BY_CODE[report.kind]
    made = Overdue.objects.create(
        report=report, number=report.number, kind=report.kind, due_on=report.due_on, level=level, step=step,
        is_top=next_level(level, on=today) is None, owner_agency=report.owner_agency, place=report.place,
        sharing=Sharing.SILENT, created_at=at,
    )  # fmt: skip
    share_with(made, level, officer_id=None, at=at)
    if not kind.is_secret:
        share_with(report, level, officer_id=None, at=at)
        share_with(report.letterbox, level, officer_id=None, at=at)
    leave_passage(report, Step.RAISED, "", str(level.pk), officer=None, at=at)
    tell_sender(report, _words(report, made.due_on, level, is_secret=kind.is_secret), at=at)
    audit.record(
        "intake.report.raised",
        officer_id=None,
        at=at,
        target_type=TARGET,
        target_id=report.id,
        data={"level": str(level.pk), "step": step},
    )
    return True


def _words(report: Report, due_on: date, level: Agency, *, is_secret: bool) -> str:
    said = {"day": write_day(due_on), "level": level.name}
    whose = _("hạn theo luật") if report.due_by == DueBy.LAW else _("ngày cơ quan tự hứa")
    if not is_secret:
        return _("Đã quá %(whose)s (%(day)s). Tin của bạn đã tự chuyển lên %(level)s xem.") % {**said, "whose": whose}
    words = _(
        "Đã quá %(whose)s (%(day)s). %(level)s đã được báo số đơn, tên cơ quan và số ngày quá hạn; nội dung đơn và tên "
        "bạn không được chuyển lên."
    ) % {**said, "whose": whose}
    next_step = {
        "KHIEU_NAI": _(
            "Hết thời hạn giải quyết lần đầu mà chưa được giải quyết, bạn có thể khiếu nại lần hai hoặc khởi kiện vụ "
            "án hành chính (Luật Khiếu nại, khoản 1 Điều 33)."
        ),
    }.get(report.kind, _("Bạn có thể hỏi tiếp ngay tại đây, hoặc gọi %(level)s và đọc số đơn.") % said)
    return f"{words} {next_step}"
