"""What of the public's reports hangs on an officer: those he deals with."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.agencies.models import Officer
from minhbach.domains.agencies.types import HandedKind, Hanging, TakesOver
from minhbach.domains.intake.models import Report
from minhbach.domains.intake.selectors import get_report
from minhbach.domains.intake.services import assign
from minhbach.domains.intake.types import Stage
from minhbach.foundation.writing import write_day


def held(person: Officer, _on: date) -> Iterator[Hanging]:
    rows = Report.objects.filter(assignee=person).exclude(stage__in=(Stage.DONE, Stage.PASSED_ON))
    for report in rows.order_by("due_on", "id"):
        # No word of what its sender wrote: a list that goes on paper needs to name it only.
        yield Hanging(report.pk, str(report), write_day(report.created_at), report.due_on)


def give(takes: TakesOver, report_id: UUID) -> None:
    report = get_report(report_id)
    assign(officer=takes.officer, at=takes.at, report=report, assignee=takes.receiver)


HANDED = HandedKind(
    code="intake.report",
    label=_lazy("Tin của người dân"),
    held=held,
    give=give,
    url=lambda report_id: reverse("intake:report", args=[report_id]),
    place=30,
)
