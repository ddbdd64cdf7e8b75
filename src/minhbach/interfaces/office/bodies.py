"""A request that carries too much is refused by the size it names, before any of it is kept anywhere."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from minhbach.foundation.pages.bodies import STRANGERS, BodyTooLarge, largest_at
from minhbach.foundation.uploads import MEGABYTE, RUN_OUT, let_run_out, size_of


class BodyMiddleware:
    """Stands before whoever reads a form first, and behind whoever knows whether its sender has signed in.

    A body that names no size is none to Django, which reads nothing of it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        sent = size_of(request)
        if sent <= STRANGERS:
            return self.get_response(request)
        largest = largest_at(request.path_info) if request.user.is_authenticated else STRANGERS
        if sent <= largest:
            return self.get_response(request)
        if request.user.is_authenticated and sent <= RUN_OUT:
            let_run_out(request)
        refusal = BodyTooLarge(sent=_megabytes(sent), largest=_megabytes(largest))
        return render(request, "office/refusal.html", {"refusal": refusal}, status=refusal.status)


def _megabytes(size: int) -> str:
    return f"{size / MEGABYTE:.1f}".rstrip("0").rstrip(".").replace(".", ",")
