"""Joining two records of one merchant, and taking them apart."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _

from minhbach.domains.subjects import policies, selectors, services
from minhbach.domains.subjects.models import Subject
from minhbach.domains.subjects.refusals import SubjectNotFound
from minhbach.domains.subjects.web.acts import about, subject_url
from minhbach.domains.subjects.web.forms import ReasonForm
from minhbach.foundation.pages import OfficeRequest
from minhbach.foundation.pages.forms import handle

SHOWN = 10


def join(request: OfficeRequest, subject_id: UUID) -> HttpResponse:
    """Choose the other record, by search or among those that share an identifier, then say why."""
    subject = _own(request, subject_id)
    form = ReasonForm.of(request)
    return handle(
        request,
        form,
        lambda: services.merge(
            officer=request.officer,
            at=request.at,
            subject=subject,
            into=selectors.get_subject(_chosen(request)),
            **form.asked,
        ),
        done=_("Đã gộp. Có thể tách lại khi cần."),
        back=subject_url,
        template="subjects/merge.html",
        page=lambda: _others(request, subject),
    )


def separate(request: OfficeRequest, subject_id: UUID) -> HttpResponse:
    subject = _own(request, subject_id)
    form = ReasonForm.of(request)
    return handle(
        request,
        form,
        lambda: services.separate(officer=request.officer, at=request.at, subject=subject, **form.asked),
        done=_("Đã tách."),
        back=subject_url(subject),
        page=about(subject, _("Tách hồ sơ"), _("Tách hồ sơ")),
    )


def _own(request: OfficeRequest, subject_id: UUID) -> Subject:
    policies.writing_agency(request.officer, at=request.at)
    subject = selectors.get_subject(subject_id)
    policies.require_own_subject(subject)
    return subject


def _others(request: OfficeRequest, subject: Subject) -> dict[str, Any]:
    text = request.GET.get("q", "").strip()[:200]
    return {
        "subject": subject,
        "found": list(selectors.find_subjects(text).exclude(pk=subject.pk)[:SHOWN]) if text else [],
        "related": selectors.related_subjects([subject], limit=SHOWN),
        "text": text,
        "chosen": request.POST.get("into", ""),
    }


def _chosen(request: OfficeRequest) -> UUID:
    try:
        return UUID(request.POST.get("into", ""))
    except ValueError:
        raise SubjectNotFound from None
