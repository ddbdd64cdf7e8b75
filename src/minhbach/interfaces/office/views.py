"""Pages that show several domains, and the few that belong to none."""

from __future__ import annotations

import sys
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.views.defaults import bad_request, server_error
from prometheus_client import CONTENT_TYPE_LATEST

from minhbach.foundation.clock import local_date
from minhbach.foundation.database.speaking import is_away
from minhbach.foundation.files import DiskFull, is_disk_full
from minhbach.foundation.office import open_to_guests
from minhbach.foundation.pages import OfficeRequest
from minhbach.interfaces.health.metrics import write_metrics
from minhbach.interfaces.office.glance import glance, month
from minhbach.interfaces.office.goods_code import tell_code
from minhbach.interfaces.office.search import LONGEST, acts_about, find_everywhere, meant, numbered, suggestions
from minhbach.interfaces.office.work import desk_of

# A database that was killed is back within this.
AWAY_SECONDS = 10
# Letters and digits from which on the box offers something.
FEWEST = 3
# A list that was pasted is led on as it is; what is searched for is shorter.
LONGEST_LIST = 4_000


@open_to_guests
def today(request: OfficeRequest) -> HttpResponse:
    """“Việc hôm nay”: what is late, what is due, what waits for me, what is new."""
    desk = desk_of(request.officer, at=request.at)
    months = [] if request.officer.is_guest else month(request.officer, at=request.at)
    return render(request, "office/today.html", {"desk": desk, "months": months})


def at_hand(request: OfficeRequest) -> HttpResponse:
    """What there is now, by step, sign and state: asked for by who opens it, since it counts much."""
    template = "office/at_hand_part.html" if request.htmx else "office/at_hand.html"
    return render(request, template, {"groups": glance(request.officer, at=request.at)})


def search(request: OfficeRequest) -> HttpResponse:
    """One box over every domain; only what the officer may see is found."""
    text = _typed(request)
    # What is longer is a list, or no search.
    groups = find_everywhere(request.officer, text, at=request.at) if 0 < len(text) <= LONGEST else []
    acts = acts_about(request.officer, text, at=request.at) if text else []
    shown = {"text": text, "groups": groups, "acts": acts, "meant": meant(text, groups)}
    code = tell_code(text, today=local_date(request.at)) if text else None
    return render(request, "office/search.html", {**shown, "code": code})


def suggest(request: OfficeRequest) -> HttpResponse:
    """What the box offers while its reader types; a page for one who comes without the script."""
    text = _typed(request)[:LONGEST]
    if not request.htmx:
        return redirect(f"{reverse('office:search')}?{urlencode({'q': text})}")
    is_enough = sum(sign.isalnum() for sign in text) >= FEWEST
    found = list(numbered(suggestions(request.officer, text, at=request.at))) if is_enough else []
    return render(request, "office/suggestions.html", {"text": text, "found": found, "is_enough": is_enough})


def _typed(request: OfficeRequest) -> str:
    return request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST_LIST]


@login_not_required
def alive(request: OfficeRequest) -> HttpResponse:
    """For the one who watches the server: the site answers and so does its database."""
    return HttpResponse("ok", content_type="text/plain")


@login_not_required
@transaction.non_atomic_requests
def metrics(request: HttpRequest) -> HttpResponse:
    """Numbers for Prometheus, for who holds the installation's token; for others there is no such page."""
    expected = f"Bearer {settings.METRICS_TOKEN}"
    if not settings.METRICS_TOKEN or not constant_time_compare(request.headers.get("Authorization", ""), expected):
        raise Http404
    return HttpResponse(write_metrics(), content_type=CONTENT_TYPE_LATEST)


def broken(request: HttpRequest) -> HttpResponse:
    """Answer where nobody did: a full disk and a database that is away say so, anything else is a fault of ours."""
    error = sys.exc_info()[1]
    if is_disk_full(error):
        return HttpResponse(render_to_string("507.html", {"refusal": DiskFull()}), status=DiskFull.status)
    return _away(request) if is_away(error) else server_error(request)


def refused(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer what is no request; one whose session could not be kept, since the database is away, is none of these."""
    return _away(request) if is_away(exception) else bad_request(request, exception)


def _away(request: HttpRequest) -> HttpResponse:
    page = render_to_string("503.html", {"is_look": request.method in ("GET", "HEAD"), "seconds": AWAY_SECONDS})
    return HttpResponse(page, status=503, headers={"Retry-After": str(AWAY_SECONDS)})
