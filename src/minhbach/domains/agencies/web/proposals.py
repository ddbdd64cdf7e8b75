"""Posts that wait for a second person: the list, one of them, and what is done with it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from minhbach.domains.agencies import selectors, services
from minhbach.domains.agencies.models import PostProposal
from minhbach.domains.agencies.policies import decides, require_administrator
from minhbach.domains.agencies.types import ProposalState
from minhbach.domains.agencies.web.deciding import deciding_facts, refuse_page, withdrawn
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages import Column, Filter, ListPage, OfficeRequest
from minhbach.foundation.pages.chips import chip_of
from minhbach.foundation.pages.detail import Fact


@require_safe
def proposals(request: OfficeRequest) -> HttpResponse:
    require_administrator(request.officer, None, at=request.at)
    page = ListPage(
        request,
        selectors.proposals_for(request.officer, on=local_date(request.at)),
        title=_lazy("Chức vụ cần hai người"),
        columns=[
            Column("person", _lazy("Cán bộ"), lambda row: row.person.full_name, url=PostProposal.get_absolute_url),
            Column("post", _lazy("Chức vụ đề nghị"), str),
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
        search=lambda rows, text: rows.filter(person__full_name__icontains=text),
        default_sort="-at",
        export_name="chuc-vu-cho-xac-nhan",
    )
    return page.response("agencies/proposals.html", {})


@require_safe
def proposal(request: OfficeRequest, proposal_id: UUID) -> HttpResponse:
    today = local_date(request.at)
    found = selectors.get_proposal(request.officer, proposal_id, on=today)
    return render(
        request,
        "agencies/proposal.html",
        {
            "proposal": found,
            "title": _("Đề nghị giao chức vụ cho %(officer)s") % {"officer": found.person.full_name},
            "chips": [_chip(found)],
            "facts": _facts(found),
            "may_confirm": found.is_waiting and decides(request.officer, found, at=request.at),
            "is_mine": found.is_waiting and found.proposed_by_id == request.officer.pk,
            "confirmers": selectors.who_confirms(found, on=today) if found.is_waiting else [],
        },
    )


@require_POST
def confirm(request: OfficeRequest, proposal_id: UUID) -> HttpResponse:
    found = selectors.get_proposal(request.officer, proposal_id, on=local_date(request.at))
    services.confirm_post(proposal=found, officer=request.officer, at=request.at)
    messages.success(request, _("Đã xác nhận; %(officer)s giữ chức vụ này.") % {"officer": found.person.full_name})
    return redirect(found)


@require_http_methods(["GET", "HEAD", "POST"])
def refuse(request: OfficeRequest, proposal_id: UUID) -> HttpResponse:
    found = selectors.get_proposal(request.officer, proposal_id, on=local_date(request.at))
    title = _("Không xác nhận chức vụ của %(officer)s") % {"officer": found.person.full_name}
    return refuse_page(request, found, title=title, template="agencies/form.html", agency=found.agency)


@require_POST
def withdraw(request: OfficeRequest, proposal_id: UUID) -> HttpResponse:
    return withdrawn(request, selectors.get_proposal(request.officer, proposal_id, on=local_date(request.at)))


def _chip(found: PostProposal) -> tuple[str, str]:
    return chip_of(ProposalState(found.state))


def _facts(found: PostProposal) -> list[Fact]:
    return [
        Fact(_("Cơ quan"), found.agency.name),
        Fact(_("Chức danh"), found.title_vi),
        Fact(_("Vai trò trong hệ thống"), found.get_role_display()),
        Fact(_("Ký văn bản của cơ quan"), _("có") if found.may_sign else _("không")),
        Fact(_("Xem hồ sơ trên địa bàn"), _("có") if found.covers_area else _("không")),
        Fact(_("Từ ngày"), found.valid_from, kind="day"),
        Fact(_("Đến hết ngày"), found.last_day or "–", kind="day" if found.last_day else "text"),
        *deciding_facts(found),
    ]
