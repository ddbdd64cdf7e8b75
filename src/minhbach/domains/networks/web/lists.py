"""Where one begins: a name or a value is typed, and what it finds leads to its network."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from minhbach.domains.networks import selectors
from minhbach.domains.networks.selectors import Found
from minhbach.domains.networks.web.addresses import network_url
from minhbach.engine.identifiers.kind import LONGEST
from minhbach.foundation.pages import OfficeRequest


def text_in(request: OfficeRequest, name: str) -> str:
    return request.GET.get(name, "").replace("\x00", "").strip()[:LONGEST]


@require_safe
def start(request: OfficeRequest) -> HttpResponse:
    """One thing found opens at once, and so does the one value that was typed; of others one chooses."""
    text = text_in(request, "q")
    found = selectors.find_ends(text)
    values = [one for one in found if one.start.identifier_id]
    if len(values) == 1 or len(found) == 1:
        # Values come first.
        return redirect(network_url(found[0].start))
    return render(request, "networks/list.html", {"text": text, "found": linked(found)})


def linked(found: list[Found]) -> list[tuple[Found, str]]:
    return [(one, network_url(one.start)) for one in found]
