"""The list of evidence and the page of one item: what it is, whose hands it passed through, whether it is unchanged."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_POST

from minhbach.domains.evidence import policies, selectors, services
from minhbach.domains.evidence.media import RASTER
from minhbach.domains.evidence.models import EvidenceItem
from minhbach.domains.evidence.types import EvidenceKind, Integrity, target_kind
from minhbach.domains.evidence.web.forms import CustodyForm, ReasonForm
from minhbach.engine.identifiers.names import words
from minhbach.foundation.pages import Column, Filter, ListPage, OfficeRequest
from minhbach.foundation.refusals import Refusal


def evidence(request: OfficeRequest) -> HttpResponse:
    page = ListPage(
        request,
        selectors.visible_evidence(),
        title=_lazy("Tài liệu, chứng cứ"),
        columns=[
            Column("title", _lazy("Nội dung thể hiện"), lambda row: row.title, url=_url),
            Column("kind", _lazy("Loại"), lambda row: (row.get_kind_display(), ""), sort="kind", kind="chip"),
            Column(
                "obtained", _lazy("Thời điểm thu thập"), lambda row: row.obtained_at, sort="obtained_at", kind="moment"
            ),
            Column("officer", _lazy("Người thu thập"), lambda row: row.obtained_by, sort="obtained_by__sort_key"),
            Column("agency", _lazy("Cơ quan"), lambda row: row.owner_agency.short_name, sort="owner_agency__sort_key"),
        ],
        filters=[
            Filter(
                "kind", _lazy("Loại"), choices=EvidenceKind.choices, apply=lambda rows, kind: rows.filter(kind=kind)
            ),
        ],
        search=_search,
        default_sort="-obtained",
        empty=_lazy(
            "Ảnh chụp, bản quét và ảnh màn hình xuất hiện ở đây sau khi được gắn với vụ việc hoặc tổ chức, cá nhân."
        ),
        export_name="chung-cu",
    )
    return page.response()


def item(request: OfficeRequest, item_id: UUID) -> HttpResponse:
    found = selectors.access_evidence(request.officer, item_id, at=request.at)
    return _page(request, found)


@require_POST
def verify(request: OfficeRequest, item_id: UUID) -> HttpResponse:
    found = selectors.access_evidence(request.officer, item_id, at=request.at)
    verification = services.verify_file(officer=request.officer, at=request.at, item=found)
    say = messages.success if verification.integrity == Integrity.INTACT else messages.error
    say(request, _("Tệp %(integrity)s.") % {"integrity": verification.integrity.label})
    return redirect("evidence:item", found.id)


@require_POST
def custody(request: OfficeRequest, item_id: UUID) -> HttpResponse:
    found = selectors.access_evidence(request.officer, item_id, at=request.at)
    form = CustodyForm(request.POST)
    if form.is_valid():
        try:
            services.record_custody(officer=request.officer, at=request.at, item=found, **form.cleaned_data)
        except Refusal as refusal:
            if refusal.status == 403:
                raise
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã ghi nhận."))
            return redirect("evidence:item", found.id)
    return _page(request, found, custody_form=form, status=422)


@require_POST
def put_aside(request: OfficeRequest, item_id: UUID) -> HttpResponse:
    found = selectors.access_evidence(request.officer, item_id, at=request.at)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _page(request, found, reason_form=form, status=422)
    services.set_aside(officer=request.officer, at=request.at, item=found, reason=form.cleaned_data["reason"])
    messages.success(request, _("Đã loại ra; tệp và quá trình giao nhận vẫn được lưu."))
    return redirect("evidence:item", found.id)


def _page(request: OfficeRequest, found: EvidenceItem, *, status: int = 200, **forms: Any) -> HttpResponse:
    kind = target_kind(found.target_type)
    context = {
        "item": found,
        "custody": selectors.custody_of(found),
        "same": selectors.same_file_elsewhere(found)[:10],
        "is_picture": found.media_type in RASTER,
        "target_url": kind.url(str(found.target_id)) if kind else "",
        "may_write": policies.may_write(request.officer, at=request.at) and policies.is_own(found),
        "custody_form": CustodyForm(),
        "reason_form": ReasonForm(),
        **forms,
    }
    return render(request, "evidence/item.html", context, status=status)


def _url(row: EvidenceItem) -> str:
    return reverse("evidence:item", args=[row.pk])


def _search(rows: Any, text: str) -> Any:
    """By the digest of a file, or by words of what it shows; the officer's own reach keeps the list small."""
    compact = text.strip().lower()
    if len(compact) == 64:
        return rows.filter(sha256=compact)
    wanted = [word.plain for word in words(text)]
    kept = [
        pk
        for pk, title in rows.values_list("pk", "title")[:5_000]
        if all(any(word.plain.startswith(part) for word in words(title)) for part in wanted)
    ]
    return rows.filter(pk__in=kept)
