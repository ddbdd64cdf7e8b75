"""A picture leaves the system, for the file: who took it, and of how many, stands in the log."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from minhbach.domains.networks.picture import picture_of
from minhbach.domains.networks.refusals import PictureTooLarge
from minhbach.domains.networks.selectors import Start, end_of_value
from minhbach.domains.networks.web.asked import network_asked
from minhbach.domains.subjects.selectors import get_identifier, get_subject
from minhbach.foundation import audit
from minhbach.foundation.pages import OfficeRequest


@require_safe
def subject_picture(request: OfficeRequest, subject_id: UUID) -> HttpResponse:
    found = get_subject(subject_id)
    return _picture(request, Start(subject_id=found.canonical_id or found.pk), found.name, "subjects.subject")


@require_safe
def identifier_picture(request: OfficeRequest, identifier_id: UUID) -> HttpResponse:
    found = end_of_value(get_identifier(identifier_id))
    return _picture(request, found.start, f"{found.kind} {found.words}", "subjects.identifier")


def _picture(request: OfficeRequest, start: Start, name: str, target_type: str) -> HttpResponse:
    network = network_asked(request, start)
    if network.is_too_large:
        raise PictureTooLarge
    content = picture_of(network, name=name, at=request.at, officer=request.officer.full_name)
    audit.record(
        "networks.picture.taken",
        officer_id=request.officer.id,
        at=request.at,
        target_type=target_type,
        target_id=start.node,
        data={"nodes": network.size},
    )
    headers = {"Content-Disposition": 'attachment; filename="mang-luoi.svg"'}
    return HttpResponse(content, content_type="image/svg+xml; charset=utf-8", headers=headers)
