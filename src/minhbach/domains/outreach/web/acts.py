"""What is done with publications: each act parses, makes one service call, and leads back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from minhbach.domains.outreach import policies, selectors, services
from minhbach.domains.outreach.kinds import BY_CODE, BY_SLUG, KINDS
from minhbach.domains.outreach.models import Publication
from minhbach.domains.outreach.refusals import NotADraft, PublicationNotFound
from minhbach.domains.outreach.types import State
from minhbach.domains.outreach.web.forms import (
    DecisionForm,
    EditDecisionForm,
    EditSiteForm,
    PairForm,
    PublicationForm,
    ReasonForm,
    ReplyForm,
    RetractForm,
    SiteForm,
)
from minhbach.domains.outreach.web.pages import context_of
from minhbach.foundation.pages import OfficeRequest
from minhbach.foundation.pages.editing import Edits
from minhbach.foundation.pages.forms import PageForm, handle

ASKING = ["GET", "HEAD", "POST"]


@require_safe
def draft(request: OfficeRequest) -> HttpResponse:
    """Ask which kind."""
    policies.require_writer(request.officer, at=request.at)
    context = {"title": _("Soạn nội dung công bố"), "above": _("Công bố"), "above_url": reverse("outreach:list")}
    return render(request, "outreach/draft.html", {**context, "kinds": KINDS})


@require_http_methods(ASKING)
def draft_kind(request: OfficeRequest, kind_slug: str) -> HttpResponse:
    policies.require_writer(request.officer, at=request.at)
    kind = BY_SLUG.get(kind_slug)
    if kind is None:
        raise PublicationNotFound
    page = {
        "title": _("Soạn %(kind)s") % {"kind": kind.words},
        "lead": kind.says,
        "button": _("Lưu dự thảo"),
        "cancel": reverse("outreach:draft"),
    }
    who: dict[str, Any] = {"officer": request.officer, "at": request.at}
    done = _("Đã lưu dự thảo. Xem lại rồi trình duyệt.")
    if kind.is_from_decision:
        chosen = DecisionForm.of(request, **who)
        return handle(
            request,
            chosen,
            lambda: services.draft_from_decision(document=chosen.asked["document"], words=chosen.words(), **who),
            done=done,
            page=page,
        )
    if kind.is_from_site:
        sited = SiteForm.of(request, **who)
        return handle(
            request,
            sited,
            lambda: services.draft_from_site(
                site=sited.asked["site"], seen_on=sited.asked["seen_on"], words=sited.words(), **who
            ),
            done=done,
            page=page,
        )
    form = PublicationForm.of(request, kind=kind)
    return handle(
        request,
        form,
        lambda: services.draft(kind=kind, words=form.words(), content=form.content(), **who),
        done=done,
        page=page,
    )


@require_http_methods(ASKING)
def edit(request: OfficeRequest, publication_id: UUID) -> HttpResponse:
    found = _own(request, publication_id)
    if found.state != State.DRAFT:
        raise NotADraft
    kind = BY_CODE[found.kind]
    form: PublicationForm | EditDecisionForm | EditSiteForm
    if kind.is_from_decision:
        form = EditDecisionForm.of(request, known=found)
    elif kind.is_from_site:
        form = EditSiteForm.of(request, known=found)
    else:
        form = PublicationForm.of(request, kind=kind, known=found)

    def act() -> Publication:
        told: dict[str, Any] = {}
        if isinstance(form, PublicationForm):
            told = {"content": form.content()}
        elif isinstance(form, EditDecisionForm):
            told = {"found_by": form.asked["found_by"]}
        return services.edit(officer=request.officer, at=request.at, publication=found, words=form.words(), **told)

    page = {"title": _("Sửa dự thảo"), "lead": found.title, "button": _("Lưu"), "cancel": found.get_absolute_url()}
    return handle(
        request, form, act, done=_("Đã lưu."), back=found, page=page,
        edits=Edits(found, lambda: _form_anew(found)),
    )  # fmt: skip


def _form_anew(found: Publication) -> PageForm:
    fresh = selectors.get_publication(found.pk)
    kind = BY_CODE[fresh.kind]
    if kind.is_from_decision:
        return EditDecisionForm(known=fresh)
    return EditSiteForm(known=fresh) if kind.is_from_site else PublicationForm(kind=kind, known=fresh)


@require_POST
def add_pair(request: OfficeRequest, publication_id: UUID) -> HttpResponse:
    found = _own(request, publication_id)
    form = PairForm.of(request)
    return handle(
        request,
        form,
        lambda: services.add_pair(officer=request.officer, at=request.at, publication=found, **form.told_service()),
        done=_("Đã thêm cặp ảnh."),
        back=found,
        template="outreach/publication.html",
        page=lambda: context_of(request, found, pair_form=form),
    )


@require_POST
def drop_pair(request: OfficeRequest, publication_id: UUID, number: int) -> HttpResponse:
    found = _own(request, publication_id)
    services.drop_pair(officer=request.officer, at=request.at, publication=found, number=number)
    messages.success(request, _("Đã bỏ cặp ảnh."))
    return redirect(found)


@require_POST
def submit(request: OfficeRequest, publication_id: UUID) -> HttpResponse:
    return _press(request, publication_id, services.submit, _("Đã trình duyệt."))


@require_POST
def recall(request: OfficeRequest, publication_id: UUID) -> HttpResponse:
    return _press(request, publication_id, services.recall, _("Đã rút về; sửa xong thì trình lại."))


@require_POST
def discard(request: OfficeRequest, publication_id: UUID) -> HttpResponse:
    return _press(request, publication_id, services.discard, _("Đã bỏ dự thảo."))


@require_POST
def correct(request: OfficeRequest, publication_id: UUID) -> HttpResponse:
    found = _own(request, publication_id)
    made = services.draft_correction(officer=request.officer, at=request.at, publication=found)
    messages.success(request, _("Đã soạn bản đính chính; bản cũ còn đăng tới khi bản này được duyệt."))
    return redirect(made)


@require_POST
def approve(request: OfficeRequest, publication_id: UUID) -> HttpResponse:
    policies.require_reader(request.officer, at=request.at)
    found = selectors.get_publication(publication_id)
    services.approve(officer=request.officer, at=request.at, publication=found)
    messages.success(request, _("Đã duyệt."))
    return redirect(found)


@require_POST
def give_back(request: OfficeRequest, publication_id: UUID) -> HttpResponse:
    policies.require_reader(request.officer, at=request.at)
    found = selectors.get_publication(publication_id)
    policies.require_approver(request.officer, found, at=request.at)
    return _act(request, found, "reason_form", ReasonForm.of(request), services.give_back, _("Đã trả lại."))


@require_POST
def retract(request: OfficeRequest, publication_id: UUID) -> HttpResponse:
    found = _own(request, publication_id)
    done = _("Đã rút lại; trang công khai nói rõ điều này.")
    return _act(request, found, "retract_form", RetractForm.of(request), services.retract, done)


@require_POST
def reply(request: OfficeRequest, publication_id: UUID) -> HttpResponse:
    found = _own(request, publication_id)
    return _act(request, found, "reply_form", ReplyForm.of(request), services.add_reply, _("Đã đăng ý kiến bên cạnh."))


@require_POST
def withdraw_reply(request: OfficeRequest, publication_id: UUID, number: int) -> HttpResponse:
    found = _own(request, publication_id)
    services.withdraw_reply(officer=request.officer, at=request.at, publication=found, number=number)
    messages.success(request, _("Đã gỡ ý kiến."))
    return redirect(found)


def _own(request: OfficeRequest, publication_id: UUID) -> Publication:
    policies.require_reader(request.officer, at=request.at)
    found = selectors.get_publication(publication_id)
    policies.require_own(request.officer, found, at=request.at)
    return found


def _press(request: OfficeRequest, publication_id: UUID, act: Callable[..., Any], done: str) -> HttpResponse:
    found = _own(request, publication_id)
    act(officer=request.officer, at=request.at, publication=found)
    messages.success(request, done)
    return redirect(found)


def _act(
    request: OfficeRequest, found: Publication, name: str, form: PageForm, act: Callable[..., Any], done: str
) -> HttpResponse:
    return handle(
        request,
        form,
        lambda: act(officer=request.officer, at=request.at, publication=found, **form.asked),
        done=done,
        back=found,
        template="outreach/publication.html",
        page=lambda: context_of(request, found, **{name: form}),
    )
