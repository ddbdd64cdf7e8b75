"""A document's files: always handed over as attachments, never shown in the browser's own page."""

from __future__ import annotations

import io
from uuid import UUID

from django.http import FileResponse
from django.views.decorators.http import require_safe

from minhbach.domains.documents import services
from minhbach.domains.documents.services.freezing import DOCX, plain_letters
from minhbach.foundation.pages import OfficeRequest


@require_safe
def take_file(request: OfficeRequest, document_id: UUID, file_id: UUID) -> FileResponse:
    file, stream = services.take_file(document_id=document_id, file_id=file_id, officer=request.officer, at=request.at)
    return _handed_over(stream, file.name, file.media_type)


@require_safe
def draft_file(request: OfficeRequest, document_id: UUID) -> FileResponse:
    document, content = services.take_draft(document_id=document_id, officer=request.officer, at=request.at)
    return _handed_over(io.BytesIO(content), f"{plain_letters(document.symbol or document.kind)}-ban-doc.docx", DOCX)


def _handed_over(stream: object, name: str, media_type: str) -> FileResponse:
    response = FileResponse(stream, as_attachment=True, filename=name, content_type=media_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
