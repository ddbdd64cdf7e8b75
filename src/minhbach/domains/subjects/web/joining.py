"""Joining two records of one merchant, and taking them apart."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from minhbach.domains.subjects import policies, selectors, services
from minhbach.domains.subjects.refusals import SubjectNotFound
from minhbach.domains.subjects.web.forms import ReasonForm
from minhbach.foundation.pages import OfficeRequest

SHOWN = 10


def join(request: OfficeRequest, subject_id: UUID) -> HttpResponse:
    """Choose the other record, by search or among those that share an identifier, then say why."""
    policies.writing_agency(request.officer, at=request.at)
    subject = selectors.get_subject(subject_id)
    policies.require_own_subject(subject)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        root = services.merge(
            officer=request.officer,
            at=request.at,
            subject=subject,
            into=selectors.get_subject(_chosen(request)),
            reason=form.cleaned_data["reason"],
        )
        messages.success(request, _("Đã gộp. Có thể tách lại khi cần."))
        return redirect("subjects:subject", root.id)
    text = request.GET.get("q", "").strip()[:200]
    found = list(selectors.find_subjects(text).exclude(pk=subject.pk)[:SHOWN]) if text else []
    related = selectors.related_subjects([subject], limit=SHOWN)
    return render(
        request,
        "subjects/merge.html",
        {"subject": subject, "form": form, "found": found, "related": related, "text": text},
        status=422 if request.method == "POST" else 200,
    )


def separate(request: OfficeRequest, subject_id: UUID) -> HttpResponse:
    policies.writing_agency(request.officer, at=request.at)
    subject = selectors.get_subject(subject_id)
    policies.require_own_subject(subject)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.separate(officer=request.officer, at=request.at, subject=subject, reason=form.cleaned_data["reason"])
        messages.success(request, _("Đã tách."))
        return redirect("subjects:subject", subject.id)
    return render(
        request,
        "subjects/form.html",
        {"subject": subject, "form": form, "title": _("Tách hồ sơ"), "act": _("Tách hồ sơ")},
        status=422 if request.method == "POST" else 200,
    )


def _chosen(request: OfficeRequest) -> UUID:
    try:
        return UUID(request.POST.get("into", ""))
    except ValueError:
        raise SubjectNotFound from None
