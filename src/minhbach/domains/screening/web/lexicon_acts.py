"""What is done with an entry of the lexicon: asked for, approved, given back, switched off."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from minhbach.domains.screening import selectors, services
from minhbach.domains.screening.models import LexiconEntry
from minhbach.domains.screening.web.lexicon import entry_url, seen_version


@require_POST
def propose(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    entry = services.propose_entry(
        officer=request.officer,  # type: ignore[attr-defined]
        at=request.at,  # type: ignore[attr-defined]
        entry=_entry(request, entry_id),
        note=request.POST.get("note", ""),
        seen=seen_version(request),
    )
    messages.success(request, _("Your head finds it under “Today's work”. Nothing changes until it is approved."))
    return redirect(entry_url(entry))


@require_POST
def approve(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    entry = services.approve_entry(
        officer=request.officer,  # type: ignore[attr-defined]
        at=request.at,  # type: ignore[attr-defined]
        entry=_entry(request, entry_id),
        note=request.POST.get("note", ""),
        seen=seen_version(request),
    )
    messages.success(request, _("In use: every sweep asked for from now reads by it."))
    return redirect(entry_url(entry))


@require_POST
def give_back(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    entry = services.return_entry(
        officer=request.officer,  # type: ignore[attr-defined]
        at=request.at,  # type: ignore[attr-defined]
        entry=_entry(request, entry_id),
        note=request.POST.get("note", ""),
        seen=seen_version(request),
    )
    messages.success(request, _("Given back to its author with your reason."))
    return redirect(entry_url(entry))


@require_POST
def switch_off(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    entry = services.switch_entry_off(
        officer=request.officer,  # type: ignore[attr-defined]
        at=request.at,  # type: ignore[attr-defined]
        entry=_entry(request, entry_id),
        note=request.POST.get("note", ""),
    )
    messages.success(request, _("Switched off: later sweeps do not read by it. The leads it brought stay."))
    return redirect(entry_url(entry))


def _entry(request: HttpRequest, entry_id: UUID) -> LexiconEntry:
    return selectors.access_entry(request.officer, entry_id, at=request.at)  # type: ignore[attr-defined]
