"""Accounts of people outside: who has one, on what paper, and what is done with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields as fields_of
from datetime import date, timedelta
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
from minhbach.domains.agencies.models import Agency, GuestProposal, Officer, Post
from minhbach.domains.agencies.policies import (
    DISCLOSERS,
    GUEST_READERS,
    decides,
    needs_second_factor,
    require_closes_guests,
    require_role,
)
from minhbach.domains.agencies.types import OutsideKind, ProposalState
from minhbach.domains.agencies.web.deciding import deciding_facts, refuse_page, withdrawn
from minhbach.domains.agencies.web.officers import state_chip
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages import Column, Filter, ListPage, OfficeRequest, fields
from minhbach.foundation.pages.chips import chip_of
from minhbach.foundation.pages.detail import Fact
from minhbach.foundation.pages.forms import PageForm, Part, handle
from minhbach.foundation.press import acted
from minhbach.foundation.refusals import NotAllowed

# What a paper is proposed to last, where it says nothing.
USUAL = timedelta(days=180)


class GuestForm(PageForm):
    agency = fields.Record(label=_lazy("Cơ quan quản lý tài khoản"))
    kind = fields.Choice(label=_lazy("Bên ngoài là"), choices=OutsideKind.choices)
    name = fields.Text(label=_lazy("Tên"), longest=200)
    code = fields.Text(
        label=_lazy("Số đăng ký"),
        longest=30,
        help_text=_lazy("Mã số thuế, số quyết định thành lập hoặc số định danh; mỗi bên ngoài chỉ có một."),
    )
    paper_number = fields.Text(label=_lazy("Số giấy đề nghị"), longest=60)
    paper_on = fields.Day(label=_lazy("Ngày của giấy"))
    paper_at = fields.Text(
        label=_lazy("Nơi lưu bản gốc"),
        longest=200,
        help_text=_lazy("Số văn bản đến, cặp hồ sơ hoặc số vụ việc có giấy này."),
    )
    full_name = fields.Text(label=_lazy("Họ và tên người dùng"), longest=100)
    title_vi = fields.Text(label=_lazy("Chức danh"), longest=120)
    username = fields.Code(
        label=_lazy("Tên đăng nhập"),
        regex=r"^[a-z0-9._-]{3,60}$",
        shape=_lazy("Dùng 3 đến 60 ký tự: chữ thường không dấu, chữ số, dấu chấm, gạch nối, gạch dưới."),
        help_text=_lazy("Ghi tên đăng nhập đã có của bên này để gia hạn hoặc mở lại."),
    )
    email = fields.Email(label=_lazy("Thư điện tử"), required=False)
    phone = fields.Text(label=_lazy("Điện thoại"), longest=20, required=False)
    valid_from = fields.Day(label=_lazy("Từ ngày"))
    valid_until = fields.LastDay(label=_lazy("Đến hết ngày"), help_text=_lazy("Không quá một năm."))

    def __init__(self, *given: Any, officer: Officer, on: date, known: dict[str, Any]) -> None:
        homes = selectors.proposing_for(officer, on=on)
        super().__init__(
            *given,
            initial={
                "agency": homes[0].pk if homes else None,
                "paper_on": on,
                "valid_from": on,
                "valid_until": on + USUAL,
                **known,
            },
        )
        # Whoever stands above the agency that answers for a body asks in its name.
        offered = {home.pk for home in homes} | ({known["agency"]} if "agency" in known else set())
        self.offer("agency", Agency.objects.filter(pk__in=offered).order_by("sort_key", "id"))

    @property
    def parts(self) -> Iterator[Part]:
        yield Part(_lazy("Bên ngoài"), [self[one] for one in ("kind", "name", "code")])
        yield Part(_lazy("Giấy đề nghị"), [self[one] for one in ("paper_number", "paper_on", "paper_at")])
        person = ("full_name", "title_vi", "username", "email", "phone")
        yield Part(_lazy("Người dùng tài khoản"), [self[one] for one in person])
        yield Part(_lazy("Thời hạn"), [self[one] for one in ("valid_from", "valid_until", "agency")])

    @property
    def terms(self) -> services.GuestTerms:
        given = self.cleaned_data
        return services.GuestTerms(**{one.name: given[one.name] for one in fields_of(services.GuestTerms)})


class CloseForm(PageForm):
    reason = fields.Text(label=_lazy("Lý do"), longest=300)


@require_safe
def outside(request: OfficeRequest) -> HttpResponse:
    require_role(request.officer, *GUEST_READERS, at=request.at)
    today = local_date(request.at)
    page = ListPage(
        request,
        selectors.bodies(),
        title=_lazy("Bên ngoài"),
        columns=[
            Column("name", _lazy("Tên"), lambda row: row.name, sort="sort_key", url=Agency.get_absolute_url),
            Column("kind", _lazy("Là"), lambda row: row.get_outside_display(), sort="outside"),
            Column("code", _lazy("Số đăng ký"), lambda row: row.symbol, sort="symbol"),
            Column("kept_by", _lazy("Cơ quan quản lý"), lambda row: row.kept_by.short_name),
            Column("state", _lazy("Tình trạng"), lambda row: _body_chip(row, today), kind="chip"),
        ],
        filters=[
            Filter(
                "kind",
                _lazy("Là"),
                choices=OutsideKind.choices,
                apply=lambda rows, kind: rows.filter(outside=kind),
            ),
            Filter(
                "state",
                _lazy("Tình trạng"),
                choices=[("open", _lazy("đang mở")), ("closed", _lazy("đã đóng"))],
                apply=lambda rows, state: rows.filter(valid_until__isnull=state == "open"),
            ),
        ],
        search=selectors.search_bodies,
        default_sort="name",
        export_name="ben-ngoai",
    )
    waiting = selectors.guest_proposals_for(request.officer, on=today).filter(state=ProposalState.WAITING)
    return page.response(
        "agencies/outside.html",
        {"waiting": waiting, "may_propose": bool(selectors.proposing_for(request.officer, on=today))},
    )


@require_safe
def body(request: OfficeRequest, body_id: UUID) -> HttpResponse:
    require_role(request.officer, *GUEST_READERS, at=request.at)
    return show_body(request, selectors.get_body(body_id))


@require_safe
def guest(request: OfficeRequest, guest_id: UUID) -> HttpResponse:
    """Whoever looks for a person outside is led to the body, where all of them stand."""
    require_role(request.officer, *GUEST_READERS, at=request.at)
    return redirect(selectors.body_of_guest(selectors.get_guest(guest_id)))


@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: OfficeRequest) -> HttpResponse:
    require_role(request.officer, *selectors.GUEST_PROPOSERS, at=request.at)
    form = GuestForm.of(request, officer=request.officer, on=local_date(request.at), known=_known(request))
    return handle(
        request,
        form,
        lambda: services.propose_guest(
            agency=form.cleaned_data["agency"], terms=form.terms, officer=request.officer, at=request.at
        ),
        done=_("Đã ghi đề nghị; tài khoản mở khi thủ trưởng hoặc quản trị khác của cơ quan đồng ý."),
        template="agencies/outside_form.html",
        page={
            "title": _("Đề nghị mở tài khoản cho bên ngoài"),
            "button": _("Gửi đề nghị"),
            "cancel": reverse("agencies:outside"),
        },
    )


@require_safe
def proposal(request: OfficeRequest, guest_proposal_id: UUID) -> HttpResponse:
    found = selectors.get_guest_proposal(request.officer, guest_proposal_id, on=local_date(request.at))
    return render(
        request,
        "agencies/guest_proposal.html",
        {
            "proposal": found,
            "title": _("Đề nghị mở tài khoản cho %(person)s") % {"person": found.full_name},
            "chips": [chip_of(ProposalState(found.state))],
            "facts": _facts(found),
            "may_open": found.is_waiting and decides(request.officer, found, at=request.at),
            "is_mine": found.is_waiting and found.proposed_by_id == request.officer.pk,
        },
    )


@require_POST
def open_guest(request: OfficeRequest, guest_proposal_id: UUID) -> HttpResponse:
    found = selectors.get_guest_proposal(request.officer, guest_proposal_id, on=local_date(request.at))
    person = services.open_guest(proposal=found, officer=request.officer, at=request.at)
    messages.success(request, _("Đã mở tài khoản; quản trị cấp mật khẩu cho %(person)s.") % {"person": person})
    return redirect(selectors.body_of_guest(person))


@require_http_methods(["GET", "HEAD", "POST"])
def refuse_guest(request: OfficeRequest, guest_proposal_id: UUID) -> HttpResponse:
    found = selectors.get_guest_proposal(request.officer, guest_proposal_id, on=local_date(request.at))
    title = _("Không mở tài khoản cho %(person)s") % {"person": found.full_name}
    return refuse_page(request, found, title=title, template="agencies/outside_form.html")


@require_POST
def withdraw_guest(request: OfficeRequest, guest_proposal_id: UUID) -> HttpResponse:
    found = selectors.get_guest_proposal(request.officer, guest_proposal_id, on=local_date(request.at))
    return withdrawn(request, found)


@require_POST
def guest_password(request: OfficeRequest, guest_id: UUID) -> HttpResponse:
    person = selectors.get_guest(guest_id)
    password = services.give_password(person=person, officer=request.officer, at=request.at)
    found = selectors.get_body(selectors.body_of_guest(person).pk)
    # Shown in this answer only; nothing keeps it.
    response = show_body(request, found, password=password, told=person.full_name)
    acted(response, back=found.get_absolute_url())
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def close_guest(request: OfficeRequest, guest_id: UUID) -> HttpResponse:
    person = selectors.get_guest(guest_id)
    found = selectors.body_of_guest(person)
    require_closes_guests(request.officer, found, at=request.at)
    form = CloseForm.of(request)
    return handle(
        request,
        form,
        lambda: services.close_guest(person=person, **form.asked, officer=request.officer, at=request.at),
        done=_("Đã đóng tài khoản của %(person)s; mọi phiên đang mở đã kết thúc.") % {"person": person},
        back=found,
        template="agencies/outside_form.html",
        page={
            "title": _("Đóng tài khoản của %(person)s") % {"person": person},
            "button": _("Đóng tài khoản"),
            "tone": "late",
            "cancel": found.get_absolute_url(),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def close_body(request: OfficeRequest, body_id: UUID) -> HttpResponse:
    found = selectors.get_body(body_id)
    require_closes_guests(request.officer, found, at=request.at)
    form = CloseForm.of(request)
    return handle(
        request,
        form,
        lambda: services.close_body(body=found, **form.asked, officer=request.officer, at=request.at),
        done=_("Đã đóng mọi tài khoản của %(body)s.") % {"body": found.name},
        back=found,
        template="agencies/outside_form.html",
        page={
            "title": _("Đóng mọi tài khoản của %(body)s") % {"body": found.name},
            "button": _("Đóng tất cả"),
            "tone": "late",
            "cancel": found.get_absolute_url(),
        },
    )


def show_body(request: OfficeRequest, found: Agency, **shown: str) -> HttpResponse:
    """Show a body with what was just given for one of its people (SHOWN), to be handed over."""
    today = local_date(request.at)
    answers = found.kept_by is not None and selectors.has_role(
        request.officer, *GUEST_READERS, on=today, agency=found.kept_by
    )
    closes = answers and may_close(request, found)
    return render(
        request,
        "agencies/outside_body.html",
        {
            "body": found,
            "title": found.name,
            "chips": [_body_chip(found, today)],
            "answers": answers,
            "may_see_disclosures": selectors.has_role(request.officer, *DISCLOSERS, on=today),
            "people": _people(request, found) if answers else [],
            "papers": selectors.guest_proposals_of(found) if answers else [],
            "provider": selectors.provider_of(found),
            "providers": selectors.providers_of(found) if closes else [],
            "may_close": closes,
            "may_close_all": closes and found.valid_until is None,
            "gives_password": answers
            and found.kept_by is not None
            and selectors.administers(request.officer, found.kept_by, on=today, posts=request.posts),
            "facts": [
                Fact(_("Bên ngoài là"), found.get_outside_display()),
                Fact(_("Số đăng ký"), found.symbol),
                Fact(_("Cơ quan quản lý"), str(found.kept_by), url=found.kept_by.get_absolute_url()),  # type: ignore[union-attr]
            ],
            **shown,
        },
    )


def may_close(request: OfficeRequest, found: Agency) -> bool:
    try:
        require_closes_guests(request.officer, found, at=request.at)
    except NotAllowed:
        return False
    return True


def _people(request: OfficeRequest, found: Agency) -> list[dict[str, Any]]:
    """Lay out each person once, with the latest time of the account."""
    today, latest = local_date(request.at), dict[UUID, Post]()
    for post in selectors.guest_posts_of(found).select_related("officer__identity"):
        latest.setdefault(post.officer_id, post)
    return [
        {
            "person": post.officer,
            "post": post,
            "chip": _guest_chip(post, today),
            "identity": getattr(post.officer, "identity", None),
            "lacks_factor": post.officer.is_active and needs_second_factor(post.officer, at=request.at),
        }
        for post in latest.values()
    ]


def _known(request: OfficeRequest) -> dict[str, Any]:
    """Fill in what is known of a body, or of a person whose account is prolonged."""
    try:
        if asked := request.GET.get("cua"):
            return _known_of(request, selectors.get_body(UUID(asked)))
        if asked := request.GET.get("nguoi"):
            person = selectors.get_guest(UUID(asked))
            found = selectors.body_of_guest(person)
            post = selectors.guest_posts_of(found).filter(officer=person)[0]
            named = {one: getattr(person, one) for one in ("full_name", "username", "email", "phone")}
            return {**_known_of(request, found), **named, "title_vi": post.title_vi}
    except ValueError:  # no id
        pass
    return {}


def _known_of(request: OfficeRequest, found: Agency) -> dict[str, Any]:
    """Give what is known of a body to one who may ask for more of its accounts."""
    require_closes_guests(request.officer, found, at=request.at)
    return {"kind": found.outside, "name": found.name, "code": found.symbol, "agency": found.kept_by_id}


def _body_chip(found: Agency, on: date) -> tuple[str, str]:
    return (_("đang mở"), "good") if found.holds_on(on) else (_("đã đóng"), "")


def _guest_chip(post: Post, on: date) -> tuple[str, str]:
    if not post.officer.is_active or post.holds_on(on):
        return state_chip(post.officer)
    return (_("hết hạn"), "late") if post.valid_until and post.valid_until <= on else (_("chưa tới hạn"), "")


def _facts(found: GuestProposal) -> list[Fact]:
    person = found.person
    return [
        Fact(_("Bên ngoài"), found.name, url=found.body.get_absolute_url() if found.body else ""),
        Fact(_("Là"), found.get_kind_display()),
        Fact(_("Số đăng ký"), found.code),
        Fact(_("Giấy đề nghị"), found.paper_number),
        Fact(_("Ngày của giấy"), found.paper_on, kind="day"),
        Fact(_("Nơi lưu bản gốc"), found.paper_at),
        Fact(_("Người dùng"), f"{found.full_name}, {found.title_vi}"),
        Fact(_("Tên đăng nhập"), found.username, url=person.get_absolute_url() if person else ""),
        Fact(_("Thư điện tử"), found.email),
        Fact(_("Điện thoại"), found.phone),
        Fact(_("Từ ngày"), found.valid_from, kind="day"),
        Fact(_("Đến hết ngày"), found.last_day, kind="day"),
        Fact(_("Cơ quan quản lý"), found.kept_by.name),
        *deciding_facts(found),
    ]
