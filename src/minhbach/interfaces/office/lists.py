"""How an officer arranges lists for himself: the columns he sees, the views he keeps under names."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from minhbach.foundation.pages import OfficeRequest, list_views
from minhbach.foundation.refusals import NotFound


@require_POST
def choose(request: OfficeRequest) -> HttpResponse:
    """Keep the columns chosen for a list."""
    address = _address(request)
    columns = () if request.POST.get("usual") else request.POST.getlist("columns")
    list_views.choose_columns(officer_id=request.officer.pk, address=address, columns=columns)
    query = request.POST.get("query", "")
    return redirect(f"{address}?{query}" if query else address)


@require_POST
def keep(request: OfficeRequest) -> HttpResponse:
    """Keep a list as it stands, under a name."""
    view = list_views.keep_view(
        officer_id=request.officer.pk,
        address=_address(request),
        name=request.POST.get("name", ""),
        query=request.POST.get("query", ""),
    )
    messages.success(request, _("Đã giữ góc nhìn “%(name)s”.") % {"name": view.name})
    return redirect(view)


@require_POST
def forget(request: OfficeRequest, view_id: UUID) -> HttpResponse:
    """Forget a view of one's own."""
    list_views.forget_view(officer_id=request.officer.pk, view_id=view_id)
    return redirect(_address(request))


def _address(request: OfficeRequest) -> str:
    """Return the list that was sent along; only a page of ours is one.

    Raises: NotFound.
    """
    address = request.POST.get("address", "")
    try:
        resolve(address)
    except Resolver404:
        raise NotFound from None
    # "//host/" is a path to the resolver of patterns, and another site to a browser.
    if address.startswith("//"):
        raise NotFound
    return address
