"""Changes of law that wait for a second legal officer: the list, one of them, and what is done with it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from minhbach.domains.agencies.types import ProposalState
from minhbach.domains.law import selectors, services
from minhbach.domains.law.models import ChangeKind, ChangeProposal
from minhbach.domains.law.policies import confirming_agencies, require_second_keeper
from minhbach.domains.law.types.rows import Confidence
from minhbach.domains.law.web import facts
from minhbach.domains.law.web.forms import RefuseForm
from minhbach.domains.law.wording import CONFIDENCES
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages import Column, Filter, ListPage, OfficeRequest
from minhbach.foundation.pages.chips import chip_of
from minhbach.foundation.pages.detail import Fact
from minhbach.foundation.pages.forms import handle


@require_safe
def changes(request: OfficeRequest) -> HttpResponse:
    page = ListPage(
        request,
        selectors.changes(request.officer, at=request.at),
        title=_lazy("Thay đổi pháp luật cần hai người"),
        columns=[
            Column("change", _lazy("Thay đổi"), str, url=ChangeProposal.get_absolute_url),
            Column("by", _lazy("Người đề nghị"), lambda row: row.proposed_by.full_name),
            Column("at", _lazy("Lúc"), lambda row: row.proposed_at, sort="proposed_at", kind="moment"),
            Column("state", _lazy("Tình trạng"), _chip, kind="chip"),
        ],
        filters=[
            Filter(
                "state",
                _lazy("Tình trạng"),
                choices=ProposalState.choices,
                apply=lambda rows, state: rows.filter(state=state),
            ),
        ],
        search=lambda rows, text: rows.filter(row__row_id__icontains=text),
        default_sort="-at",
        export_name="thay-doi-phap-luat",
    )
    return page.response("foundation/list.html", {})


@require_safe
def change(request: OfficeRequest, proposal_id: UUID) -> HttpResponse:
    found = selectors.get_change(request.officer, proposal_id, at=request.at)
    waits = found.is_waiting
    return render(
        request,
        "law/proposal.html",
        {
            "proposal": found,
            "title": str(found),
            "chips": [_chip(found)],
            "facts": _facts(found),
            "differences": _differences(found),
            "may_confirm": waits and selectors.may_confirm(request.officer, found, at=request.at),
            "is_mine": waits and found.proposed_by_id == request.officer.pk,
            "confirmers": confirming_agencies(found.proposed_by, on=local_date(request.at)) if waits else [],
        },
    )


@require_POST
def confirm(request: OfficeRequest, proposal_id: UUID) -> HttpResponse:
    found = selectors.get_change(request.officer, proposal_id, at=request.at)
    services.confirm_change(proposal=found, officer=request.officer, at=request.at)
    messages.success(request, _("Đã xác nhận; thay đổi có hiệu lực."))
    return redirect(found)


@require_http_methods(["GET", "HEAD", "POST"])
def refuse(request: OfficeRequest, proposal_id: UUID) -> HttpResponse:
    found = selectors.get_change(request.officer, proposal_id, at=request.at)
    require_second_keeper(request.officer, found.proposed_by, at=request.at)
    form = RefuseForm.of(request)
    return handle(
        request,
        form,
        lambda: services.refuse_change(proposal=found, **form.asked, officer=request.officer, at=request.at),
        done=_("Đã từ chối; người đề nghị thấy lý do."),
        back=found,
        page={
            "title": _("Không xác nhận: %(change)s") % {"change": found},
            "above": str(found),
            "above_url": found.get_absolute_url(),
            "cancel": found.get_absolute_url(),
        },
    )


@require_POST
def withdraw(request: OfficeRequest, proposal_id: UUID) -> HttpResponse:
    found = selectors.get_change(request.officer, proposal_id, at=request.at)
    services.withdraw_change(proposal=found, officer=request.officer, at=request.at)
    messages.success(request, _("Đã rút lại đề nghị."))
    return redirect(found)


def _chip(found: ChangeProposal) -> tuple[str, str]:
    return chip_of(ProposalState(found.state))


def _differences(found: ChangeProposal) -> list[Any]:
    """What the row says now beside what it is to say; nothing for one that is only switched."""
    if found.kind not in (ChangeKind.ADD, ChangeKind.CORRECT):
        return []
    return [one for one in facts.compare(found.row.content, found.content) if one.is_changed]


def _facts(found: ChangeProposal) -> list[Fact]:
    said = [
        Fact(_("Căn cứ"), found.basis),
        Fact(_("Người đề nghị"), found.proposed_by.full_name),
        Fact(_("Lúc"), found.proposed_at, kind="moment"),
    ]
    if confidence := found.content.get("confidence"):
        said.append(Fact(_("Mức đối chiếu đề nghị"), CONFIDENCES[Confidence(confidence)]))
    if found.close_previous:
        said.append(Fact(_("Kỳ trước"), _("kết thúc vào ngày trước kỳ mới")))
    if found.decided_at is not None:
        by = found.decided_by.full_name if found.decided_by else _("người quản trị máy chủ")
        said += [Fact(_("Người quyết định"), by), Fact(_("Lúc quyết định"), found.decided_at, kind="moment")]
    if found.reason:
        said.append(Fact(_("Lý do"), found.reason))
    return said
