"""What is known of a subject grows, is taken back, narrowed, and put into somebody's care."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.agencies.models import Agency, Officer
from minhbach.domains.agencies.selectors import with_descendant_ids
from minhbach.domains.subjects import policies, selectors, services
from minhbach.domains.subjects.models import Statement, Subject
from minhbach.domains.subjects.web.forms import (
    ChangeForm,
    IdentifierForm,
    KeeperForm,
    PremisesForm,
    PresenceForm,
    ReasonForm,
    ShareForm,
    StatementForm,
    WordsForm,
    place_initial,
    place_options,
)
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages import OfficeRequest
from minhbach.foundation.pages.editing import Edits
from minhbach.foundation.pages.forms import handle

ADDING: dict[str, tuple[type[StatementForm], Callable[..., Any], str | Promise]] = {
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
    place = place_initial(subject, on=local_date(request.at))
    initial = {"sharing": subject.sharing, "kind": request.GET.get("loai", ""), "place": place}
    form = form_class.of(request, initial=initial, **options)
    return handle(
        request,
        form,
        lambda: service(officer=request.officer, at=request.at, subject=subject, **form.stated()),
        done=_("Đã ghi nhận."),
        back=subject_url(subject),
        page=about(subject, title, _("Ghi nhận")),
    )


def change(request: OfficeRequest, subject_id: UUID) -> HttpResponse:
    subject = _own(request, subject_id)
    options = place_options(request.officer, request.at)

    def filling() -> dict[str, Any]:
        return {"initial": {"kind": subject.kind, "place": place_initial(subject, on=options["on"])}, **options}

    form = ChangeForm.of(request, **filling())
    return handle(
        request,
        form,
        lambda: services.change_subject(officer=request.officer, at=request.at, subject=subject, **form.asked),
        done=_("Đã thay đổi."),
        back=subject_url(subject),
        page=about(subject, _("Đổi loại hoặc địa bàn"), _("Lưu")),
        edits=Edits(subject, lambda: ChangeForm(**filling())),
    )


def retract(request: OfficeRequest, statement_id: UUID) -> HttpResponse:
    statement = _own_statement(request, statement_id)
    form = ReasonForm.of(request)
    return handle(
        request,
        form,
        lambda: services.retract(officer=request.officer, at=request.at, statement=statement, **form.asked),
        done=_("Đã rút lại. Vẫn có thể đọc ở mục “Đã rút lại”."),
        back=subject_url(statement.subject),
        template="subjects/form.html",
        page=about(
            statement.subject,
            _("Rút lại thông tin đã ghi nhận"),
            _("Rút lại thông tin"),
            statement=statement,
            tone="late",
        ),
    )


def keeper(request: OfficeRequest, subject_id: UUID) -> HttpResponse:
    subject = _own(request, subject_id)
    policies.require_assigner(request.officer, subject, at=request.at)
    officers = _officers_around(subject, on=local_date(request.at))

    def filling() -> dict[str, Any]:
        return {"officers": officers, "initial": {"keeper": str(subject.keeper_id or "")}}

    form = KeeperForm.of(request, **filling())
    return handle(
        request,
        form,
        lambda: services.assign_keeper(officer=request.officer, at=request.at, subject=subject, keeper=form.keeper()),
        done=_("Đã phân công."),
        back=subject_url(subject),
        page=about(subject, _("Phân công công chức phụ trách"), _("Phân công")),
        edits=Edits(subject, lambda: KeeperForm(**filling())),
    )


def share(request: OfficeRequest, subject_id: UUID) -> HttpResponse:
    subject = _own(request, subject_id)
    form = ShareForm.of(request, agencies=_agencies_besides(subject, on=local_date(request.at)))
    return handle(
        request,
        form,
        lambda: services.share_subject(
            officer=request.officer, at=request.at, subject=subject, with_agency=form.agency()
        ),
        done=_("Đã chia sẻ."),
        back=subject_url(subject),
        page=about(subject, _("Chia sẻ cho cơ quan khác"), _("Chia sẻ")),
    )


def withdraw(request: OfficeRequest, subject_id: UUID) -> HttpResponse:
    subject = _own(request, subject_id)
    form = ReasonForm.of(request)
    return handle(
        request,
        form,
        lambda: services.withdraw(officer=request.officer, at=request.at, subject=subject, **form.asked),
        done=_("Đã rút khỏi danh sách và tìm kiếm."),
        back="subjects:list",
        page=about(subject, _("Rút hồ sơ này"), _("Rút hồ sơ"), tone="late"),
    )


def about(subject: Subject, title: str | Promise, button: str, **more: Any) -> dict[str, Any]:
    """The page of a form on a subject, with the way back to it."""
    url = subject_url(subject)
    return {"title": title, "button": button, "lead": subject.name, "lead_url": url, "cancel": url, **more}


def subject_url(subject: Subject) -> str:
    return reverse("subjects:subject", args=[subject.pk])


def _writable(request: OfficeRequest, subject_id: UUID) -> Subject:
    policies.writing_agency(request.officer, at=request.at)
    return selectors.get_subject(subject_id)


def _own(request: OfficeRequest, subject_id: UUID) -> Subject:
    subject = _writable(request, subject_id)
    policies.require_own_subject(subject)
    return subject


def _own_statement(request: OfficeRequest, statement_id: UUID) -> Statement:
    statement = selectors.access_statement(statement_id)
    policies.writing_agency(request.officer, at=request.at)
    policies.require_own_statement(statement)
    return statement


def _officers_around(subject: Subject, *, on: date) -> list[Officer]:
    agencies = with_descendant_ids({subject.owner_agency_id})
    return list(
        Officer.inside.filter(is_active=True, posts__agency_id__in=agencies, posts__valid_from__lte=on)
        .exclude(posts__valid_until__lte=on)
        .distinct()
        .order_by("sort_key", "id")
    )


def _agencies_besides(subject: Subject, *, on: date) -> list[Agency]:
    agencies = Agency.objects.on(on).filter(works_in_system=True).exclude(pk=subject.owner_agency_id)
    return list(agencies.order_by("sort_key", "id"))
