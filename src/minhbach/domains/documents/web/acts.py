"""One post for each step of a document's way."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import UUID

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from minhbach.domains.documents import services
from minhbach.domains.documents.models import OfficialDocument
from minhbach.domains.documents.refusals import DateUnreadable, ScanEmpty, SignerMissing
from minhbach.domains.documents.services.scans import LIMIT_MB
from minhbach.domains.documents.types import Supersession
from minhbach.foundation.pages import OfficeRequest


@require_POST
def submit(request: OfficeRequest, document_id: UUID) -> HttpResponse:
    services.submit(
        document_id=document_id,
        officer=request.officer,
        at=request.at,
        signer_post_id=_signer(request),
        summary=_lines(request, "summary"),
        attachments=_lines(request, "attachments"),
        proposal=_words(request, "proposal"),
        leave_blanks="leave_blanks" in request.POST,
    )
    return _back(request, document_id, _("Đã trình. Người ký thấy văn bản này ở mục Chờ tôi."))


@require_POST
def recall(request: OfficeRequest, document_id: UUID) -> HttpResponse:
    return _step(request, document_id, services.recall, _("Đã rút lại. Có thể sửa dự thảo."))


@require_POST
def send_back(request: OfficeRequest, document_id: UUID) -> HttpResponse:
    services.return_for_changes(
        document_id=document_id, officer=request.officer, at=request.at, reason=_words(request, "reason")
    )
    return _back(request, document_id, _("Đã trả lại người soạn thảo kèm lý do."))


@require_POST
def sign(request: OfficeRequest, document_id: UUID) -> HttpResponse:
    services.sign(
        document_id=document_id,
        officer=request.officer,
        at=request.at,
        expected_sha256=_words(request, "sha256") or None,
        leave_blanks="leave_blanks" in request.POST,
    )
    return _back(request, document_id, _("Đã ký. Chờ văn thư cấp số, ngày."))


@require_POST
def give_number(request: OfficeRequest, document_id: UUID) -> HttpResponse:
    document = services.give_number(
        document_id=document_id, officer=request.officer, at=request.at, dated=_day(request, "dated")
    )
    if document.number is None:
        return _back(request, document_id, _("Đã ghi ngày. Văn bản không có số vì chưa có ký hiệu."))
    return _back(request, document_id, _("Đã cấp số %(number)s.") % {"number": document.number_text})


@require_POST
def issue(request: OfficeRequest, document_id: UUID) -> HttpResponse:
    return _step(request, document_id, services.issue, _("Đã phát hành."))


@require_POST
def file_away(request: OfficeRequest, document_id: UUID) -> HttpResponse:
    services.file_away(
        document_id=document_id,
        officer=request.officer,
        at=request.at,
        file_reference=_words(request, "file_reference"),
    )
    return _back(request, document_id, _("Đã lưu hồ sơ."))


@require_POST
def cancel(request: OfficeRequest, document_id: UUID) -> HttpResponse:
    services.cancel(document_id=document_id, officer=request.officer, at=request.at, reason=_words(request, "reason"))
    return _back(request, document_id, _("Đã hủy. Số đã cấp (nếu có) không dùng lại."))


@require_POST
def correct(request: OfficeRequest, document_id: UUID) -> HttpResponse:
    revokes = request.POST.get("supersession") == Supersession.REVOKES
    made = services.draft_correction(
        document_id=document_id,
        officer=request.officer,
        at=request.at,
        supersession=Supersession.REVOKES if revokes else Supersession.REPLACES,
    )
    return _back(request, made.id, _("Đã tạo dự thảo mới. Khi phát hành, dự thảo này thay cho văn bản cũ."))


@require_POST
def attach_scan(request: OfficeRequest, document_id: UUID) -> HttpResponse:
    upload = request.FILES.get("scan")
    if not isinstance(upload, UploadedFile):
        raise ScanEmpty
    # One byte more than the limit is enough to be refused; the rest is never read.
    content = upload.read(LIMIT_MB * 1024 * 1024 + 1)
    services.attach_scan(document_id=document_id, officer=request.officer, at=request.at, content=content)
    return _back(request, document_id, _("Đã lưu bản quét cùng văn bản."))


def _step(
    request: OfficeRequest, document_id: UUID, service: Callable[..., OfficialDocument], word: str
) -> HttpResponse:
    service(document_id=document_id, officer=request.officer, at=request.at)
    return _back(request, document_id, word)


def _back(request: OfficeRequest, document_id: UUID, word: str) -> HttpResponse:
    messages.success(request, word)
    return redirect("documents:document", document_id)


def _words(request: OfficeRequest, name: str) -> str:
    return request.POST.get(name, "").replace("\x00", "").strip()[:4000]


def _lines(request: OfficeRequest, name: str) -> list[str]:
    return [line.strip() for line in _words(request, name).splitlines() if line.strip()]


def _signer(request: OfficeRequest) -> UUID:
    try:
        return UUID(_words(request, "signer"))
    except ValueError:
        raise SignerMissing from None


def _day(request: OfficeRequest, name: str) -> date | None:
    text = _words(request, name)
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise DateUnreadable(text=text) from None
