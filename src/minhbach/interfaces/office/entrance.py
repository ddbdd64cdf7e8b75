"""What a request carries, taken in before anybody looks at it."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, QueryDict
from django.http.request import UnreadablePostError

from minhbach.engine.text.clean import clean


class EntranceMiddleware:
    """Leaves out of every word the letters that no database and no paper can hold.

    It stands before whoever reads a form first, so that no page and no field needs to think of it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if clean(request.path_info) != request.path_info:  # no address of ours
            return HttpResponseBadRequest()
        request.GET = _cleaned(request.GET)  # type: ignore[assignment]
        if request.method == "POST":
            try:
                request.POST = _cleaned(request.POST)  # type: ignore[assignment]
            except UnreadablePostError:  # whoever sent it has gone
                return HttpResponseBadRequest()
        return self.get_response(request)


def _cleaned(given: QueryDict) -> QueryDict:
    if all(clean(text) == text for name, texts in given.lists() for text in (name, *texts)):
        return given
    taken = QueryDict(mutable=True, encoding=given.encoding)
    for name, texts in given.lists():
        taken.setlist(clean(name), [clean(text) for text in texts])
    taken._mutable = False
    return taken
