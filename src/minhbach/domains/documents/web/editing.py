"""The page that fills a draft."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from minhbach.domains.documents import selectors, services
from minhbach.domains.documents.models import OfficialDocument
from minhbach.domains.documents.papers import thaw_content
from minhbach.domains.documents.policies import require_drafter
from minhbach.domains.documents.web.content_form import DraftForm
from minhbach.domains.documents.web.pages import drawn
from minhbach.foundation.pages import OfficeRequest
from minhbach.foundation.pages.editing import Edits
from minhbach.foundation.pages.forms import handle


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: OfficeRequest, document_id: UUID) -> HttpResponse:
    """Fill a draft's fields; what is typed is kept when something is wrong."""
    document = selectors.access_document(request.officer, document_id)
    require_drafter(request.officer, document.owner_agency, at=request.at)
    form = DraftForm.of(request, **_filling(document))
    return handle(
        request,
        form,
        lambda: services.redraft(
            document_id=document_id,
            officer=request.officer,
            at=request.at,
            content=form.filled(),
            title=form.asked["title"],
            recipients=list(form.asked["recipients"]),
        ),
        done=_("Đã lưu dự thảo."),
        back=document,
        template="documents/edit.html",
        page=lambda: {
            "title": _("Điền, sửa dự thảo"),
            "document": document,
            "gaps": selectors.gaps_of(document),
            **drawn(document),
        },
        edits=Edits(document, lambda: DraftForm(**_filling(document))),
    )


@require_POST
def preview(request: OfficeRequest, document_id: UUID) -> HttpResponse:
    """Draw a draft as it would print with what is typed; what cannot be read leaves the paper as it stands."""
    document = selectors.access_document(request.officer, document_id)
    require_drafter(request.officer, document.owner_agency, at=request.at)
    form = DraftForm.of(request, **_filling(document))
    if not form.is_valid():
        return HttpResponse(status=204)
    content, recipients = form.filled(), list(form.asked["recipients"])
    return HttpResponse(selectors.drawn_with(document, content, recipients=recipients))


def _filling(document: OfficialDocument) -> dict[str, Any]:
    """What the form of a draft is filled with."""
    return {
        "content": thaw_content(document.content),
        "filled_elsewhere": document.form.filled_elsewhere,
        "initial": {"title": document.title, "recipients": tuple(document.recipients)},
    }
