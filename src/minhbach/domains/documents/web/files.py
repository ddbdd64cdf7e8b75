"""A document's files: always handed over as attachments, never shown in the browser's own page."""

from __future__ import annotations

import io
from collections.abc import Callable
from uuid import UUID

from django.http import FileResponse
from django.views.decorators.http import require_safe

from minhbach.domains.documents import services
from minhbach.domains.documents.layout import Paper, render_docx, render_pdf
from minhbach.domains.documents.layout.pdf_paper import PDF
from minhbach.domains.documents.models import OfficialDocument
from minhbach.domains.documents.services.freezing import DOCX, file_name, plain_letters
from minhbach.domains.documents.types import FileKind
from minhbach.foundation.pages import OfficeRequest


@require_safe
def take_file(request: OfficeRequest, document_id: UUID, file_id: UUID) -> FileResponse:
    file, stream = services.take_file(document_id=document_id, file_id=file_id, officer=request.officer, at=request.at)
    return _handed_over(stream, file.name, file.media_type)


@require_safe
def draft_file(request: OfficeRequest, document_id: UUID) -> FileResponse:
    return _copy(request, document_id, render_docx, "docx", DOCX)


@require_safe
def pdf_copy(request: OfficeRequest, document_id: UUID) -> FileResponse:
    return _copy(request, document_id, render_pdf, "pdf", PDF)


def _copy(
    request: OfficeRequest, document_id: UUID, draw: Callable[[Paper], bytes], extension: str, media_type: str
) -> FileResponse:
    document, content = services.take_copy(document_id=document_id, officer=request.officer, at=request.at, draw=draw)
    name = file_name(document, FileKind.NUMBERED, 1, extension) if document.number else _unnumbered(document, extension)
    return _handed_over(io.BytesIO(content), name, media_type)


def _unnumbered(document: OfficialDocument, extension: str) -> str:
    return f"{plain_letters(document.symbol or document.kind)}-ban-doc.{extension}"


def _handed_over(stream: object, name: str, media_type: str) -> FileResponse:
    response = FileResponse(stream, as_attachment=True, filename=name, content_type=media_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
