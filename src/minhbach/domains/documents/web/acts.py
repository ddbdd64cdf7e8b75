"""The steps of a document's way, each a post; what is wrong is said on the document's page, at its field."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from minhbach.domains.documents import selectors
from minhbach.domains.documents.web.choices import STEPS
from minhbach.domains.documents.web.pages import page_of
from minhbach.foundation.pages import OfficeRequest
from minhbach.foundation.pages.forms import handle
from minhbach.foundation.trusted_clock import require_true_clock


@require_POST
def take_step(request: OfficeRequest, document_id: UUID, step: str) -> HttpResponse:
    """Take one of STEPS with what its form asked; then show the document, or the new one where one is made."""
    document = selectors.access_document(request.officer, document_id)
    chosen = STEPS[step]
    said = chosen.done
    form = chosen.form.of(request, document=document, at=request.at)

    def act() -> object:
        if chosen.dates:
            require_true_clock(request.at)
        asked = {**form.asked, "confirmed": form.confirmed} if chosen.is_guarded else form.asked
        return chosen.service(document_id=document_id, officer=request.officer, at=request.at, **asked)

    return handle(
        request,
        form,
        act,
        done=(lambda made: said(made, form)) if callable(said) else said,
        back=None if step == "correct" else document,
        template="documents/document.html",
        page=lambda: page_of(request, document_id, **{step: form}),
    )
