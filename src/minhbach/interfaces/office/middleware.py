"""The entrance of the office: who is asking, when, and how far they reach."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render

from minhbach.domains.agencies.models import Officer
from minhbach.domains.agencies.policies import needs_second_factor
from minhbach.domains.agencies.selectors import access_of, keep_posts
from minhbach.foundation import audit
from minhbach.foundation.clock import local_date, now
from minhbach.foundation.pages.request import OfficeRequest
from minhbach.foundation.refusals import NotAllowed, NotFound, Refusal
from minhbach.foundation.scope import acting_as

# Pages of the account itself stay open to one who must still set a second factor up.
ACCOUNT_PREFIX = "/tai-khoan/"


class OfficerMiddleware:
    """Reads the clock once, runs the page in one transaction within the officer's reach, and words every refusal.

    The page itself runs in a savepoint (ATOMIC_REQUESTS): a refusal undoes the page's work, while the audit row
    of a denied look is kept.
    """

    def __init__(self, get_response: Callable[[OfficeRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: OfficeRequest) -> HttpResponse:
        request.at = now()
        # Pages that need no sign-in find nobody here.
        officer = request.officer = cast("Officer", request.user if request.user.is_authenticated else None)
        if not request.user.is_authenticated:
            return self.get_response(request)
        if page := _page_to_secure_account(request):
            return redirect(page)
        request.posts = keep_posts(officer, on=local_date(request.at))
        with acting_as(access_of(officer, at=request.at)):
            return self.get_response(request)

    def process_exception(self, request: OfficeRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refusal):
            return None
        if isinstance(exception, NotAllowed | NotFound) and request.user.is_authenticated:
            _audit_denial(request, exception)
        template = "office/refusal_fragment.html" if request.htmx else "office/refusal.html"
        response = render(
            request,
            template,
            {"refusal": exception, "rows": getattr(exception, "rows", ())},
            status=exception.status,
        )
        if request.htmx:
            # A refused act answers beside the button that asked, whatever part of the page it meant to replace.
            response["HX-Retarget"], response["HX-Reswap"] = "#refusal", "innerHTML"
        return response


def _page_to_secure_account(request: OfficeRequest) -> str:
    """The page an officer must go through before any other: a password of their own, then a second factor."""
    if settings.DEMO or request.path.startswith((ACCOUNT_PREFIX, settings.STATIC_URL)):
        return ""
    if request.officer.password_is_given:
        return "account_change_password"
    if needs_second_factor(request.officer, at=request.at):
        return "mfa_activate_totp"
    return ""


def _audit_denial(request: OfficeRequest, refusal: Refusal) -> None:
    match = request.resolver_match
    kwargs = match.kwargs if match else {}
    target = next((value for value in kwargs.values() if isinstance(value, UUID)), "")
    audit.record(
        "office.look.denied",
        officer_id=request.user.pk,
        at=request.at,
        target_type=match.view_name[:60] if match else "",
        target_id=target,
        data={"code": refusal.code, "method": request.method or ""},
    )
