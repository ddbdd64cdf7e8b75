"""One line of the log for each request: which page, how it ended, how long it took, which officer by id."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from minhbach.foundation.ids import new_id
from minhbach.foundation.logs import KEPT_AS, request_id

HEADER = "X-Request-ID"

log = logging.getLogger("minhbach.requests")


class RequestMiddleware:
    """Names each request, so that its lines are found together; the sender is given the name too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        started = time.perf_counter()
        name = new_id().hex
        token = request_id.set(name)
        # Some lines are written of a request after it has been answered.
        request.META[KEPT_AS] = name
        try:
            response = self.get_response(request)
            response[HEADER] = name
            match, officer = request.resolver_match, getattr(request, "officer", None)
            log.info(
                "request",
                extra={
                    "view": match.view_name if match else "",
                    "method": request.method,
                    "status": response.status_code,
                    "ms": round((time.perf_counter() - started) * 1000, 1),
                    "officer": str(officer.pk) if officer else "",
                },
            )
            return response
        finally:
            request_id.reset(token)
