"""The list of an officer's informants. It leaves the system in no file, and on no paper."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from minhbach.domains.areas import policies, selectors
from minhbach.foundation.pages import OfficeRequest


@require_safe
def sources(request: OfficeRequest) -> HttpResponse:
    policies.keeping_agency(request.officer, at=request.at)
    return render(
        request, "areas/sources.html", {"title": _("Cơ sở tin báo của tôi"), "sources": selectors.own_sources()}
    )
