"""The page of one item of evidence: what it is, whose hands it passed through, whether it is unchanged."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import gettext as _

from minhbach.domains.evidence import policies, selectors
from minhbach.domains.evidence.media import RASTER
from minhbach.domains.evidence.models import EvidenceItem
from minhbach.domains.evidence.types import target_kind
from minhbach.domains.evidence.web.forms import CustodyForm, ReasonForm
from minhbach.foundation.pages import OfficeRequest
from minhbach.foundation.pages.detail import Fact
from minhbach.foundation.pages.forms import PageForm


def item(request: OfficeRequest, item_id: UUID) -> HttpResponse:
    found = selectors.access_evidence(request.officer, item_id, at=request.at)
    return render(request, "evidence/item.html", context_of(request, found))


def context_of(request: OfficeRequest, found: EvidenceItem, **forms: PageForm) -> dict[str, Any]:
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


def item_url(row: EvidenceItem) -> str:
    return reverse("evidence:item", args=[row.pk])
