"""What is done here: each act parses, makes one service call, and leads back."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from minhbach.domains.arrivals import policies, selectors, services
from minhbach.domains.arrivals.models import Arrival
from minhbach.domains.arrivals.web.forms import ArrivalForm, FinishForm, InstructForm, RegisterForm
from minhbach.domains.arrivals.web.pages import page_of
from minhbach.foundation.pages import OfficeRequest
from minhbach.foundation.pages.editing import Edits
from minhbach.foundation.pages.forms import handle
from minhbach.foundation.trusted_clock import require_true_clock


@require_http_methods(["GET", "HEAD", "POST"])
def register(request: OfficeRequest) -> HttpResponse:
    policies.require_writer(request.officer, at=request.at)
    form = RegisterForm.of(request, officer=request.officer, at=request.at)

    def act() -> Arrival:
        require_true_clock(request.at)
        content, name = form.file_given
        return services.register_arrival(
            officer=request.officer,
            at=request.at,
            agency=form.cleaned_data["agency"],
            written=form.written,
            file=content,
            file_name=name,
        )

    return handle(
        request,
        form,
        act,
        done=lambda made: _("Đã đăng ký văn bản đến số %(number)s.") % {"number": made.number},
        page={
            "title": _("Đăng ký văn bản đến"),
            "button": _("Đăng ký"),
            "cancel": reverse("arrivals:list"),
            "above": _("Văn bản đến"),
            "above_url": reverse("arrivals:list"),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def amend(request: OfficeRequest, arrival_id: UUID) -> HttpResponse:
    found = selectors.get_arrival(arrival_id)
    policies.require_writer(request.officer, found.owner_agency, at=request.at)
    form = ArrivalForm.of(request, at=request.at, arrival=found)
    return handle(
        request,
        form,
        lambda: services.amend_arrival(officer=request.officer, at=request.at, arrival=found, written=form.written),
        done=_("Đã sửa nội dung đăng ký."),
        back=found,
        page={"title": _("Sửa nội dung đăng ký"), "cancel": found.get_absolute_url()},
        edits=Edits(found, lambda: ArrivalForm(at=request.at, arrival=selectors.get_arrival(arrival_id))),
    )


@require_POST
def instruct(request: OfficeRequest, arrival_id: UUID) -> HttpResponse:
    found = selectors.get_arrival(arrival_id)
    policies.require_head(request.officer, found, at=request.at)
    form = InstructForm.of(request, arrival=found, at=request.at)
    return handle(
        request,
        form,
        lambda: services.instruct(officer=request.officer, at=request.at, arrival=found, **form.asked),
        done=_("Đã ghi bút phê. Người được giao thấy văn bản này ở Việc hôm nay."),
        back=found,
        template="arrivals/arrival.html",
        page=lambda: page_of(request, arrival_id, instruct=form),
    )


@require_POST
def finish(request: OfficeRequest, arrival_id: UUID) -> HttpResponse:
    found = selectors.get_arrival(arrival_id)
    policies.require_finisher(request.officer, found, at=request.at)
    form = FinishForm.of(request)
    return handle(
        request,
        form,
        lambda: services.finish_arrival(officer=request.officer, at=request.at, arrival=found, **form.asked),
        done=_("Đã ghi kết quả xử lý."),
        back=found,
        template="arrivals/arrival.html",
        page=lambda: page_of(request, arrival_id, finish=form),
    )
