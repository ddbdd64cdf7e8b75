"""The signer's stack: one paper after the other, each with what to know of it; signing opens the next."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from minhbach.domains.documents import selectors, services
from minhbach.domains.documents.requirements import requirements_of
from minhbach.domains.documents.signing_stack import Waiting, signing_stack, summary_of
from minhbach.domains.documents.types import State
from minhbach.domains.documents.web.forms import ReturnForm, SignForm
from minhbach.domains.documents.web.pages import drawn, target_url
from minhbach.foundation.ids import read_id
from minhbach.foundation.pages import OfficeRequest
from minhbach.foundation.pages.forms import PageForm, handle
from minhbach.foundation.trusted_clock import require_true_clock

# The paper of the stack that lies open.
OPEN = "van-ban"


@require_safe
def stack(request: OfficeRequest) -> HttpResponse:
    """Show the paper asked for, else the first of the stack."""
    return render(request, "documents/stack.html", _page(request, read_id(request.GET.get(OPEN, ""))))


@require_POST
def sign_next(request: OfficeRequest, document_id: UUID) -> HttpResponse:
    """Sign the open paper, and open the next."""
    document = selectors.access_document(request.officer, document_id)
    form = SignForm.of(request, document=document, at=request.at)
    after = _after(signing_stack(request.officer, at=request.at), document_id)

    def act() -> object:
        require_true_clock(request.at)
        return services.sign(
            document_id=document_id,
            officer=request.officer,
            at=request.at,
            confirmed=form.confirmed,
            **form.asked,
        )

    return handle(
        request,
        form,
        act,
        done=_("Đã ký “%(title)s”. Chờ văn thư cấp số, ngày.") % {"title": document.title},
        back=_address(after),
        template="documents/stack.html",
        page=lambda: _page(request, document_id, sign=form),
    )


@require_POST
def send_back_next(request: OfficeRequest, document_id: UUID) -> HttpResponse:
    """Send the open paper back to its drafter, and open the next."""
    document = selectors.access_document(request.officer, document_id)
    form = ReturnForm.of(request, document=document, at=request.at)
    after = _after(signing_stack(request.officer, at=request.at), document_id)
    return handle(
        request,
        form,
        lambda: services.return_for_changes(
            document_id=document_id, officer=request.officer, at=request.at, **form.asked
        ),
        done=_("Đã trả lại “%(title)s” kèm lý do.") % {"title": document.title},
        back=_address(after),
        template="documents/stack.html",
        page=lambda: _page(request, document_id, send_back=form),
    )


def _page(request: OfficeRequest, open_id: UUID | None, **sent: PageForm) -> dict[str, Any]:
    waiting = signing_stack(request.officer, at=request.at)
    ids = [one.document.id for one in waiting]
    chosen = open_id if open_id in ids else ids[0] if ids else None
    page: dict[str, Any] = {"stack": waiting, "count": len(waiting), "title": _("Chờ tôi ký")}
    if chosen is None:
        # A form that came too late says so all the same.
        return {**page, "refused": list(sent.values())}
    document = services.look_at(document_id=chosen, officer=request.officer, at=request.at)
    sign: PageForm = SignForm(document=document, at=request.at)
    send_back: PageForm = ReturnForm(document=document, at=request.at)
    # What was sent stands beside its own paper only.
    is_sent = chosen == open_id
    if is_sent:
        sign, send_back = sent.get("sign", sign), sent.get("send_back", send_back)
    place, after = ids.index(chosen), _after(waiting, chosen)
    return {
        **page,
        **drawn(document),
        "document": document,
        "named": selectors.named(document),
        "place": place + 1,
        "summary": summary_of(document, at=request.at),
        "unmet": requirements_of(document, State.SIGNED, at=request.at),
        "target_url": target_url(document),
        "sign_form": sign,
        "send_back_form": sent["send_back"]
        if is_sent and "send_back" in sent
        else ReturnForm(document=document, at=request.at),
        "refused": [] if is_sent else list(sent.values()),
        "after": after,
        "after_url": _address(after),
        "before_url": _address(ids[place - 1]) if place else "",
    }


def _after(waiting: list[Waiting], document_id: UUID) -> UUID | None:
    """The next paper of the stack, from its end the first again; None where there is no other."""
    ids = [one.document.id for one in waiting]
    if document_id not in ids:
        return ids[0] if ids else None
    place = ids.index(document_id)
    rest = [*ids[place + 1 :], *ids[:place]]
    return rest[0] if rest else None


def _address(document_id: UUID | None) -> str:
    address = reverse("documents:stack")
    return address if document_id is None else f"{address}?{OPEN}={document_id}"
