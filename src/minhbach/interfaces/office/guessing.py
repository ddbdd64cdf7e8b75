"""Guesses at passwords and codes: slowed, told to whom they are aimed at, and never a way to shut somebody out.

The counts are `foundation.attempts`; here they meet the request: its address, the browser's mark, the account meant.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import datetime
from ipaddress import IPv6Address, ip_address
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.signals import user_logged_in
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from minhbach.domains.agencies.models import Officer
from minhbach.foundation import attempts
from minhbach.foundation.attempts import Count, Taken, Try, Wait
from minhbach.foundation.clock import now
from minhbach.interfaces.office import door
from minhbach.interfaces.office.proxies import client_address

PASSWORD, CODE = "password", "code"
# Told of three at most; the log has them all.
PLACES_TOLD = 3


class BrowserMiddleware:
    """Lets a browser be known again from which somebody came in; the mark says nothing of who."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if mark := getattr(request, "browser_that_came_in", ""):
            response.set_cookie(
                settings.BROWSER_COOKIE_NAME,
                mark,
                max_age=attempts.KNOWN_FOR,
                secure=settings.SESSION_COOKIE_SECURE,
                httponly=True,
                samesite="Lax",
            )
        return response


def take_try(request: HttpRequest, secret: str, *, name: str, person: Officer | None) -> Taken:
    """Count a try before it is looked at.

    Raises: ValidationError saying how long to wait.
    """
    at = _moment(request)
    taken = attempts.take(_try_of(request, secret, name=name, person=person), at=at)
    if isinstance(taken, Taken):
        return taken
    if taken.is_first:
        door.tell("locked", person=person, request=request, name=name, by=taken.by.value)
    raise ValidationError(_sentence(taken, at=at), code="too_many_tries")


def listen() -> None:
    """Hear of everybody who comes in; called once, when all applications are loaded."""
    user_logged_in.connect(_came_in, dispatch_uid="minhbach.guessing", weak=False)


def _came_in(sender: Any, request: Any, user: Officer, **_rest: Any) -> None:
    know(request, user)


def know(request: Any, person: Officer) -> None:
    """Know whoever has come in by this browser and this address, and tell of guesses made meanwhile elsewhere."""
    at = _moment(request)
    request.browser_that_came_in = _browser(request) or secrets.token_urlsafe(32)
    request.COOKIES[settings.BROWSER_COOKIE_NAME] = request.browser_that_came_in
    one = _try_of(request, PASSWORD, name=person.username, person=person)
    attempts.came_in(person.pk, marks=attempts.marks_of(one), at=at)
    untold = attempts.tell_untold(one.name, address=one.address)
    if untold.failures:
        places = ", ".join(untold.places[:PLACES_TOLD])
        more = len(untold.places) - PLACES_TOLD
        if more > 0:
            places = _("%(places)s và %(more)s nơi khác") % {"places": places, "more": more}
        messages.warning(
            request,
            _(
                "Từ lần đăng nhập trước, có %(count)s lần thử sai mật khẩu hoặc mã của bạn từ %(places)s. "
                "Nếu không phải bạn, hãy đổi mật khẩu và báo người quản trị của cơ quan."
            )
            % {"count": untold.failures, "places": places},
            fail_silently=True,
        )


def write_wait(seconds: float) -> str:
    """Say how long, as one says it: in seconds up to a minute and a half, then in minutes."""
    whole = max(1, -int(-seconds // 1))
    return _("%(count)s giây") % {"count": whole} if whole <= 90 else _("%(count)s phút") % {"count": -(-whole // 60)}


def _sentence(wait: Wait, *, at: datetime) -> str:
    said = {"wait": write_wait((wait.until - at).total_seconds())}
    if wait.by is Count.NAME:
        return (
            _(
                "Có quá nhiều lần thử sai với tên này từ những nơi lạ. Hãy thử lại sau %(wait)s, hoặc vào từ máy bạn "
                "đã từng đăng nhập."
            )
            % said
        )
    if wait.by is Count.PLACE:
        return _("Có quá nhiều lần thử sai từ mạng này. Hãy thử lại sau %(wait)s.") % said
    return _("Có quá nhiều lần thử sai. Hãy thử lại sau %(wait)s.") % said


def _try_of(request: HttpRequest, secret: str, *, name: str, person: Officer | None) -> Try:
    return Try(
        secret,
        # An account is tried under one name, however it is typed.
        person.username if person else name,
        _network(client_address(request)),
        _browser(request),
        person.pk if person else None,
    )


def _network(address: str) -> str:
    """Return the address as it counts: one subscriber has all that share the first half of an IPv6 address."""
    if ":" not in address:
        return address
    return str(IPv6Address(int(ip_address(address)) >> 64 << 64))


def _browser(request: HttpRequest) -> str:
    return request.COOKIES.get(settings.BROWSER_COOKIE_NAME, "")[:64]


def _moment(request: Any) -> datetime:
    return getattr(request, "at", None) or now()
