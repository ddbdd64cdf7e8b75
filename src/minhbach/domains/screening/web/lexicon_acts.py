"""What is done with an entry of the lexicon: asked for, approved, given back, switched off."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from minhbach.domains.screening import selectors, services
from minhbach.domains.screening.models import LexiconEntry
from minhbach.domains.screening.web.lexicon import entry_url, seen_version
from minhbach.foundation.pages.request import OfficeRequest


@require_POST
def propose(request: OfficeRequest, entry_id: UUID) -> HttpResponse:
    entry = services.propose_entry(
        officer=request.officer,
        at=request.at,
        entry=_entry(request, entry_id),
        note=request.POST.get("note", ""),
        seen=seen_version(request),
    )
    messages.success(request, _("Thủ trưởng sẽ thấy mục từ này ở “Việc hôm nay”. Chưa duyệt thì chưa có gì thay đổi."))
    return redirect(entry_url(entry))


@require_POST
def approve(request: OfficeRequest, entry_id: UUID) -> HttpResponse:
    entry = services.approve_entry(
        officer=request.officer,
        at=request.at,
        entry=_entry(request, entry_id),
        note=request.POST.get("note", ""),
        seen=seen_version(request),
    )
    messages.success(request, _("Đã đưa vào dùng: mọi lượt quét yêu cầu từ bây giờ đều đọc theo mục này."))
    return redirect(entry_url(entry))


@require_POST
def give_back(request: OfficeRequest, entry_id: UUID) -> HttpResponse:
    entry = services.return_entry(
        officer=request.officer,
        at=request.at,
        entry=_entry(request, entry_id),
        note=request.POST.get("note", ""),
        seen=seen_version(request),
    )
    messages.success(request, _("Đã trả lại người soạn kèm lý do của bạn."))
    return redirect(entry_url(entry))


@require_POST
def switch_off(request: OfficeRequest, entry_id: UUID) -> HttpResponse:
    entry = services.switch_entry_off(
        officer=request.officer,
        at=request.at,
        entry=_entry(request, entry_id),
        note=request.POST.get("note", ""),
    )
    messages.success(request, _("Đã tắt: các lượt quét sau không đọc theo mục này. Đầu mối đã có vẫn giữ nguyên."))
    return redirect(entry_url(entry))


def _entry(request: OfficeRequest, entry_id: UUID) -> LexiconEntry:
    return selectors.access_entry(request.officer, entry_id, at=request.at)
