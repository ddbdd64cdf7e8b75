"""What is done here: each act parses, makes one service call, and leads back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from minhbach.domains.cases.selectors import access_case
from minhbach.domains.dues import policies, selectors, services
from minhbach.domains.dues.models import Slip
from minhbach.domains.dues.refusals import DecisionNotChosen
from minhbach.domains.dues.types import SlipState
from minhbach.domains.dues.web.forms import EntryForm, MatchForm, ReasonForm, SlipForm, SlipListForm, TreasuryForm
from minhbach.domains.dues.web.pages import slip_page
from minhbach.foundation.clock import local_date
from minhbach.foundation.ids import read_id
from minhbach.foundation.pages import OfficeRequest
from minhbach.foundation.pages.forms import handle


@require_http_methods(["GET", "HEAD", "POST"])
def enter_slip(request: OfficeRequest) -> HttpResponse:
    policies.require_cashier(request.officer, at=request.at)
    form = SlipForm.of(request, officer=request.officer, at=request.at)
    if (account_id := read_id(request.GET.get("account", ""))) is not None:
        account = selectors.get_account(account_id)
        left = selectors.read_account(account, as_of=local_date(request.at)).left_vnd
        form.propose(decision_number=account.decision_number, payer=account.violator.name, amount_vnd=left)

    def act() -> services.Taken:
        return services.take_slips(
            officer=request.officer, at=request.at, agency=form.asked["agency"], told=[form.told], batch=form.press
        )

    page = {"title": _("Nhập một chứng từ nộp tiền"), "button": _("Ghi chứng từ"), "cancel": reverse("dues:slips")}
    return handle(request, form, act, done=_said, back=lambda taken: taken.first, page=page)


@require_http_methods(["GET", "HEAD", "POST"])
def take_slips(request: OfficeRequest) -> HttpResponse:
    policies.require_cashier(request.officer, at=request.at)
    form = SlipListForm.of(request, officer=request.officer, at=request.at)

    def act() -> services.Taken:
        file = form.asked["file"]
        told = services.read_slips(
            file or form.asked["list"].encode(), name=file.name if file else _("danh sách dán"), at=request.at
        )
        return services.take_slips(
            officer=request.officer, at=request.at, agency=form.asked["agency"], told=told, batch=form.press
        )

    page = {"title": _("Nhập danh sách nộp tiền"), "button": _("Nhập danh sách"), "cancel": reverse("dues:slips")}
    return handle(request, form, act, done=_said, back=reverse("dues:slips"), page=page)


def _said(taken: services.Taken) -> str:
    return _("Đã ghi %(new)d chứng từ, %(matched)d khớp ngay; %(known)d chứng từ đã có từ trước.") % {
        "new": taken.new,
        "matched": taken.matched,
        "known": taken.known,
    }


@require_POST
def match(request: OfficeRequest, slip_id: UUID) -> HttpResponse:
    found = _slip(request, slip_id)
    form = MatchForm.of(request, slip=found)

    def act() -> Slip:
        if form.chosen is None:
            raise DecisionNotChosen
        return services.match_slip(
            officer=request.officer,
            at=request.at,
            slip=found,
            account=form.chosen,
            late_vnd=form.asked["late_vnd"] or 0,
        )

    return handle(
        request, form, act, done=_("Đã khớp; khoản nộp đã vào vụ việc."), back=found, template="dues/slip.html",
        page=lambda: slip_page(request, selectors.get_slip(slip_id), match=form),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def undo(request: OfficeRequest, slip_id: UUID) -> HttpResponse:
    found = _slip(request, slip_id)
    entered = found.state == SlipState.MATCHED
    caution = _("Khoản nộp ghi theo chứng từ này sẽ không còn được tính trong vụ việc.") if entered else ""
    return _with_reason(
        request, found, services.undo_slip, _("Gỡ chứng từ %(number)s") % {"number": found.number},
        _("Đã gỡ; chứng từ chờ khớp lại."), caution,
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def lay_aside(request: OfficeRequest, slip_id: UUID) -> HttpResponse:
    found = _slip(request, slip_id)
    title = _("Chứng từ %(number)s không phải tiền phạt của đơn vị") % {"number": found.number}
    return _with_reason(request, found, services.lay_aside, title, _("Đã để riêng chứng từ."), "")


def _with_reason(
    request: OfficeRequest, found: Slip, service: Any, title: str, done: str, caution: str
) -> HttpResponse:
    form = ReasonForm.of(request)
    return handle(
        request,
        form,
        lambda: service(officer=request.officer, at=request.at, slip=found, reason=form.asked["reason"]),
        done=done,
        back=found,
        page={"title": title, "cancel": found.get_absolute_url(), "caution": caution},
    )


def _slip(request: OfficeRequest, slip_id: UUID) -> Slip:
    found = selectors.get_slip(slip_id)
    policies.require_cashier(request.officer, found.owner_agency, at=request.at)
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def add_entry(request: OfficeRequest, case_id: UUID) -> HttpResponse:
    case = access_case(request.officer, case_id)
    policies.require_entry(request.officer, case, at=request.at)
    form = EntryForm.of(request, at=request.at)
    return handle(
        request,
        form,
        lambda: services.add_entry(officer=request.officer, at=request.at, case=case, press=form.press, **form.asked),
        done=_("Đã ghi khoản chi, thu của vụ việc."),
        back=reverse("cases:papers", args=[case.id]),
        page=_of_case(case, _("Ghi chi phí, tiền tạm giữ của vụ việc %(case)s") % {"case": case.code}),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: OfficeRequest, case_id: UUID, cost_id: UUID) -> HttpResponse:
    case = access_case(request.officer, case_id)
    policies.require_entry(request.officer, case, at=request.at)
    form = ReasonForm.of(request)
    return handle(
        request,
        form,
        lambda: services.withdraw_entry(
            officer=request.officer, at=request.at, case=case, entry_id=cost_id, reason=form.asked["reason"]
        ),
        done=_("Đã rút khoản này; khoản và lý do vẫn lưu."),
        back=reverse("cases:papers", args=[case.id]),
        page=_of_case(case, _("Rút một khoản đã ghi của vụ việc %(case)s") % {"case": case.code}),
    )


def _of_case(case: Any, title: str) -> dict[str, Any]:
    return {"title": title, "cancel": reverse("cases:papers", args=[case.id])}


@require_http_methods(["GET", "HEAD", "POST"])
def treasury(request: OfficeRequest) -> HttpResponse:
    policies.require_cashier(request.officer, at=request.at)
    form = TreasuryForm.of(request, officer=request.officer, at=request.at)
    return handle(
        request,
        form,
        lambda: services.say_treasury(officer=request.officer, at=request.at, **form.asked),
        done=_("Đã ghi tài khoản thu tiền phạt. Trang của mỗi quyết định còn nợ có mã để nộp."),
        back=reverse("dues:list"),
        page={
            "title": _("Tài khoản thu tiền phạt"),
            "cancel": reverse("dues:list"),
            "lead": _("Đơn vị trực thuộc chưa có tài khoản riêng dùng tài khoản này."),
        },
    )
