"""What was sent, and its talk."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from minhbach.domains.agencies.models import Officer
from minhbach.domains.agencies.selectors import get_agency, officers_of_units
from minhbach.domains.agencies.types import Role
from minhbach.domains.intake.kinds import BY_CODE
from minhbach.domains.intake.models import Attachment, Message, Passage, Recording, Report
from minhbach.domains.intake.policies import WORKERS, works_here
from minhbach.domains.intake.refusals import ReportNotFound
from minhbach.domains.intake.selectors.handovers import handover_work
from minhbach.domains.intake.types import OPEN, Mark, Stage, Step, TieKind
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages.work import MOST_COUNTED, Asked, Kind, WorkItem
from minhbach.foundation.scope import current_access
from minhbach.foundation.writing import write_capped

ON_DESK = 5


def visible_reports() -> QuerySet[Any]:
    """List what the access in force reaches: what is due first, and after it what no device worked for."""
    rows: QuerySet[Any] = Report.objects.select_related("owner_agency", "assignee", "letterbox", "about")
    return rows.order_by("is_unpaid", "due_on", "id")


def get_report(report_id: UUID) -> Report:
    """Raises: ReportNotFound."""
    found: Report | None = visible_reports().filter(pk=report_id).first()
    if found is None:
        raise ReportNotFound
    return found


def with_words(rows: QuerySet[Any], text: str) -> QuerySet[Any]:
    """Keep what has this number, or in which these words stand."""
    return rows.filter(
        Q(number=text.strip()) | Q(what__icontains=text) | Q(where_said__icontains=text) | Q(link__icontains=text)
    )


def talk_of(report: Report) -> list[Message]:
    """List the talk and the office's own notes, first to last."""
    return list(report.messages.select_related("officer").order_by("written_at", "id"))


def attachments_of(report: Report) -> list[Attachment]:
    return list(report.attachments.defer("content").order_by("position"))


def recordings_of(report: Report) -> list[Recording]:
    """List the videos and sound of a report that are not kept yet, or could not be."""
    return list(report.recordings.order_by("touched_at", "id"))


def get_attachment(report: Report, position: int) -> Attachment:
    """Raises: ReportNotFound."""
    found: Attachment | None = report.attachments.filter(position=position).first()
    if found is None:
        raise ReportNotFound
    return found


def passages_of(report: Report) -> list[Passage]:
    return list(report.passages.select_related("officer").order_by("happened_at", "id"))


def story_of(report: Report) -> list[dict[str, Any]]:
    """Tell what happened to a report, first to last, each in one sentence."""
    return [
        {"at": one.happened_at, "words": _words_of(one), "reason": one.reason, "by": one.officer}
        for one in passages_of(report)
    ]


def _words_of(passage: Passage) -> str:
    kind = BY_CODE.get(passage.after)
    match Step(passage.step):
        case Step.RECEIVED:
            return _("Nhận tin, đơn")
        case Step.TURNED:
            return _("Đổi sang loại: %(kind)s") % {"kind": kind.short if kind else passage.after}
        case Step.ASSIGNED:
            return _("Giao người xử lý")
        case Step.ANSWERED:
            return _("Trả lời người gửi")
        case Step.HANDED:
            return _("Chuyển %(agency)s") % {"agency": _agency(passage.after)}
        case Step.TAKEN:
            return _("%(agency)s tiếp nhận") % {"agency": _agency(passage.after)}
        case Step.BACK:
            return _("Về lại %(agency)s") % {"agency": _agency(passage.after)}
        case Step.RAISED:
            return _("Quá hạn, đã báo %(agency)s") % {"agency": _agency(passage.after)}
        case Step.MARKED:
            words = _("Bỏ mốc: %(mark)s") if passage.before else _("Ghi mốc: %(mark)s")
            return words % {"mark": Mark(passage.after).label}
        case Step.TIED:
            return _tied(passage)
        case Step.UNTIED:
            return _("Bỏ nối: %(number)s") % {"number": passage.after or TieKind(passage.before).label}
        case Step.MOVED:
            return _("Chuyển bước: %(stage)s") % {"stage": Stage(passage.after).label}


def _agency(agency_id: str) -> str:
    return str(get_agency(UUID(agency_id)).short_name)


def _tied(passage: Passage) -> str:
    words = {
        TieKind.SAME_AS: _("Gộp với %(number)s"),
        TieKind.CASE: _("Nối với vụ việc %(number)s"),
        TieKind.LEAD: _("Nối với một thông tin cần thẩm tra"),
        TieKind.SUBJECT: _("Nối với một đối tượng"),
    }
    return words[TieKind(passage.before)] % {"number": passage.after}


def who_may_deal_with(report: Report, *, at: datetime) -> QuerySet[Officer]:
    """List the officers of the report's agency to whom it may be given."""
    # The database shows a report about an officer to nobody else.
    roles = WORKERS if report.about_id is None else (Role.INTERNAL_INSPECTOR,)
    return officers_of_units([report.owner_agency_id], roles, on=local_date(at))


def work_items(officer: Officer, *, at: datetime) -> Iterator[Asked]:
    """Ask for what was sent to the officer's own agency: what is given to him, and what nobody has taken yet."""
    if not works_here(officer, at=at):
        return
    own = Report.objects.filter(stage__in=OPEN, owner_agency_id__in=current_access().agency_ids)
    waiting = own.filter(Q(assignee=officer) | Q(assignee__isnull=True)).order_by("is_unpaid", "due_on", "id")
    told = {name: name for name in ("id", "number", "kind", "stage", "due_on", "is_waiting")}
    yield Asked(waiting, told, ON_DESK, _say_waiting)
    yield from handover_work(officer, at=at)


def _say_waiting(reports: list[dict[str, Any]], others: int) -> Iterator[WorkItem]:
    for report in reports:
        kind = BY_CODE.get(report["kind"])
        yield WorkItem(
            Kind.LEAD,
            what=_("Xem xét %(kind)s") % {"kind": kind.short if kind else report["kind"]},
            about=f"{report['number']} · {Stage(report['stage']).label}",
            url=reverse("intake:report", args=[report["id"]]),
            act=_("Mở"),
            due_on=date.fromisoformat(report["due_on"]) if report["due_on"] else None,
            is_new=report["stage"] == Stage.RECEIVED or report["is_waiting"],
        )
    if others:
        words = _("%(count)s tin, đơn khác") % {"count": write_capped(others, MOST_COUNTED)}
        yield WorkItem(Kind.LEAD, words, "", reverse("intake:list"), _("Xem"), count=others)
