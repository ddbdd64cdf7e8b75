"""The list of evidence and the page of one item: what it is, whose hands it passed through, whether it is unchanged."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.defaultfilters import filesizeformat
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
from minhbach.foundation.pages import Column, ListPage, OfficeRequest
from minhbach.foundation.pages.detail import Fact
from minhbach.foundation.pages.filters import StateFilter
from minhbach.foundation.pages.forms import PageForm, handle


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
            StateFilter("kind", _lazy("Loại"), EvidenceKind),
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
    return render(request, "evidence/item.html", _context(request, found))


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
    form = CustodyForm.of(request)
    return handle(
        request,
        form,
        lambda: services.record_custody(officer=request.officer, at=request.at, item=found, **form.asked),
        done=_("Đã ghi nhận."),
        back=_url(found),
        template="evidence/item.html",
        page=lambda: _context(request, found, custody_form=form),
    )


@require_POST
def put_aside(request: OfficeRequest, item_id: UUID) -> HttpResponse:
    found = selectors.access_evidence(request.officer, item_id, at=request.at)
    form = ReasonForm.of(request)
    return handle(
        request,
        form,
        lambda: services.set_aside(officer=request.officer, at=request.at, item=found, **form.asked),
        done=_("Đã loại ra; tệp và quá trình giao nhận vẫn được lưu."),
        back=_url(found),
        template="evidence/item.html",
        page=lambda: _context(request, found, reason_form=form),
    )


def _context(request: OfficeRequest, found: EvidenceItem, **forms: PageForm) -> dict[str, Any]:
    kind = target_kind(found.target_type)
    return {
        "item": found,
        "title": found.title,
        "facts": _facts(found),
        "custody": selectors.custody_of(found),
        "same": selectors.same_file_elsewhere(found)[:10],
        "is_picture": found.media_type in RASTER,
        "target_url": kind.url(str(found.target_id)) if kind else "",
        "may_write": policies.may_write(request.officer, at=request.at) and policies.is_own(found),
        "custody_form": CustodyForm(),
        "reason_form": ReasonForm(),
        **forms,
    }


def _facts(found: EvidenceItem) -> list[Fact]:
    file = f"{found.file_name} ({filesizeformat(found.size or 0)})" if found.file_name else ""
    return [
        Fact(_("Số đăng ký tài liệu bí mật nhà nước"), found.secret_register_number),
        Fact(_("Tệp"), file),
        Fact("SHA-256", found.sha256 if file else ""),
        Fact(_("Thời điểm thu thập"), found.obtained_at, kind="moment"),
        Fact(_("Người thu thập"), found.obtained_by.full_name),
        Fact(_("Nơi thu thập"), found.obtained_where),
        Fact(_("Địa chỉ trang web"), found.source_url),
        Fact(_("Cơ quan lưu giữ"), found.owner_agency.name),
    ]


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
