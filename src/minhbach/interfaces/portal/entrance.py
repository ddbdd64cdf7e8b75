"""What stands before every page of the public: how much may be sent, and that no answer is kept unless it says so."""

from __future__ import annotations

from collections.abc import Callable

from csp.constants import HEADER
from csp.utils import build_policy
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from minhbach.engine.text.clean import clean
from minhbach.foundation.uploads import MEGABYTE, RUN_OUT, let_run_out, size_of

LARGEST = 42 * MEGABYTE
# What a page without pictures may carry: a story, however long it is allowed to be.
LARGEST_WORDS = MEGABYTE


class PolicyMiddleware:
    """Says to every browser what it may run and load. No page asks for another, so it is written once, not for each."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.policy = build_policy()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault(HEADER, self.policy)
        return response


class EntranceMiddleware:
    """Refuses by the size a request names, before any of it is read; an address with letters of no kind is none."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        sent = size_of(request)
        if clean(request.path_info) != request.path_info:
            response = HttpResponse(status=400)
        elif sent > (LARGEST if _has_files(request) else LARGEST_WORDS):
            if sent <= RUN_OUT:
                let_run_out(request)
            response = render(request, "portal/too_large.html", {"largest": LARGEST // MEGABYTE}, status=413)
        else:
            response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        return response


def _has_files(request: HttpRequest) -> bool:
    return (request.content_type or "").startswith("multipart/")
