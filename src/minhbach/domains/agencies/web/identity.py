"""Where people of a body outside sign in: asked for, decided, ended; and who of them is invited to bind."""

from __future__ import annotations

from dataclasses import fields as fields_of
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from minhbach.domains.agencies import selectors, services
from minhbach.domains.agencies.models import IdentityProvider
from minhbach.domains.agencies.policies import decides, require_closes_guests
from minhbach.domains.agencies.types import ProposalState
from minhbach.domains.agencies.web.deciding import deciding_facts, refuse_page, withdrawn
from minhbach.domains.agencies.web.outside import CloseForm, may_close, show_body
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages import OfficeRequest, fields
from minhbach.foundation.pages.chips import chip_of
from minhbach.foundation.pages.detail import Fact
from minhbach.foundation.pages.forms import PageForm, handle
from minhbach.foundation.press import acted


class ProviderForm(PageForm):
    issuer = fields.Text(
        label=_lazy("Địa chỉ nơi đăng nhập (issuer)"),
        longest=300,
        help_text=_lazy("Đúng như giấy đề nghị ghi, ví dụ https://dangnhap.congty.vn."),
    )
    client_id = fields.Text(label=_lazy("Mã ứng dụng (client ID)"), longest=200)
    secret = fields.Text(label=_lazy("Mã bí mật (client secret)"), longest=500, required=False)
    other_hosts = fields.Text(
        label=_lazy("Máy chủ khác"),
        longest=600,
        required=False,
        help_text=_lazy(
            "Tên các máy chủ khác mà giấy đề nghị cho phép gọi tới, cách nhau bằng dấu phẩy. Ngoài chúng và máy chủ "
            "của địa chỉ trên, hệ thống không gọi máy nào."
        ),
    )
    proofs = fields.Text(
        label=_lazy("Dấu hiệu đã qua hai lớp"),
        longest=300,
        required=False,
        help_text=_lazy(
            "Giá trị của “acr” hoặc “amr” mà khi có thì không hỏi mã một lần ở đây nữa, cách nhau bằng dấu phẩy. "
            "Để trống: vẫn hỏi mã một lần ở đây."
        ),
    )
    keeps_password = fields.Either(
        label=_lazy("Mật khẩu cấp ở đây"),
        yes=_lazy("vẫn dùng được, kèm mã một lần"),
        no=_lazy("không dùng được; chỉ đăng nhập qua tổ chức"),
    )
    paper_number = fields.Text(label=_lazy("Số giấy đề nghị"), longest=60)
    paper_on = fields.Day(label=_lazy("Ngày của giấy"))
    paper_at = fields.Text(label=_lazy("Nơi lưu bản gốc"), longest=200)

    def __init__(self, *given: Any, now: IdentityProvider | None, on: date) -> None:
        super().__init__(*given, initial={"paper_on": on, "keeps_password": True, **_known(now)})
        if now is not None and now.secret:
            self.fields["secret"].help_text = _("Để trống: giữ mã đang dùng, nếu địa chỉ không đổi.")

    @property
    def terms(self) -> services.ProviderTerms:
        given = self.cleaned_data
        lists = {name: [one for one in given[name].split(",") if one.strip()] for name in ("other_hosts", "proofs")}
        return services.ProviderTerms(
            **{one.name: (given | lists)[one.name] for one in fields_of(services.ProviderTerms)}
        )


@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: OfficeRequest, body_id: UUID) -> HttpResponse:
    body = selectors.get_body(body_id)
    require_closes_guests(request.officer, body, at=request.at)
    form = ProviderForm.of(request, now=selectors.provider_of(body), on=local_date(request.at))
    return handle(
        request,
        form,
        lambda: services.propose_provider(body=body, terms=form.terms, officer=request.officer, at=request.at),
        done=_("Đã ghi đề nghị; có hiệu lực khi thủ trưởng hoặc quản trị khác của cơ quan đồng ý."),
        template="agencies/outside_form.html",
        page={
            "title": _("Nơi đăng nhập của %(body)s") % {"body": body.name},
            "button": _("Gửi đề nghị"),
            "cancel": body.get_absolute_url(),
        },
    )


@require_safe
def provider(request: OfficeRequest, provider_id: UUID) -> HttpResponse:
    found = selectors.get_provider(request.officer, provider_id, on=local_date(request.at))
    return render(
        request,
        "agencies/provider.html",
        {
            "proposal": found,
            "title": _("Nơi đăng nhập của %(body)s") % {"body": found.body.name},
            "chips": [_chip(found)],
            "facts": _facts(request, found),
            "may_confirm": found.is_waiting and decides(request.officer, found, at=request.at),
            "is_mine": found.is_waiting and found.proposed_by_id == request.officer.pk,
            "may_end": found.is_in_force and may_close(request, found.body),
        },
    )


@require_POST
def confirm(request: OfficeRequest, provider_id: UUID) -> HttpResponse:
    found = selectors.get_provider(request.officer, provider_id, on=local_date(request.at))
    services.confirm_provider(proposal=found, officer=request.officer, at=request.at)
    messages.success(request, _("Đã xác nhận; quản trị mời từng người gắn tài khoản."))
    return redirect(found.body)


@require_http_methods(["GET", "HEAD", "POST"])
def refuse(request: OfficeRequest, provider_id: UUID) -> HttpResponse:
    found = selectors.get_provider(request.officer, provider_id, on=local_date(request.at))
    title = _("Không xác nhận nơi đăng nhập của %(body)s") % {"body": found.body.name}
    return refuse_page(request, found, title=title, template="agencies/outside_form.html")


@require_POST
def withdraw(request: OfficeRequest, provider_id: UUID) -> HttpResponse:
    return withdrawn(request, selectors.get_provider(request.officer, provider_id, on=local_date(request.at)))


@require_http_methods(["GET", "HEAD", "POST"])
def end(request: OfficeRequest, provider_id: UUID) -> HttpResponse:
    found = selectors.get_provider(request.officer, provider_id, on=local_date(request.at))
    require_closes_guests(request.officer, found.body, at=request.at)
    form = CloseForm.of(request)
    return handle(
        request,
        form,
        lambda: services.end_provider(provider=found, **form.asked, officer=request.officer, at=request.at),
        done=_("Không ai của bên này đăng nhập qua tổ chức được nữa; mọi phiên đã vào như vậy đã kết thúc."),
        back=found.body,
        template="agencies/outside_form.html",
        page={
            "title": _("Thôi dùng nơi đăng nhập của %(body)s") % {"body": found.body.name},
            "button": _("Thôi dùng"),
            "tone": "late",
            "cancel": found.body.get_absolute_url(),
        },
    )


@require_POST
def invite(request: OfficeRequest, guest_id: UUID) -> HttpResponse:
    person = selectors.get_guest(guest_id)
    code = services.invite_guest(person=person, officer=request.officer, at=request.at)
    body = selectors.get_body(selectors.body_of_guest(person).pk)
    door = request.build_absolute_uri(reverse("account_of_body", args=[body.pk]))
    # Shown in this answer only; of the code a digest is kept.
    response = show_body(request, body, code=code, door=door, told=person.full_name)
    acted(response, back=body.get_absolute_url())
    return response


def _known(now: IdentityProvider | None) -> dict[str, Any]:
    if now is None:
        return {}
    return {
        "issuer": now.issuer,
        "client_id": now.client_id,
        "other_hosts": ", ".join(now.hosts[1:]),
        "proofs": ", ".join(now.proofs),
        "keeps_password": now.keeps_password,
    }


def _chip(found: IdentityProvider) -> tuple[str, str]:
    if found.ended_at is not None:
        return _("đã thôi dùng"), ""
    return (_("đang dùng"), "good") if found.is_in_force else chip_of(ProposalState(found.state))


def _facts(request: OfficeRequest, found: IdentityProvider) -> list[Fact]:
    ended = []
    if found.ended_at is not None and found.ended_by is not None:
        ended = [
            Fact(_("Người thôi dùng"), found.ended_by.full_name),
            Fact(_("Lúc thôi dùng"), found.ended_at, kind="moment"),
            Fact(_("Lý do thôi dùng"), found.ended_for or _("thay bằng nơi khác")),
        ]
    back = request.build_absolute_uri(reverse("account_came_back", args=[found.body_id]))
    return [
        Fact(_("Bên ngoài"), found.body.name, url=found.body.get_absolute_url()),
        Fact(_("Địa chỉ (issuer)"), found.issuer),
        Fact(_("Mã ứng dụng"), found.client_id),
        Fact(_("Địa chỉ trở về, khai ở nơi ấy"), back),
        Fact(_("Máy chủ được gọi"), ", ".join(found.hosts)),
        Fact(_("Dấu hiệu đã qua hai lớp"), ", ".join(found.proofs) or _("không; vẫn hỏi mã một lần ở đây")),
        Fact(_("Mật khẩu cấp ở đây"), _("vẫn dùng được") if found.keeps_password else _("không dùng được")),
        Fact(_("Giấy đề nghị"), found.paper_number),
        Fact(_("Ngày của giấy"), found.paper_on, kind="day"),
        Fact(_("Nơi lưu bản gốc"), found.paper_at),
        *deciding_facts(found),
        *ended,
    ]
