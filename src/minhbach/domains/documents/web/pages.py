"""The page of one document."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_safe

from minhbach.domains.documents import selectors, services
from minhbach.domains.documents.models import OfficialDocument
from minhbach.domains.documents.requirements import lacking_scan, musts_of, requirements_of
from minhbach.domains.documents.signing_stack import settled_fact, summary_of
from minhbach.domains.documents.types import SignedBy, State
from minhbach.domains.documents.web.choices import FIRST, STEPS, steps_for
from minhbach.foundation.pages import OfficeRequest
from minhbach.foundation.pages.chips import chip_of
from minhbach.foundation.pages.forms import PageForm
from minhbach.foundation.requirements import Unmet

WAY = (State.DRAFT, State.SUBMITTED, State.SIGNED, State.NUMBERED, State.ISSUED, State.FILED)


@require_safe
def document(request: OfficeRequest, document_id: UUID) -> HttpResponse:
    """Left the paper as it will print, right its way."""
    return render(request, "documents/document.html", page_of(request, document_id))


def page_of(request: OfficeRequest, document_id: UUID, **sent: PageForm) -> dict[str, Any]:
    """Return what the page shows; the form that was SENT and refused stands in place of a fresh one, by its step."""
    found = services.look_at(document_id=document_id, officer=request.officer, at=request.at)
    offered = steps_for(found, request.officer, at=request.at)
    steps = {step: _offer(found, step, request, sent) for step in offered if step in STEPS}
    primary = next((step for step in offered if step in FIRST), "")
    return {
        "document": found,
        "title": selectors.named(found),
        "chip_words": state_chip(found),
        **drawn(found),
        "way": selectors.way_of(found),
        "files": selectors.files_of(found),
        "steps": steps_of(found),
        "primary": primary,
        "first": steps.pop(primary, None),
        "scan": steps.pop("attach_scan", None),
        "others": list(steps.values()),
        "may_edit": "edit" in offered,
        # The step may be offered no more: another has been taken since the page was opened.
        "refused": [form for step, form in sent.items() if step not in offered],
        "waiting": waiting_for(found),
        "checked": found.form.said_caution(found.content),
        "target_url": target_url(found),
        "target_words": target_words(found),
        "summary": summary_of(found, at=request.at) if primary == "sign" and found.state == State.SUBMITTED else (),
        "unmet": _unmet(found, primary, request),
        "settled": [settled_fact(one) for one in selectors.settled_of(found)] if primary != "sign" else [],
        "successors": found.successors.exclude(state=State.CANCELLED),
    }


def _unmet(document: OfficialDocument, step: str, request: OfficeRequest) -> tuple[Unmet, ...]:
    """List what the first step will ask for, or be refused without."""
    match step:
        case "submit":
            return requirements_of(document, State.SUBMITTED, at=request.at)
        case "sign" | "sign_and_number":
            return requirements_of(document, State.SIGNED, at=request.at)
        case "give_number":
            return musts_of(document, at=request.at)
        case "number_and_issue":
            return (*musts_of(document, at=request.at), *lacking_scan(document, at=request.at))
        case "issue":
            return lacking_scan(document, at=request.at)
        case _other:
            return ()


def drawn(document: OfficialDocument) -> dict[str, Any]:
    """Return a document's paper as it will print, and the lines that are still empty."""
    preview = selectors.preview_of(document)
    return {
        "paper": mark_safe(preview.html),  # noqa: S308 - every span is escaped where it is drawn
        "blanks": preview.blanks,
    }


def _offer(document: OfficialDocument, step: str, request: OfficeRequest, sent: dict[str, PageForm]) -> dict[str, Any]:
    form = sent.get(step) or STEPS[step].form(document=document, at=request.at)
    return {"step": STEPS[step], "form": form, "url": reverse(f"documents:{step}", args=[document.id])}


def state_chip(document: OfficialDocument) -> tuple[str, str]:
    words, tone = chip_of(State(document.state))
    if document.state == State.NUMBERED and document.number is None:
        words = _("đã ghi ngày")
    return words, tone


def waiting_for(document: OfficialDocument) -> str:
    """Whose move it is."""
    match State(document.state):
        case State.DRAFT | State.RETURNED:
            return document.drafted_by.full_name
        case State.SUBMITTED if document.signer_post:
            return f"{document.signer_post.title_vi} {document.signer_post.officer.full_name}"
        case State.SIGNED | State.NUMBERED:
            return str(_lazy("văn thư"))
        case _other:
            return ""


def steps_of(document: OfficialDocument) -> list[dict[str, object]]:
    """The way as a line of steps: those done, and the present one."""
    state = State(document.state)
    present = {State.RETURNED: State.DRAFT, State.SUPERSEDED: State.FILED}.get(state, state)
    # A paper signed by its maker on the spot is submitted to nobody.
    steps = [step for step in WAY if step != State.SUBMITTED or document.form.signed_by == SignedBy.AUTHORITY]
    reached = steps.index(present) if present in steps else -1
    return [
        {"label": step.label, "is_done": index < reached, "is_current": index == reached}
        for index, step in enumerate(steps)
    ]


def target_words(document: OfficialDocument) -> str:
    """What leads back to the record that a document is about."""
    told = {"cases.case": _("Về vụ việc"), "reporting.report": _("Về báo cáo")}
    return told.get(document.target_type, _("Về hồ sơ"))


def target_url(document: OfficialDocument) -> str:
    """The page of the record a document is about, where its room is open: "cases.case" is "cases:case"."""
    if document.target_id is None:
        return ""
    try:
        return reverse(document.target_type.replace(".", ":"), args=[document.target_id])
    except NoReverseMatch:
        return ""
