"""Evidence leaves the store as a file to be saved, never as a page; only proven raster pictures are shown inline."""

from __future__ import annotations

from uuid import UUID

from django.http import FileResponse
from django.http.response import HttpResponseBase

from minhbach.domains.evidence import selectors
from minhbach.domains.evidence.media import OPAQUE, RASTER
from minhbach.domains.evidence.models import EvidenceItem
from minhbach.domains.evidence.refusals import EvidenceNotFound
from minhbach.foundation import files
from minhbach.foundation.pages import OfficeRequest


def download(request: OfficeRequest, item_id: UUID) -> HttpResponseBase:
    item = selectors.access_evidence(request.officer, item_id, at=request.at, to_download=True)
    return _sent(item, inline=False)


def picture(request: OfficeRequest, item_id: UUID) -> HttpResponseBase:
    item = selectors.access_evidence(request.officer, item_id, at=request.at)
    return _sent(item, inline=item.media_type in RASTER)


def _sent(item: EvidenceItem, *, inline: bool) -> HttpResponseBase:
    if not item.sha256:
        raise EvidenceNotFound
    response = FileResponse(
        files.open_stored(item.sha256),
        as_attachment=not inline,
        filename=item.file_name,
        content_type=item.media_type if inline else OPAQUE,
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
