"""A request that carries too much is refused by the size it names, before any of it is kept anywhere."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.request import UnreadablePostError
from django.shortcuts import render

from minhbach.foundation.pages.bodies import MEGABYTE, STRANGERS, BodyTooLarge, largest_at

# What a browser still sends while it is refused: cut off, it would show a broken connection instead of the sentence.
RUN_OUT = 64 * MEGABYTE


class BodyMiddleware:
    """Stands before whoever reads a form first, and behind whoever knows whether its sender has signed in.

    A body that names no size is none to Django, which reads nothing of it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        sent = _size_of(request)
        if sent <= STRANGERS:
            return self.get_response(request)
        largest = largest_at(request.path_info) if request.user.is_authenticated else STRANGERS
        if sent <= largest:
            return self.get_response(request)
        if request.user.is_authenticated and sent <= RUN_OUT:
            _let_run_out(request)
        refusal = BodyTooLarge(sent=_megabytes(sent), largest=_megabytes(largest))
        return render(request, "office/refusal.html", {"refusal": refusal}, status=refusal.status)


def _let_run_out(request: HttpRequest) -> None:
    """Take what is still on its way and keep nothing of it."""
    try:
        while request.read(STRANGERS):
            pass
    except UnreadablePostError:  # whoever sent it has gone
        pass


def _size_of(request: HttpRequest) -> int:
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0


def _megabytes(size: int) -> str:
    return f"{size / MEGABYTE:.1f}".rstrip("0").rstrip(".").replace(".", ",")
