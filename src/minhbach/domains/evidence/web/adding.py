"""Attaching evidence to a record, from that record's page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from minhbach.domains.evidence import selectors, services
from minhbach.domains.evidence.policies import require_writer
from minhbach.domains.evidence.refusals import EvidenceNotFound
from minhbach.domains.evidence.types import AT_ONCE_MB, target_kind
from minhbach.domains.evidence.web.forms import EvidenceForm
from minhbach.foundation.pages import OfficeRequest
from minhbach.foundation.pages.bodies import takes_up_to
from minhbach.foundation.pages.forms import handle
from minhbach.foundation.scope import ScopedModel


def of(request: OfficeRequest, target_type: str, target_id: UUID) -> HttpResponse:
    """The evidence of a record as a piece of that record's page, which fetches it."""
    kind = target_kind(target_type)
    if kind is None:
        raise EvidenceNotFound
    target = kind.resolve(request.officer, target_id, request.at, False)
    attachments = selectors.attachments(target, officer=request.officer, at=request.at)
    context = {"attachments": attachments, "next": kind.url(str(target_id))}
    return render(request, "evidence/attachments.html", context)


@takes_up_to(AT_ONCE_MB)
def add(request: OfficeRequest, target_type: str, target_id: UUID) -> HttpResponse:
    kind = target_kind(target_type)
    if kind is None:
        raise EvidenceNotFound
    require_writer(request.officer, at=request.at)
    target = kind.resolve(request.officer, target_id, request.at, True)
    back = request.POST.get("next") or request.GET.get("next", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        back = kind.url(str(target_id))
    form = EvidenceForm.of(request, initial={"next": back})
    return handle(
        request,
        form,
        lambda: _keep(request, form.asked, target),
        done=_("Đã lưu làm tài liệu, chứng cứ."),
        back=back,
        page={
            "title": _("Thêm tài liệu, chứng cứ"),
            "lead": target,
            "lead_url": back,
            "button": _("Lưu làm chứng cứ"),
            "cancel": back,
        },
    )


def _keep(request: OfficeRequest, given: Mapping[str, Any], target: ScopedModel) -> None:
    """All files of one form or none."""
    if given["secret_register_number"]:
        services.add_secret_reference(
            officer=request.officer,
            at=request.at,
            target=target,
            title=given["title"],
            register_number=given["secret_register_number"],
            obtained_at=given["obtained_at"],
        )
    for file in given["file"]:
        services.add_evidence(
            officer=request.officer,
            at=request.at,
            target=target,
            kind=given["kind"],
            title=given["title"],
            content=file.file,
            file_name=file.name,
            obtained_at=given["obtained_at"],
            obtained_where=given["obtained_where"],
            source_url=given["source_url"],
        )
