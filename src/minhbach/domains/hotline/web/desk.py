"""The desk: a call in three fields, who waits, and what is known already while somebody speaks."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from minhbach.domains.hotline import codes, policies, selectors, services
from minhbach.domains.hotline.models import Line
from minhbach.domains.hotline.refusals import NotHere
from minhbach.domains.hotline.web.forms import EnterForm
from minhbach.domains.intake import receipts
from minhbach.domains.intake.kinds import BY_CODE
from minhbach.foundation.ids import read_id
from minhbach.foundation.pages import OfficeRequest
from minhbach.foundation.pages.forms import handle
from minhbach.foundation.press import led_to


@require_http_methods(["GET", "HEAD", "POST"])
def desk(request: OfficeRequest) -> HttpResponse:
    policies.require_worker(request.officer, at=request.at)
    lines = _own_first(request, selectors.lines_to_work_at())
    form = EnterForm.of(request, lines=lines)
    call = selectors.get_waiting_call(read_id(form.data.get("call", "") or request.GET.get("call", "")))
    if call is not None:
        form.propose(call=str(call.pk), line=call.line_id)

    def act() -> object:
        asked = {name: value for name, value in form.entered.items() if name != "call"}
        return services.enter_call(officer=request.officer, at=request.at, press=form.press, call=call, **asked)

    return handle(
        request,
        form,
        act,
        done="",
        back=reverse("hotline:told", args=[form.press]),
        template="hotline/desk.html",
        page=lambda: {**_context(request, lines), "call": call, "caller": selectors.caller_of(call) if call else ""},
    )


def _own_first(request: OfficeRequest, lines: list[Line]) -> list[Line]:
    """Put the line first at which the officer sits, then the one that is his own mobile."""
    held = {line.pk for line in lines if _sits(request, line)}
    return sorted(lines, key=lambda line: (line.pk not in held, line.keeper_id != request.officer.pk))


def _sits(request: OfficeRequest, line: Line) -> bool:
    stint = selectors.current_stint(line)
    return stint is not None and stint.officer_id == request.officer.pk and stint.handed_at is None


def _context(request: OfficeRequest, lines: list[Line]) -> dict[str, Any]:
    return {
        "title": _("Bàn trực"),
        "lines": [(line, selectors.current_stint(line)) for line in lines],
        "may_open": policies.keeps(request.officer, at=request.at),
        "waiting": [(one, selectors.caller_of(one)) for one in selectors.waiting_calls()],
        "sign": selectors.waiting_sign(),
    }


@require_safe
def waiting(request: OfficeRequest) -> HttpResponse:
    """The queue of calls, asked every few seconds; nothing is read, and nothing told, while it is the same."""
    policies.require_worker(request.officer, at=request.at)
    sign = selectors.waiting_sign()
    if sign == request.GET.get("sign"):
        return HttpResponse(status=204)
    found = [(one, selectors.caller_of(one)) for one in selectors.waiting_calls()]
    return render(request, "hotline/waiting.html", {"waiting": found, "sign": sign})


@require_safe
def known(request: OfficeRequest) -> HttpResponse:
    """What is known of what is being typed."""
    policies.require_worker(request.officer, at=request.at)
    what, where = request.GET.get("what", ""), request.GET.get("where", "")
    context = {
        "subjects": selectors.known_subjects(what, where),
        "reports": [(one, BY_CODE[one.kind].short) for one in selectors.open_reports(what, where)],
    }
    return render(request, "hotline/known.html", context)


@require_safe
def told(request: OfficeRequest, pressed: UUID) -> HttpResponse:
    """The receipt of what was just entered, to be read out by who entered it, as long as the press is kept."""
    policies.require_worker(request.officer, at=request.at)
    if led_to(pressed, officer_id=request.officer.pk) != request.path:
        raise NotHere
    report = selectors.report_of_press(pressed)
    return render(
        request,
        "hotline/told.html",
        {
            "title": _("Đã ghi tin số %(number)s") % {"number": report.number},
            "report": report,
            "kind": BY_CODE[report.kind],
            "code": receipts.write_code(codes.code_of(pressed)),
            "is_raised": selectors.waits_for_head(report),
        },
    )
