"""“Ai xem được”: who sees a record, now and after a change; the change, and its undoing."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_http_methods, require_POST

from minhbach.domains.agencies import selectors, services
from minhbach.domains.agencies.models import Agency
from minhbach.domains.agencies.refusals import RecordNotShared
from minhbach.domains.agencies.types import SharedKind, shared_kind
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages import OfficeRequest, fields
from minhbach.foundation.pages.editing import Edits
from minhbach.foundation.pages.forms import PageForm, handle
from minhbach.foundation.scope import ScopedModel, Sharing


class SharingForm(PageForm):
    sharing = fields.Choice(label=_lazy("Ai xem được"), choices=Sharing.choices)
    opened_to = fields.Record(label=_lazy("Chia sẻ riêng thêm cho"), queryset=Agency.objects.none(), required=False)
    closed_to = fields.Records(label=_lazy("Thôi chia sẻ riêng cho"), required=False)
    reason = fields.Text(
        label=_lazy("Lý do"),
        longest=300,
        required=False,
        help_text=_lazy("Phải ghi khi mở rộng: có người xem được mà trước đó chưa xem được."),
    )

    def __init__(self, *args: Any, record: ScopedModel, kind: SharedKind, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        staying = kind.staying(record)
        closable = selectors.agencies_open_to(record, kind).exclude(pk__in=staying)
        if kind.is_opened_singly:
            self.offer("opened_to", selectors.agencies_besides(record, kind, on=on))
        else:
            del self.fields["opened_to"]
        if closable.exists():
            self.offer("closed_to", closable)
        else:
            del self.fields["closed_to"]


@require_http_methods(["GET", "HEAD", "POST"])
def sharing(request: OfficeRequest, target_type: str, target_id: UUID) -> HttpResponse:
    kind, record = _found(target_type, target_id)
    kind.require(request.officer, record, request.at)
    asked = {"record": record, "kind": kind, "on": local_date(request.at)}

    def filling() -> dict[str, Any]:
        return {"initial": {"sharing": record.sharing}, **asked}

    form = SharingForm.of(request, **filling())
    return handle(
        request,
        form,
        lambda: services.change_sharing(
            officer=request.officer, at=request.at, target_type=target_type, target_id=target_id, **form.asked
        ),
        done=_("Đã thay đổi ai xem được."),
        back=request.path,
        template="agencies/sharing.html",
        page=lambda: {
            "title": _("Ai xem được %(kind)s này") % {"kind": kind.words},
            "lead": kind.named(record),
            "lead_url": kind.url(record),
            "button": _("Lưu"),
            "cancel": kind.url(record),
            "levels": selectors.levels_of(record),
            "open_to": list(selectors.agencies_open_to(record, kind)),
            "note": kind.note,
            "changes": _changes(record),
        },
        edits=Edits(record, lambda: SharingForm(**filling())),
    )


@require_POST
def undo_sharing(request: OfficeRequest, sharing_id: UUID) -> HttpResponse:
    change = selectors.get_change(sharing_id)
    kind, record = _found(change.record_type, change.record_id)
    kind.require(request.officer, record, request.at)
    services.undo_sharing(officer=request.officer, at=request.at, change=change)
    messages.success(request, _("Đã hoàn tác; những người xem được lại như trước."))
    return redirect(reverse("agencies:sharing", args=[change.record_type, change.record_id]))


def _found(target_type: str, target_id: UUID) -> tuple[SharedKind, ScopedModel]:
    kind = shared_kind(target_type)
    if kind is None:
        raise RecordNotShared
    return kind, kind.find(target_id)


def _changes(record: ScopedModel) -> list[dict[str, Any]]:
    """Lay out what was changed, the latest first; that one may be undone."""
    rows = selectors.changes_of(record)
    named = Agency.everywhere.in_bulk({pk for row in rows for pk in (*row.opened, *row.closed)})
    return [
        {
            "change": row,
            "was": Sharing(row.was).label,
            "now": Sharing(row.now).label,
            "opened": [named[pk].short_name for pk in row.opened],
            "closed": [named[pk].short_name for pk in row.closed],
            "may_undo": place == 0 and row.now == record.sharing,
        }
        for place, row in enumerate(rows)
    ]
