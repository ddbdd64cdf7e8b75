"""The page of minutes of handing over."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from minhbach.domains.documents.selectors import content_digest, visible_documents
from minhbach.domains.handovers import policies, selectors
from minhbach.domains.handovers.kinds import kinds, url_of
from minhbach.domains.handovers.models import Minutes
from minhbach.domains.handovers.types import WITH_NOBODY, ItemState, MinutesState
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages import OfficeRequest
from minhbach.foundation.pages.chips import chip_of
from minhbach.foundation.pages.detail import Fact


@require_safe
def minutes(request: OfficeRequest, minutes_id: UUID) -> HttpResponse:
    found = selectors.get_minutes(minutes_id)
    items = list(selectors.items_of(found))
    is_open = found.state == MinutesState.OPEN
    leads = is_open and policies.leads(request.officer, found, at=request.at)
    today = local_date(request.at)
    groups = [
        (kind.label, [_row(item, today) for item in items if item.kind == kind.code]) for kind in kinds()
    ]  # fmt: skip
    context = {
        "minutes": found,
        "title": str(found),
        "above": _("Bàn giao"),
        "above_url": reverse("handovers:list"),
        "chips": [chip_of(MinutesState(found.state))],
        "groups": [(label, rows) for label, rows in groups if rows],
        "alone": sum(item.state in WITH_NOBODY for item in items) if is_open else 0,
        "taken": sum(item.state == ItemState.ACCEPTED for item in items) if leads else 0,
        "is_settled": leads and all(item.is_settled for item in items),
        "may_drop": leads and not any(item.state == ItemState.MOVED for item in items),
        "may_answer": is_open and any(
            item.receiver_id == request.officer.pk and item.state == ItemState.OFFERED for item in items
        ),
        "leads": leads,
        "facts": [
            Fact(_("Người giao"), found.person.full_name),
            Fact(_("Đơn vị"), found.owner_agency.name),
            Fact(_("Lý do"), found.reason),
            Fact(_("Rời vị trí từ ngày"), found.leaves_on, kind="day"),
            Fact(_("Người mở"), found.opened_by.full_name),
            Fact(_("Mở lúc"), found.created_at, kind="moment"),
            Fact(_("Kết thúc lúc"), found.ended_at, kind="moment"),
            *_paper(found),
        ],
    }  # fmt: skip
    return render(request, "handovers/minutes.html", context)


def _row(item: Any, today: Any) -> dict[str, Any]:
    is_late = item.due_on is not None and item.due_on < today and not item.is_settled
    return {"item": item, "url": url_of(item.kind, item.record_id), "state": ItemState(item.state),
            "is_late": is_late}  # fmt: skip


def _paper(found: Minutes) -> list[Fact]:
    """Lead to the paper, and say where its draft no longer says what was closed."""
    if found.document_id is None:
        return []
    document = visible_documents().filter(pk=found.document_id).first()
    if document is None:
        return []
    is_same = content_digest(document) == found.digest
    note = "" if is_same else _("bản thảo đã sửa sau khi kết thúc biên bản")
    return [Fact(_("Biên bản"), document.title, url=document.get_absolute_url(), note=note)]
