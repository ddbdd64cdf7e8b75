"""What is known of a subject grows, is taken back, narrowed, and put into somebody's care."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.agencies.models import Agency, Officer
from minhbach.domains.agencies.selectors import with_descendant_ids
from minhbach.domains.subjects import policies, selectors, services
from minhbach.domains.subjects.models import Subject
from minhbach.domains.subjects.web.forms import (
    ChangeForm,
    IdentifierForm,
    KeeperForm,
    PremisesForm,
    PresenceForm,
    ReasonForm,
    ShareForm,
    SharingForm,
    WordsForm,
    place_initial,
    place_options,
)
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages import OfficeRequest

ADDING: dict[str, tuple[type[forms.Form], Callable[..., Any], str | Promise]] = {
    "dinh-danh": (IdentifierForm, services.add_identifier, _lazy("Thêm thông tin định danh")),
    "co-so": (PremisesForm, services.add_premises, _lazy("Thêm cơ sở")),
    "gian-hang": (PresenceForm, services.add_presence, _lazy("Thêm gian hàng, tài khoản, website")),
    "thong-tin": (WordsForm, services.state, _lazy("Thêm thông tin")),
}


def add(request: OfficeRequest, subject_id: UUID, what: str) -> HttpResponse:
    if what not in ADDING:
        raise Http404
    form_class, service, title = ADDING[what]
    subject = _writable(request, subject_id)
    options = place_options(request.officer, request.at) if form_class is PremisesForm else {}
    initial = {"sharing": subject.sharing, "kind": request.GET.get("loai", ""), "place": place_initial(subject)}
    form: Any = form_class(request.POST or None, initial=initial, **options)
    if request.method == "POST" and form.is_valid():
        own = {
            name: value
            for name, value in form.cleaned_data.items()
            if name not in ("source_kind", "source_note", "sharing", "valid_from", "last_day")
        }
        service(officer=request.officer, at=request.at, subject=subject, **own, **form.common())
        messages.success(request, _("Đã ghi nhận."))
        return redirect("subjects:subject", subject.id)
    return _form(request, subject, form, title, _("Ghi nhận"), communes=options.get("communes", []))


def change(request: OfficeRequest, subject_id: UUID) -> HttpResponse:
    subject = _writable(request, subject_id)
    policies.require_own_subject(subject)
    options = place_options(request.officer, request.at)
    initial = {"kind": subject.kind, "place": place_initial(subject)}
    form = ChangeForm(request.POST or None, initial=initial, **options)
    if request.method == "POST" and form.is_valid():
        services.change_subject(officer=request.officer, at=request.at, subject=subject, **form.cleaned_data)
        messages.success(request, _("Đã thay đổi."))
        return redirect("subjects:subject", subject.id)
    return _form(request, subject, form, _("Đổi loại hoặc địa bàn"), _("Lưu"), communes=options["communes"])


def retract(request: OfficeRequest, statement_id: UUID) -> HttpResponse:
    statement = selectors.access_statement(statement_id)
    policies.writing_agency(request.officer, at=request.at)
    policies.require_own_statement(statement)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.retract(
            officer=request.officer, at=request.at, statement=statement, reason=form.cleaned_data["reason"]
        )
        messages.success(request, _("Đã rút lại. Vẫn có thể đọc ở mục “Đã rút lại”."))
        return redirect("subjects:subject", statement.subject_id)
    return _form(
        request,
        statement.subject,
        form,
        _("Rút lại thông tin đã ghi nhận"),
        _("Rút lại thông tin"),
        statement=statement,
        is_late=True,
    )


def sharing(request: OfficeRequest, statement_id: UUID) -> HttpResponse:
    statement = selectors.access_statement(statement_id)
    policies.writing_agency(request.officer, at=request.at)
    policies.require_own_statement(statement)
    form = SharingForm(request.POST or None, initial={"sharing": statement.sharing})
    if request.method == "POST" and form.is_valid():
        services.change_sharing(officer=request.officer, at=request.at, statement=statement, **form.cleaned_data)
        messages.success(request, _("Đã thay đổi."))
        return redirect("subjects:subject", statement.subject_id)
    return _form(request, statement.subject, form, _("Phạm vi chia sẻ"), _("Lưu"), statement=statement)


def keeper(request: OfficeRequest, subject_id: UUID) -> HttpResponse:
    subject = _writable(request, subject_id)
    policies.require_own_subject(subject)
    on = local_date(request.at)
    agencies = with_descendant_ids({subject.owner_agency_id})
    officers = list(
        Officer.objects.filter(is_active=True, posts__agency_id__in=agencies, posts__valid_from__lte=on)
        .exclude(posts__valid_until__lte=on)
        .distinct()
        .order_by("sort_key", "id")
    )
    form = KeeperForm(request.POST or None, officers=officers, initial={"keeper": str(subject.keeper_id or "")})
    if request.method == "POST" and form.is_valid():
        services.assign_keeper(officer=request.officer, at=request.at, subject=subject, keeper=form.keeper())
        messages.success(request, _("Đã phân công."))
        return redirect("subjects:subject", subject.id)
    return _form(request, subject, form, _("Phân công công chức phụ trách"), _("Phân công"))


def share(request: OfficeRequest, subject_id: UUID) -> HttpResponse:
    subject = _writable(request, subject_id)
    policies.require_own_subject(subject)
    agencies = (
        Agency.objects.on(local_date(request.at)).filter(works_in_system=True).exclude(pk=subject.owner_agency_id)
    )
    form = ShareForm(request.POST or None, agencies=list(agencies.order_by("sort_key", "id")))
    if request.method == "POST" and form.is_valid():
        services.share_subject(officer=request.officer, at=request.at, subject=subject, with_agency=form.agency())
        messages.success(request, _("Đã chia sẻ."))
        return redirect("subjects:subject", subject.id)
    return _form(request, subject, form, _("Chia sẻ cho cơ quan khác"), _("Chia sẻ"))


def withdraw(request: OfficeRequest, subject_id: UUID) -> HttpResponse:
    subject = _writable(request, subject_id)
    policies.require_own_subject(subject)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.withdraw(officer=request.officer, at=request.at, subject=subject, reason=form.cleaned_data["reason"])
        messages.success(request, _("Đã rút khỏi danh sách và tìm kiếm."))
        return redirect("subjects:list")
    return _form(request, subject, form, _("Rút hồ sơ này"), _("Rút hồ sơ"), is_late=True)


def _writable(request: OfficeRequest, subject_id: UUID) -> Subject:
    policies.writing_agency(request.officer, at=request.at)
    return selectors.get_subject(subject_id)


def _form(
    request: OfficeRequest, subject: Subject, form: forms.Form, title: str | Promise, act: str, **more: Any
) -> HttpResponse:
    context = {"subject": subject, "form": form, "title": title, "act": act, **more}
    return render(request, "subjects/form.html", context, status=422 if request.method == "POST" else 200)
