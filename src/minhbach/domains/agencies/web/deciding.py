"""What every proposal of this domain has in common on its page: its facts, refusing it, taking it back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from minhbach.domains.agencies import services
from minhbach.domains.agencies.models import Proposal
from minhbach.domains.agencies.policies import require_decides
from minhbach.domains.agencies.web.forms import RefuseForm
from minhbach.foundation.pages import OfficeRequest
from minhbach.foundation.pages.detail import Fact
from minhbach.foundation.pages.forms import handle


def refuse_page(request: OfficeRequest, found: Any, *, title: str, template: str, **page: Any) -> HttpResponse:
    require_decides(request.officer, found, at=request.at)
    form = RefuseForm.of(request)
    return handle(
        request,
        form,
        lambda: services.refuse_proposal(proposal=found, **form.asked, officer=request.officer, at=request.at),
        done=_("Đã từ chối; người đề nghị thấy lý do."),
        back=found,
        template=template,
        page={"title": title, "cancel": found.get_absolute_url(), **page},
    )


def withdrawn(request: OfficeRequest, found: Any) -> HttpResponse:
    services.withdraw_proposal(proposal=found, officer=request.officer, at=request.at)
    messages.success(request, _("Đã rút lại đề nghị."))
    return redirect(found)


def deciding_facts(found: Proposal) -> list[Fact]:
    """Say who asked for it, and what became of it."""
    facts = [
        Fact(_("Người đề nghị"), found.proposed_by.full_name),
        Fact(_("Lúc"), found.proposed_at, kind="moment"),
    ]
    if found.decided_at is not None:
        by = found.decided_by.full_name if found.decided_by else _("người quản trị máy chủ")
        facts += [Fact(_("Người quyết định"), by), Fact(_("Lúc quyết định"), found.decided_at, kind="moment")]
    if found.reason:
        facts.append(Fact(_("Lý do"), found.reason))
    return facts
