"""The page of changes proposed together: each with what it changes, decided one by one or all at once."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from minhbach.domains.agencies.types import ProposalState
from minhbach.domains.law import selectors, services
from minhbach.domains.law.citing import cite_content
from minhbach.domains.law.models import ChangeProposal, ChangeSet
from minhbach.domains.law.policies import confirming_agencies, require_second_keeper
from minhbach.domains.law.reference import reference_changes
from minhbach.domains.law.web.forms import DecideForm
from minhbach.domains.law.web.review import decider, told
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages import OfficeRequest
from minhbach.foundation.pages.chips import chip_of
from minhbach.foundation.pages.detail import Fact
from minhbach.foundation.pages.forms import handle

PAGE = 50


@require_safe
def change_set(request: OfficeRequest, set_id: UUID) -> HttpResponse:
    found = selectors.get_set(request.officer, set_id, at=request.at)
    return render(request, "law/change_set.html", _page(request, found))


@require_POST
def decide(request: OfficeRequest, set_id: UUID) -> HttpResponse:
    """Confirm or refuse changes of a set: those ticked, or all that wait."""
    found = selectors.get_set(request.officer, set_id, at=request.at)
    require_second_keeper(request.officer, found.proposed_by, at=request.at)
    form = _form(request, found)

    def act() -> list[ChangeProposal]:
        asked: dict[str, Any] = {"change_set": found, "officer": request.officer, "at": request.at}
        if form.asked["is_confirmed"]:
            return services.confirm_changes(**asked, change_ids=form.change_ids)
        return services.refuse_changes(**asked, change_ids=form.change_ids, reason=form.asked["reason"])

    return handle(
        request,
        form,
        act,
        done=lambda decided: _("Đã quyết định %(count)s mục.") % {"count": len(decided)},
        back=found,
        template="law/change_set.html",
        page=lambda: _page(request, found, form),
    )


@require_POST
def withdraw(request: OfficeRequest, set_id: UUID) -> HttpResponse:
    found = selectors.get_set(request.officer, set_id, at=request.at)
    services.withdraw_set(change_set=found, officer=request.officer, at=request.at)
    messages.success(request, _("Đã rút lại các mục còn chờ."))
    return redirect(found)


def _form(request: OfficeRequest, found: ChangeSet) -> DecideForm:
    return DecideForm.of(request, waiting=selectors.waiting_of(found))


def _page(request: OfficeRequest, found: ChangeSet, form: DecideForm | None = None) -> dict[str, Any]:
    changes = selectors.changes_of(found)
    waiting = len(selectors.waiting_of(found))
    may_decide = bool(waiting) and selectors.may_confirm(request.officer, found, at=request.at)
    if form is None and may_decide:
        form = _form(request, found)
    ticks = form.ticks if form is not None else set()
    page = Paginator(changes, PAGE).get_page(request.GET.get("page"))
    why = {(one.table.value, one.row_id): one for one in reference_changes().changes}
    return {
        "set": found,
        "title": _("Bộ đề nghị: %(count)s mục pháp luật") % {"count": page.paginator.count},
        "facts": [
            Fact(_("Căn cứ"), found.basis),
            Fact(_("Người đề nghị"), found.proposed_by.full_name),
            Fact(_("Lúc"), found.proposed_at, kind="moment"),
            Fact(_("Còn chờ"), _("%(count)s mục") % {"count": waiting}),
        ],
        "page": page,
        "changes": [
            {
                **(told(one, row) if (one := why.get((row.table, row.row_id))) else _plain(row)),
                "change": change,
                "kind": change.get_kind_display(),
                "state": chip_of(ProposalState(change.state)),
                "second": decider(change),
                "may_choose": may_decide and change.is_waiting,
                "is_chosen": str(change.pk) in ticks,
            }
            for change in page.object_list
            for row in [change.row]
        ],
        "form": form,
        "is_mine": bool(waiting) and found.proposed_by_id == request.officer.pk,
        "confirmers": confirming_agencies(found.proposed_by, on=local_date(request.at)) if waiting else [],
        "waiting": waiting,
        "button": _("Ghi quyết định"),
        "before": _("Trước"),
        "now": _("Nay"),
    }


def _plain(row: Any) -> dict[str, Any]:
    """A row of no review: what it says."""
    return {"row": row, "url": selectors.row_url(row.row_id), "place": cite_content(row.content), "why": "",
            "is_new": False, "differences": []}  # fmt: skip
