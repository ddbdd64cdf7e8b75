"""No address answers with half a page or none: a part asked for by itself stands in the frame, with its words."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import strip_tags
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

_EMPTY_OF: dict[int, str] = {
    HTTPStatus.BAD_REQUEST: "400.html",
    HTTPStatus.NOT_FOUND: "404.html",
    HTTPStatus.METHOD_NOT_ALLOWED: "405.html",
}


def whole(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    """Return ANSWER as a page a person can read, where it was none."""
    if answer.streaming or request.headers.get("HX-Request") == "true" or request.method == "HEAD":
        return answer
    if not answer.content and answer.status_code in _EMPTY_OF:
        page = render(request, _EMPTY_OF[answer.status_code], status=answer.status_code)
        if allowed := answer.get("Allow"):
            page["Allow"] = allowed
        return page
    if answer.status_code != HTTPStatus.OK or not answer.get("Content-Type", "").startswith("text/html"):
        return answer
    if b"<html" in answer.content[:400]:
        return answer
    part = answer.content.decode(answer.charset).strip()
    # Made by a template of ours, which escaped what it shows.
    shown = mark_safe(part) if strip_tags(part).strip() else ""  # noqa: S308
    page = render(request, "office/part.html", {"part": shown, "title": _("Một phần của trang")})
    page.cookies.update(answer.cookies)
    return page
