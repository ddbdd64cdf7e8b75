"""Pages that show several domains, and the few that belong to none."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def today(request: HttpRequest) -> HttpResponse:
    """“Việc hôm nay”: what is late, what is due, what waits for me."""
    return render(request, "office/today.html", {})


def search(request: HttpRequest) -> HttpResponse:
    return render(request, "office/search.html", {})


def audit_log(request: HttpRequest) -> HttpResponse:
    return render(request, "office/audit.html", {})


@login_not_required
def alive(request: HttpRequest) -> HttpResponse:
    """For the one who watches the server: the site answers and so does its database."""
    return HttpResponse("ok", content_type="text/plain")
