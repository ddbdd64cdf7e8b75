"""What is open to one's body outside, and what one says to it: the pages of an account outside."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_POST, require_safe

from minhbach.domains.agencies import selectors, services
from minhbach.domains.agencies.models import Disclosure
from minhbach.domains.agencies.policies import require_role
from minhbach.domains.agencies.refusals import NoSuchDisclosure
from minhbach.domains.agencies.types import DisclosureState, ReplyState, Role, disclosed_kind, disclosure_rules
from minhbach.foundation.audit import looks
from minhbach.foundation.clock import local_date
from minhbach.foundation.office import open_to_guests
from minhbach.foundation.pages import Column, ListPage, OfficeRequest, fields
from minhbach.foundation.pages.chips import chip_of
from minhbach.foundation.pages.detail import Fact
from minhbach.foundation.pages.forms import PageForm, handle


class ReplyForm(PageForm):
    text = fields.Text(label=_lazy("Ý kiến"), longest=4_000, rows=6)


@open_to_guests
@require_safe
def opened_here(request: OfficeRequest) -> HttpResponse:
    require_role(request.officer, Role.GUEST, at=request.at)
    today, purposes = local_date(request.at), disclosure_rules().purposes
    page = ListPage(
        request,
        selectors.in_state(selectors.visible_disclosures(), DisclosureState.OPEN, on=today),
        title=_lazy("Hồ sơ được mở"),
        columns=[
            Column("name", _lazy("Hồ sơ"), lambda row: row.name,
                   url=lambda row: reverse("agencies:opened_record", args=[row.pk])),
            Column("kind", _lazy("Loại"), _kind_words),
            Column("purpose", _lazy("Mục đích"), lambda row: purposes[row.purpose].words),
            Column("until", _lazy("Đến hết ngày"), lambda row: row.last_day, kind="day", sort="until"),
            Column("at", _lazy("Mở lúc"), lambda row: row.created_at, kind="moment", sort="created_at", indexed=True),
            Column("agency", _lazy("Cơ quan mở"), lambda row: row.owner_agency.name),
        ],
        default_sort="-at",
        empty=_lazy("Chưa có hồ sơ nào được mở."),
        export_name="ho-so-duoc-mo",
    )  # fmt: skip
    return page.response("foundation/list.html")


@open_to_guests
@require_safe
def opened_record(request: OfficeRequest, disclosure_id: UUID) -> HttpResponse:
    require_role(request.officer, Role.GUEST, at=request.at)
    found = _open_here(request, disclosure_id)
    services.read_disclosure(officer=request.officer, at=request.at, disclosure=found)
    return render(request, "agencies/disclosed.html", _context(request, found))


@open_to_guests
@require_POST
def reply(request: OfficeRequest, disclosure_id: UUID) -> HttpResponse:
    require_role(request.officer, Role.GUEST, at=request.at)
    found = _open_here(request, disclosure_id)
    form = ReplyForm.of(request)
    return handle(
        request,
        form,
        lambda: services.write_reply(officer=request.officer, at=request.at, disclosure=found, **form.asked),
        done=_("Đã gửi ý kiến; cơ quan xem xét và trả lời tại đây."),
        back=reverse("agencies:opened_record", args=[found.pk]),
        template="agencies/disclosed.html",
        page=lambda: _context(request, found, form=form),
    )


def _open_here(request: OfficeRequest, disclosure_id: UUID) -> Disclosure:
    found = selectors.get_disclosure(disclosure_id)
    if found.state_on(local_date(request.at)) != DisclosureState.OPEN:
        raise NoSuchDisclosure
    return found


def _kind_words(row: Disclosure) -> str:
    opened = disclosed_kind(row.record_type)
    return str(opened.kind.words) if opened else ""


def _context(request: OfficeRequest, found: Disclosure, form: ReplyForm | None = None) -> dict[str, Any]:
    """Say what the record's room shows of it, without what tells of a person unless it was opened for that."""
    opened, purpose = selectors.kind_of(found), disclosure_rules().purposes[found.purpose]
    if purpose.shows_whole:
        looks.open_for(found.record_id, purpose.code, str(found.pk))
    record = opened.kind.find(found.record_id)
    return {
        "disclosure": found,
        "title": opened.named(record),
        "above": _("Hồ sơ được mở"),
        "above_url": reverse("agencies:opened_here"),
        "shown": opened.facts(record),
        "replies": [(one, chip_of(ReplyState(one.state))) for one in selectors.replies_to(found)],
        "form": form or ReplyForm(),
        "facts": [
            Fact(_("Loại"), opened.kind.words),
            Fact(_("Cơ quan mở"), found.owner_agency.name),
            Fact(_("Mục đích"), purpose.words),
            Fact(_("Đến hết ngày"), found.last_day, kind="day"),
        ],
    }
