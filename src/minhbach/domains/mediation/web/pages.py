"""The page of a dispute with its story; its papers; the text that was agreed on; what a report's page has of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from minhbach.domains.intake.selectors import get_report, subjects_tied, visible_reports
from minhbach.domains.mediation import policies, selectors
from minhbach.domains.mediation.course import shown
from minhbach.domains.mediation.models import Dispute, Promise, Step
from minhbach.domains.mediation.refusals import DisputeNotFound
from minhbach.domains.mediation.services.opening import DEALT_WITH, OF_CONSUMER
from minhbach.domains.mediation.types import ENDED, State, StepKind, Told, moves_from
from minhbach.domains.mediation.types import OFFICE as BY_OFFICE
from minhbach.domains.mediation.web.forms import EnterForm
from minhbach.foundation import files
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages import OfficeRequest
from minhbach.foundation.pages.chips import chip_of
from minhbach.foundation.pages.detail import Fact
from minhbach.foundation.pages.forms import PageForm
from minhbach.foundation.writing import write_day


@dataclass(frozen=True)
class Line:
    """A step as it is told: LATE where it came after the term it answers."""

    step: Step
    words: str
    is_late: bool


@dataclass(frozen=True)
class Kept:
    """A promise with what was said of it."""

    promise: Promise
    is_kept: bool
    is_late: bool
    said: list[Step]


@require_safe
def dispute(request: OfficeRequest, dispute_id: UUID) -> HttpResponse:
    policies.require_worker(request.officer, at=request.at)
    return render(request, "mediation/dispute.html", context_of(request, selectors.get_dispute(dispute_id)))


def context_of(request: OfficeRequest, found: Dispute, **forms: PageForm) -> dict[str, Any]:
    today, steps = local_date(request.at), selectors.steps_of(found)
    state = shown(found.state, due_on=found.due_on, as_of=today)
    terms = selectors.terms_of(found, steps, as_of=today)
    may_change = policies.may_change(request.officer, found, at=request.at)
    kinds = {move.kind for move in moves_from(found.state, BY_OFFICE)} if found.closed_at is None else set()
    written = selectors.last_of(steps, StepKind.WRITTEN)
    return {
        "dispute": found,
        "title": _("Thương lượng đơn số %(number)s") % {"number": found.number},
        "lead": found.firm,
        "above": _("Thương lượng, hòa giải"),
        "above_url": reverse("mediation:list"),
        "chips": [chip_of(state)],
        "facts": [
            Fact(_("Đơn"), found.number, url=reverse("intake:report", args=[found.report_id])),
            Fact(_("Doanh nghiệp"), found.firm),
            Fact(_("Địa chỉ"), found.firm_address),
            *_subjects(request, found),
            Fact(_("Chuyển ngày"), found.passed_on, kind="day"),
            Fact(_("Người tiêu dùng cho nói"), _told(steps)),
            Fact(_("Người mở"), found.opened_by.full_name),
            Fact(_("Cơ quan"), found.owner_agency.name),
            Fact(_("Trả lời người gửi lúc"), found.closed_at, kind="moment"),
        ],
        "passed": selectors.last_of(steps, StepKind.PASSED),
        "told": selectors.person_told(found, steps),
        "story": lines_of(steps, terms),
        "offer": selectors.open_offer(steps) if found.state in (State.TALKING, State.MEDIATING) else None,
        "written": written,
        "signed": [one for one in steps if one.kind == StepKind.SIGNED and written and one.about_id == written.pk],
        "promises": promises_kept(written, steps, today=today),
        "terms": terms.running,
        "signs": selectors.signs_of(found, steps, as_of=today),
        "may_change": may_change,
        "may_pass_on": may_change and StepKind.PASSED in kinds,
        "may_write": may_change and StepKind.WRITTEN in kinds,
        "may_close": may_change and found.closed_at is None and found.state in ENDED,
        **({"enter_form": EnterForm(dispute=found, steps=steps, on=today)} if may_change else {}),
        **forms,
    }


def _subjects(request: OfficeRequest, found: Dispute) -> list[Fact]:
    """Whom of the register it is about: who reads a dispute from above may not see its report."""
    report = visible_reports().filter(pk=found.report_id).first()
    tied = subjects_tied(report, request.officer, at=request.at) if report else []
    return [Fact(_("Hồ sơ đối tượng"), one.words, url=one.url) for one in tied]


def _told(steps: list[Step]) -> str:
    if selectors.last_of(steps, StepKind.CONSENTED, StepKind.NOT_CONSENTED) is None:
        return _("đã hỏi, chưa trả lời: không nói gì")
    allowed = selectors.consent_of(steps)
    return ", ".join(str(told.label) for told in Told if told.value in allowed) or _("không nói gì")


def lines_of(steps: list[Step], terms: selectors.Terms) -> list[Line]:
    """Tell what happened, first to last."""
    return [_line(one, terms) for one in steps]


def _line(step: Step, terms: selectors.Terms) -> Line:
    kind = StepKind(step.kind)
    words = str(kind.label)
    if kind is StepKind.CONSENTED:
        words = f"{words}: {', '.join(str(Told(one).label) for one in step.data['told'])}"
    answers = (StepKind.ACCEPTED, StepKind.REFUSED, StepKind.OFFERED)
    bargain = terms.bargain
    is_late = (
        bargain is not None and step.side == "firm" and kind in answers and step.happened_on > bargain.due_on
        and bargain.done_on is not None and bargain.done_on >= step.happened_on
    )  # fmt: skip
    return Line(step, words, is_late)


def promises_kept(written: Step | None, steps: list[Step], *, today: date) -> list[Kept]:
    """List what was promised, with what was said of it."""
    found = []
    for promise in selectors.promises_of(written):
        said = [one for one in steps if one.promise_id == promise.pk]
        is_kept = selectors.is_kept(promise, said)
        found.append(Kept(promise, is_kept, not is_kept and promise.due_on < today, said))
    return found


@require_safe
def agreement(request: OfficeRequest, dispute_id: UUID) -> HttpResponse:
    """Show the text in force as it is printed and signed."""
    policies.require_worker(request.officer, at=request.at)
    found = selectors.get_dispute(dispute_id)
    context = context_of(request, found)
    if context["written"] is None:
        raise DisputeNotFound
    title = _("Văn bản thỏa thuận, đơn số %(number)s") % {"number": found.number}
    above = {"above": str(context["title"]), "above_url": found.get_absolute_url()}
    return render(request, "mediation/agreement.html", {**context, "title": title, **above})


@require_safe
def paper(request: OfficeRequest, dispute_id: UUID, step_id: UUID) -> FileResponse:
    """One scan, as it was kept: to be saved, never run here."""
    policies.require_worker(request.officer, at=request.at)
    found = selectors.get_dispute(dispute_id)
    step = selectors.get_step(found, step_id)
    if not step.sha256:
        raise DisputeNotFound
    name = f"{found.number}-{write_day(step.happened_on).replace('/', '-')}.{step.media_type.partition('/')[2]}"
    response = FileResponse(
        files.open_stored(step.sha256), as_attachment=True, filename=name, content_type=step.media_type
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@require_safe
def of_report(request: OfficeRequest, tip_id: UUID) -> HttpResponse:
    """What a report's page has of its disputes: each with its state, and the way to open one."""
    policies.require_worker(request.officer, at=request.at)
    report, today = get_report(tip_id), local_date(request.at)
    found = selectors.disputes_of_report(report) if report.kind == OF_CONSUMER else []
    is_free = all(one.closed_at is not None for one in found)
    may_begin = (
        report.kind == OF_CONSUMER and report.stage in DEALT_WITH and is_free
        and policies.works_for(request.officer, report.owner_agency, at=request.at)
    )  # fmt: skip
    context = {
        "report": report,
        "disputes": [(one, shown(one.state, due_on=one.due_on, as_of=today)) for one in found],
        "may_begin": may_begin,
    }
    return render(request, "mediation/of_report.html", context)
