"""What whoever answers has seen of a report: a sign that he sends along, and what is not as he saw it any more."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from minhbach.domains.intake.models import Message, Report
from minhbach.domains.intake.types import Side, Stage
from minhbach.foundation.writing import write_day

_PARTS = 3


def sign_of(report: Report) -> str:
    """Return what an answer rests on: the last line of the talk, the day and the stage."""
    last = _last(report)
    return "|".join([str(last.pk) if last else "", report.due_on.isoformat() if report.due_on else "", report.stage])


def changed_since(report: Report, seen: str) -> list[str]:
    """Say in words what is not as it was seen; one who sends no sign has seen nothing that could have changed."""
    parts = seen.split("|")
    return list(_changed(report, *parts)) if len(parts) == _PARTS else []


def _changed(report: Report, talk: str, due: str, stage: str) -> Iterator[str]:
    talk_now, due_now, stage_now = sign_of(report).split("|")
    last = _last(report)
    if talk_now != talk and last is not None:
        if last.side == Side.SENDER:
            yield _("người gửi vừa nhắn thêm")
        elif last.officer is not None:
            yield _("%(officer)s vừa trả lời người gửi") % {"officer": last.officer.full_name}
        else:
            yield _("cơ quan vừa báo người gửi một việc")
    if due_now != due:
        day = write_day(report.due_on) if report.due_on else _("không có")
        yield _("hạn trả lời nay là %(day)s") % {"day": day}
    if stage_now != stage:
        yield _("tình trạng nay là “%(stage)s”") % {"stage": Stage(stage_now).label}


def _last(report: Report) -> Message | None:
    found: Message | None = (
        report.messages.exclude(side=Side.NOTED).select_related("officer").order_by("-written_at", "-id").first()
    )
    return found
