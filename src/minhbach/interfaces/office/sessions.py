"""Where a session ends: the reader is told so on a page of its own, and led back to where he was."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

# Says to the sign-in page that there was a session before; whoever comes for the first time is not told of its end.
ENDED = "het-phien"


class SignedInMiddleware(LoginRequiredMiddleware):
    """Leads who is not signed in to the door: as a whole page, never into the part of one that asked."""

    def handle_no_permission(self, request: HttpRequest, view_func: Callable[..., Any]) -> Any:
        back = place_of(request)
        query = {"next": back} | ({ENDED: "1"} if settings.SESSION_COOKIE_NAME in request.COOKIES else {})
        door = f"{reverse('account_login')}?{urlencode(query, safe='/')}"
        if request.headers.get("HX-Request") != "true":
            return HttpResponseRedirect(door)
        return HttpResponse(status=HTTPStatus.UNAUTHORIZED, headers={"HX-Redirect": door})


def place_of(request: HttpRequest) -> str:
    """Return the page the reader is on: the one asked for, or that from which a part or a form was sent."""
    if request.headers.get("HX-Request") == "true":
        address = request.headers.get("HX-Current-URL") or request.headers.get("Referer", "")
    elif request.method in ("GET", "HEAD"):
        return request.get_full_path()
    else:
        address = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure()):
        return "/"
    parts = urlsplit(address)
    return f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}"


def rotated(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose session was changed in another tab, or that no page of ours sent."""
    page = {"back": place_of(request)}
    if request.headers.get("HX-Request") == "true":
        answer = render(request, "office/rotated_fragment.html", page, status=HTTPStatus.FORBIDDEN)
        answer["HX-Retarget"], answer["HX-Reswap"] = "#refusal", "innerHTML"
        return answer
    return render(request, "403_csrf.html", page, status=HTTPStatus.FORBIDDEN)
