"""What is open to bodies outside: a record is opened to one, taken back, and what the body said is decided."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from minhbach.domains.agencies import selectors, services
from minhbach.domains.agencies.models import Agency, Disclosure
from minhbach.domains.agencies.policies import DISCLOSERS, require_disclosure_keeper, require_role
from minhbach.domains.agencies.refusals import RecordNotShared
from minhbach.domains.agencies.types import (
    DisclosedKind,
    DisclosureState,
    ReplyState,
    disclosed_kind,
    disclosure_rules,
)
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages import Column, Filter, ListPage, OfficeRequest, fields
from minhbach.foundation.pages.chips import chip_of
from minhbach.foundation.pages.detail import Fact
from minhbach.foundation.pages.forms import PageForm, handle


class DisclosureForm(PageForm):
    body = fields.Record(label=_lazy("Mở cho"), queryset=Agency.everywhere.none())
    purpose = fields.Choice(label=_lazy("Mục đích"))
    reason = fields.Text(
        label=_lazy("Vì sao cần mở"), longest=300, help_text=_lazy("Việc, văn bản đề nghị; bên nhận không đọc được.")
    )
    until = fields.LastDay(label=_lazy("Đến hết ngày"))

    def __init__(self, *given: Any, on: date, **more: Any) -> None:
        super().__init__(*given, **more)
        rules = disclosure_rules()
        self.offer("body", selectors.bodies_open(on=on))
        self.offer(
            "purpose", [(one.code, one.words.capitalize()) for one in rules.purposes.values() if one.holds_on(on)]
        )
        self.fields["until"].help_text = _("Nhiều nhất %(days)s ngày.") % {"days": rules.longest.days}


class ReasonForm(PageForm):
    reason = fields.Text(label=_lazy("Lý do"), longest=300)


@require_safe
def disclosures(request: OfficeRequest) -> HttpResponse:
    require_role(request.officer, *DISCLOSERS, at=request.at)
    return _list(request, selectors.visible_disclosures(), title=_("Hồ sơ mở cho bên ngoài"))


@require_safe
def body_disclosures(request: OfficeRequest, body_id: UUID) -> HttpResponse:
    require_role(request.officer, *DISCLOSERS, at=request.at)
    body = selectors.get_body(body_id)
    return _list(
        request,
        selectors.visible_disclosures().filter(body=body),
        title=_("Hồ sơ mở cho %(body)s") % {"body": body.name},
        above=(body.name, body.get_absolute_url()),
    )


@require_safe
def record_disclosures(request: OfficeRequest, target_type: str, target_id: UUID) -> HttpResponse:
    require_role(request.officer, *DISCLOSERS, at=request.at)
    opened, record = _found(target_type, target_id)
    return _list(
        request,
        selectors.visible_disclosures().filter(record_id=target_id),
        title=_("Đã mở cho bên ngoài: %(name)s") % {"name": opened.kind.named(record)},
        above=(opened.kind.named(record), opened.kind.url(record)),
        open_url=reverse("agencies:open_record", args=[target_type, target_id]),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def open_record(request: OfficeRequest, target_type: str, target_id: UUID) -> HttpResponse:
    opened, record = _found(target_type, target_id)
    opened.kind.require(request.officer, record, request.at)
    form = DisclosureForm.of(request, on=local_date(request.at))
    return handle(
        request,
        form,
        lambda: services.open_record(
            officer=request.officer, at=request.at, target_type=target_type, target_id=target_id, **form.asked
        ),
        done=_("Đã mở; người của bên nhận đọc được ngay khi đăng nhập."),
        template="agencies/open_record.html",
        page=lambda: {
            "title": _("Mở %(kind)s này cho bên ngoài") % {"kind": opened.kind.words},
            "lead": opened.kind.named(record),
            "lead_url": opened.kind.url(record),
            "button": _("Mở"),
            "cancel": reverse("agencies:record_disclosures", args=[target_type, target_id]),
            "called": opened.named(record),
            "facts": opened.facts(record),
        },
    )


@require_safe
def disclosure(request: OfficeRequest, disclosure_id: UUID) -> HttpResponse:
    return render(request, "agencies/disclosure.html", _context(request, _kept(request, disclosure_id)))


@require_POST
def end_disclosure(request: OfficeRequest, disclosure_id: UUID) -> HttpResponse:
    found = _kept(request, disclosure_id)
    form = ReasonForm.of(request)
    return handle(
        request,
        form,
        lambda: services.end_disclosure(officer=request.officer, at=request.at, disclosure=found, **form.asked),
        done=_("Đã thu hồi; bên nhận không còn đọc được."),
        back=found,
        template="agencies/disclosure.html",
        page=lambda: _context(request, found, close_form=form),
    )


@require_POST
def take_reply(request: OfficeRequest, outside_reply_id: UUID) -> HttpResponse:
    reply = selectors.get_reply(outside_reply_id)
    services.take_reply(officer=request.officer, at=request.at, reply=reply)
    messages.success(request, _("Đã tiếp nhận ý kiến."))
    return redirect(reply.disclosure)


@require_POST
def decline_reply(request: OfficeRequest, outside_reply_id: UUID) -> HttpResponse:
    reply = selectors.get_reply(outside_reply_id)
    found = _kept(request, reply.disclosure_id)
    form = ReasonForm.of(request)
    return handle(
        request,
        form,
        lambda: services.decline_reply(officer=request.officer, at=request.at, reply=reply, **form.asked),
        done=_("Đã ghi; bên gửi đọc được lý do."),
        back=found,
        template="agencies/disclosure.html",
        page=lambda: _context(request, found, declined=(reply.pk, form)),
    )


def _list(
    request: OfficeRequest,
    rows: QuerySet[Any],
    *,
    title: str,
    above: tuple[str, str] | None = None,
    open_url: str = "",
) -> HttpResponse:
    today, purposes = local_date(request.at), disclosure_rules().purposes
    page = ListPage(
        request,
        rows,
        title=title,
        columns=[
            Column("name", _lazy("Hồ sơ"), lambda row: row.name, url=Disclosure.get_absolute_url),
            Column("kind", _lazy("Loại"), _kind_words, under="name"),
            Column("body", _lazy("Mở cho"), lambda row: row.body.name),
            Column("purpose", _lazy("Mục đích"), lambda row: purposes[row.purpose].words, under="body"),
            Column("state", _lazy("Tình trạng"), lambda row: chip_of(row.state_on(today)), kind="chip"),
            Column("until", _lazy("Đến hết ngày"), lambda row: row.last_day, kind="day", sort="until"),
            Column("at", _lazy("Mở lúc"), lambda row: row.created_at, kind="moment", sort="created_at", indexed=True),
            Column("by", _lazy("Người mở"), lambda row: row.opened_by.full_name, under="at"),
            Column("agency", _lazy("Của cơ quan"), lambda row: row.owner_agency.short_name, is_extra=True),
        ],
        filters=[
            Filter(
                "state",
                _lazy("Tình trạng"),
                choices=DisclosureState.choices,
                apply=lambda kept, state: selectors.in_state(kept, state, on=today),
            ),
            Filter(
                "purpose",
                _lazy("Mục đích"),
                choices=[(one.code, one.words) for one in purposes.values()],
                apply=lambda kept, purpose: kept.filter(purpose=purpose),
            ),
        ],
        search=selectors.disclosures_named,
        default_sort="-at",
        empty=_lazy("Chưa mở hồ sơ nào."),
        export_name="mo-cho-ben-ngoai",
    )
    return page.response("agencies/disclosures.html", {"came_from": above, "open_url": open_url})


def _kind_words(row: Disclosure) -> str:
    opened = disclosed_kind(row.record_type)
    return str(opened.kind.words) if opened else ""


def _found(target_type: str, target_id: UUID) -> tuple[DisclosedKind, Any]:
    opened = disclosed_kind(target_type)
    if opened is None:
        raise RecordNotShared
    return opened, opened.kind.find(target_id)


def _kept(request: OfficeRequest, disclosure_id: UUID) -> Disclosure:
    found = selectors.get_disclosure(disclosure_id)
    require_disclosure_keeper(request.officer, found, at=request.at)
    return found


def _context(
    request: OfficeRequest,
    found: Disclosure,
    close_form: ReasonForm | None = None,
    declined: tuple[UUID, ReasonForm] | None = None,
) -> dict[str, Any]:
    opened, purpose = selectors.kind_of(found), disclosure_rules().purposes[found.purpose]
    state = found.state_on(local_date(request.at))
    replies = [
        {
            "reply": one,
            "state": chip_of(ReplyState(one.state)),
            "form": declined[1] if declined and declined[0] == one.pk else ReasonForm(),
            "is_wrong": declined is not None and declined[0] == one.pk,
        }
        for one in selectors.replies_to(found)
    ]
    return {
        "disclosure": found,
        "title": found.name,
        "above": _("Hồ sơ mở cho bên ngoài"),
        "above_url": reverse("agencies:disclosures"),
        "chips": [chip_of(state)],
        "replies": replies,
        "is_put_beside": opened.take is not None,
        "looks": selectors.looks_at(found),
        "close_form": close_form or ReasonForm(),
        "may_close": state == DisclosureState.OPEN,
        "facts": [
            Fact(_("Hồ sơ"), opened.kind.words, url=_record_url(found, opened)),
            Fact(_("Mở cho"), found.body.name, url=found.body.get_absolute_url()),
            Fact(_("Mục đích"), purpose.words),
            Fact(_("Thông tin cá nhân"), _("hiện đầy đủ") if purpose.shows_whole else _("chỉ hiện một phần")),
            Fact(_("Vì sao"), found.reason),
            Fact(_("Đến hết ngày"), found.last_day, kind="day"),
            Fact(_("Người mở"), found.opened_by.full_name),
            Fact(_("Mở lúc"), found.created_at, kind="moment"),
            Fact(_("Thu hồi lúc"), found.closed_at, kind="moment"),
            Fact(_("Người thu hồi"), _closer(found)),
            Fact(_("Lý do thu hồi"), found.closed_for),
        ],
    }


def _record_url(found: Disclosure, opened: DisclosedKind) -> str:
    return reverse("agencies:record_disclosures", args=[opened.kind.target_type, found.record_id])


def _closer(found: Disclosure) -> str:
    if found.closed_at is None:
        return ""
    return found.closed_by.full_name if found.closed_by else _("bên này đã đóng mọi tài khoản")
