"""Drafting a paper from the case."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from minhbach.domains.cases import services
from minhbach.domains.cases.acts import PAPERS
from minhbach.domains.cases.selectors import access_case
from minhbach.domains.documents.types import Kind
from minhbach.foundation.pages.request import OfficeRequest


@require_POST
def draft(request: OfficeRequest, case_id: UUID, kind: str) -> HttpResponse:
    """Fill the paper and go on with it in documents."""
    if kind not in PAPERS:
        raise Http404
    document = services.draft_paper(
        officer=request.officer,
        at=request.at,
        case=access_case(request.officer, case_id),
        kind=Kind(kind),
        part=request.POST.get("part", ""),
    )
    messages.success(request, _("Đã điền từ hồ sơ vụ việc. Hãy đọc lại rồi trình ký."))
    return redirect(document)
