"""What is done in a dispute: each act parses, makes one service call, and leads back."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from minhbach.domains.intake.selectors import get_report
from minhbach.domains.mediation import policies, selectors, services
from minhbach.domains.mediation.models import Dispute
from minhbach.domains.mediation.types import StepKind
from minhbach.domains.mediation.web.forms import AgreementForm, BeginForm, CloseForm, EnterForm, PassOnForm
from minhbach.domains.mediation.web.pages import context_of
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages import OfficeRequest
from minhbach.foundation.pages.forms import handle

ASKING = ["GET", "HEAD", "POST"]


@require_http_methods(ASKING)
def begin(request: OfficeRequest, tip_id: UUID) -> HttpResponse:
    policies.require_worker(request.officer, at=request.at)
    report = get_report(tip_id)
    policies.require_own_report(request.officer, report, at=request.at)
    form = BeginForm.of(request, on=local_date(request.at))
    return handle(
        request,
        form,
        lambda: services.begin(officer=request.officer, at=request.at, report=report, press=form.press, **form.asked),
        done=_("Đã mở hồ sơ và hỏi người tiêu dùng có cho doanh nghiệp biết mình là ai không."),
        page={
            "title": _("Chuyển doanh nghiệp thương lượng"),
            "lead": str(report),
            "lead_url": report.get_absolute_url(),
            "button": _("Mở hồ sơ, hỏi người tiêu dùng"),
            "cancel": report.get_absolute_url(),
        },
    )


@require_http_methods(ASKING)
def pass_on(request: OfficeRequest, dispute_id: UUID) -> HttpResponse:
    """Show what the firm will get, and send it."""
    found = _own(request, dispute_id)
    form = PassOnForm.of(request)
    steps, report = selectors.steps_of(found), get_report(found.report_id)
    form.propose(text="\n".join(filter(None, [report.what, report.link])))
    return handle(
        request,
        form,
        lambda: services.pass_on(officer=request.officer, at=request.at, dispute=found, press=form.press, **form.asked),
        done=_("Đã chuyển doanh nghiệp; hạn của doanh nghiệp đếm từ hôm nay."),
        back=found,
        template="mediation/pass_on.html",
        page={
            "title": _("Chuyển yêu cầu cho %(firm)s") % {"firm": found.firm},
            "dispute": found,
            "told": selectors.person_told(found, steps),
            "has_answered": selectors.last_of(steps, StepKind.CONSENTED, StepKind.NOT_CONSENTED) is not None,
            "button": _("Chuyển"),
            "cancel": found.get_absolute_url(),
        },
    )


@require_POST
def enter(request: OfficeRequest, dispute_id: UUID) -> HttpResponse:
    found = _own(request, dispute_id)
    form = EnterForm.of(request, dispute=found, steps=selectors.steps_of(found), on=local_date(request.at))
    return handle(
        request,
        form,
        lambda: services.enter(
            officer=request.officer, at=request.at, dispute=found, press=form.press, **form.told_service
        ),
        done=_("Đã ghi."),
        back=found,
        template="mediation/dispute.html",
        page=lambda: context_of(request, found, enter_form=form),
    )


@require_http_methods(ASKING)
def write_agreement(request: OfficeRequest, dispute_id: UUID) -> HttpResponse:
    found = _own(request, dispute_id)
    form = AgreementForm.of(request)
    offer = selectors.last_of(selectors.steps_of(found), StepKind.OFFERED)
    form.propose(text=offer.text if offer else "")
    return handle(
        request,
        form,
        lambda: services.write_agreement(
            officer=request.officer, at=request.at, dispute=found, text=form.asked["text"], promises=form.promises,
            press=form.press,
        ),
        done=_("Đã lập văn bản; hai bên ký đúng bản này."),
        back=found,
        page={"title": _("Lập văn bản thỏa thuận"), "button": _("Lập văn bản"), "cancel": found.get_absolute_url(),
              "lead": f"{found.number} · {found.firm}"},
    )  # fmt: skip


@require_http_methods(ASKING)
def close(request: OfficeRequest, dispute_id: UUID) -> HttpResponse:
    found = _own(request, dispute_id)
    form = CloseForm.of(request, dispute=found)
    return handle(
        request,
        form,
        lambda: services.close(officer=request.officer, at=request.at, dispute=found, **form.asked),
        done=_("Đã trả lời người gửi và kết thúc đơn."),
        back=found,
        page={"title": _("Trả lời người gửi, kết thúc"), "button": _("Trả lời, kết thúc"),
              "cancel": found.get_absolute_url(), "lead": f"{found.number} · {found.firm}"},
    )  # fmt: skip


def _own(request: OfficeRequest, dispute_id: UUID) -> Dispute:
    policies.require_worker(request.officer, at=request.at)
    found = selectors.get_dispute(dispute_id)
    policies.require_own(request.officer, found, at=request.at)
    return found
