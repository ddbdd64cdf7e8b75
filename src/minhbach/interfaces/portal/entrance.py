"""What stands before every page of the public: how much may be sent, and that nobody keeps an answer."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from minhbach.engine.text.clean import clean

MEGABYTE = 1024 * 1024
LARGEST = 42 * MEGABYTE
# What a page without pictures may carry: a story, however long it is allowed to be.
LARGEST_WORDS = MEGABYTE
# What a browser still sends while it is refused: cut off, it would show a broken connection instead of the sentence.
RUN_OUT = 64 * MEGABYTE


class EntranceMiddleware:
    """Refuses by the size a request names, before any of it is read; an address with letters of no kind is none."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        sent = _size_of(request)
        if clean(request.path_info) != request.path_info:
            response = HttpResponse(status=400)
        elif sent > (LARGEST if _has_files(request) else LARGEST_WORDS):
            if sent <= RUN_OUT:
                _let_run_out(request)
            response = render(request, "portal/too_large.html", {"largest": LARGEST // MEGABYTE}, status=413)
        else:
            response = self.get_response(request)
        response["Cache-Control"] = "no-store"
        return response


def _has_files(request: HttpRequest) -> bool:
    return (request.content_type or "").startswith("multipart/")


def _let_run_out(request: HttpRequest) -> None:
    """Take what is still on its way and keep nothing of it."""
    while request.read(65_536):
        pass


def _size_of(request: HttpRequest) -> int:
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0
