"""Files that came with a letter or a mail: saved as they came, or given out as text where they could do harm."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.http import FileResponse, HttpResponse
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_POST, require_safe

from minhbach.domains.hotline import policies, selectors, services
from minhbach.domains.hotline.models import StrangersFile
from minhbach.domains.hotline.refusals import FileHeld
from minhbach.domains.intake.selectors import get_report
from minhbach.foundation import files
from minhbach.foundation.pages import OfficeRequest, fields
from minhbach.foundation.pages.forms import PageForm


class ReasonForm(PageForm):
    reason = fields.Text(label=_lazy("Lý do"), longest=300)


def with_ways_out(found: Sequence[StrangersFile], *, may: bool) -> list[tuple[StrangersFile, PageForm | None]]:
    """Put beside each file that a click must not open the form by which it is given out."""
    return [(one, ReasonForm(auto_id=f"hand_{one.position}_%s") if may and one.is_held else None) for one in found]


@require_safe
def scan(request: OfficeRequest, tip_id: UUID, number: int) -> FileResponse:
    policies.require_worker(request.officer, at=request.at)
    return _sent(selectors.get_scan(get_report(tip_id), number))


@require_safe
def mail_file(request: OfficeRequest, mail_id: UUID, number: int) -> FileResponse:
    policies.require_worker(request.officer, at=request.at)
    return _sent(selectors.get_mail_file(selectors.get_mail(mail_id), number))


@require_POST
def hand_out_scan(request: OfficeRequest, tip_id: UUID, number: int) -> HttpResponse:
    policies.require_worker(request.officer, at=request.at)
    return _handed_out(request, selectors.get_scan(get_report(tip_id), number))


@require_POST
def hand_out(request: OfficeRequest, mail_id: UUID, number: int) -> HttpResponse:
    policies.require_worker(request.officer, at=request.at)
    return _handed_out(request, selectors.get_mail_file(selectors.get_mail(mail_id), number))


def _sent(found: StrangersFile) -> FileResponse:
    """One file, as it came: to be saved, never run here; what could do harm is not given out so."""
    if found.is_held:
        raise FileHeld(why=", ".join(found.said))
    # By its name alone whoever saves it opens it; told what it is, a browser would show it.
    response = FileResponse(
        files.open_stored(found.sha256),
        as_attachment=True,
        filename=found.name,
        content_type="application/octet-stream",
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _handed_out(request: OfficeRequest, found: StrangersFile) -> HttpResponse:
    """A file that could do harm, as text that nothing runs, for who examines it."""
    reason = request.POST.get("reason", "")
    given = services.hand_out(officer=request.officer, at=request.at, file=found, reason=reason)
    response = HttpResponse(given, content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{found.sha256[:12]}.base64.txt"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
