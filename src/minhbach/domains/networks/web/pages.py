"""A network's page: the picture and, beside it, the same as a table; the data of the picture; the way between two."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from minhbach.domains.networks import selectors
from minhbach.domains.networks.picture import said_of_picture
from minhbach.domains.networks.policies import reads_offers
from minhbach.domains.networks.selectors import MOST_DRAWN, MOST_HOPS, MOST_STEPS, Network, Start
from minhbach.domains.networks.selectors.ends import Found, find_ends
from minhbach.domains.networks.selectors.paths import as_words
from minhbach.domains.networks.web.addresses import network_url
from minhbach.domains.networks.web.asked import asked_of, kinds_of_ties, network_asked
from minhbach.domains.networks.web.drawing import drawn
from minhbach.domains.networks.web.lists import text_in
from minhbach.domains.networks.wording import RARITIES, role_of, said_of, why_risk, why_role
from minhbach.domains.subjects.selectors import access_identifier, access_subject, get_identifier, get_subject
from minhbach.foundation.pages import OfficeRequest

ROWS = 50
_ANY = UUID(int=0)


@require_safe
def of_subject(request: OfficeRequest, subject_id: UUID) -> HttpResponse:
    found = access_subject(request.officer, subject_id, at=request.at)
    start = Start(subject_id=found.canonical_id or found.pk)
    return _network(request, start, found.name, reverse("subjects:subject", args=[found.pk]))


@require_safe
def of_identifier(request: OfficeRequest, identifier_id: UUID) -> HttpResponse:
    found = access_identifier(request.officer, identifier_id, at=request.at)
    start = Start(identifier_id=found.pk)
    shown = selectors.end_of(f"d-{found.pk}")
    name = f"{shown.kind} {shown.words}"
    return _network(request, start, name, reverse("subjects:identifier", args=[found.pk]))


@require_safe
def subject_data(request: OfficeRequest, subject_id: UUID) -> HttpResponse:
    found = get_subject(subject_id)
    return _data(network_asked(request, Start(subject_id=found.canonical_id or found.pk)))


@require_safe
def identifier_data(request: OfficeRequest, identifier_id: UUID) -> HttpResponse:
    return _data(network_asked(request, Start(identifier_id=get_identifier(identifier_id).pk)))


@require_safe
def panel(request: OfficeRequest, subject_id: UUID) -> HttpResponse:
    """What a subject's page says of its network: how many hang on it right away, and whether one was sanctioned."""
    found = get_subject(subject_id)
    start = Start(subject_id=found.canonical_id or found.pk)
    network = selectors.network_around(start, steps=1, offers=False)
    others = [member for member in network.members if member.subject.pk != start.subject_id]
    context = {
        "count": len(others),
        "sanctioned": sum(bool(member.outcomes) for member in others),
        "url": network_url(start),
    }
    return render(request, "networks/panel.html", context)


@require_safe
def path(request: OfficeRequest) -> HttpResponse:
    """How two hang together. Each end is a record already chosen, or a text that finds some to choose from."""
    ends = [_end(request, name) for name in ("tu", "den")]
    codes = {end["name"]: end["chosen"].code for end in ends if end["chosen"]}
    for end in ends:
        kept = {name: code for name, code in codes.items() if name != end["name"]}
        end["other"] = f"{request.path}?{urlencode(kept)}"
    context: dict[str, Any] = {"ends": ends, "most": MOST_HOPS}
    if all(end["chosen"] for end in ends):
        way = selectors.path_between(
            ends[0]["chosen"].start, ends[1]["chosen"].start, offers=reads_offers(request.posts)
        )
        context |= {"way": way, "nodes": as_words(way.links)}
    return render(request, "networks/path.html", context)


def _end(request: OfficeRequest, name: str) -> dict[str, Any]:
    text = text_in(request, name)
    chosen: Found | None = None
    offered: list[Found] = []
    if text.startswith(("h-", "d-")):
        chosen = selectors.end_of(text)
    elif text:
        offered = find_ends(text)
        if len(offered) == 1:
            chosen = offered[0]
    return {"name": name, "text": text, "chosen": chosen, "offered": [] if chosen else offered}


def _network(request: OfficeRequest, start: Start, name: str, own_url: str) -> HttpResponse:
    network = network_asked(request, start)
    asked = asked_of(request)
    group = next((one for one in network.groups if str(one.number) == request.GET.get("nhom")), None)
    page = Paginator(group.members if group else network.members, ROWS).get_page(request.GET.get("page"))
    rows = [
        {
            "member": member,
            "role": role_of(member),
            "why_role": why_role(member, network),
            "why_risk": why_risk(member, network),
            "values": [(carried, said_of(carried.value)) for carried in member.values],
        }
        for member in page
    ]
    end = f"h-{start.subject_id}" if start.subject_id else f"d-{start.identifier_id}"
    query = f"?{asked.query}" if asked.query else ""
    kinds = {node.kind for node in network.values.values()} | set(asked.kinds)
    context = {
        "network": network,
        "title": _("Mạng lưới: %(name)s") % {"name": name},
        "name": name,
        "own_url": own_url,
        "rows": rows,
        "group": group,
        "has_groups": len(network.groups) > 1,
        "page": page,
        "asked": asked,
        "steps": range(1, MOST_STEPS + 1),
        "rarities": RARITIES,
        "kinds": [(code, words) for code, words in kinds_of_ties().items() if code in kinds],
        "most_drawn": MOST_DRAWN,
        "drawn": drawn(network),
        "said": said_of_picture(network, officer=request.officer.full_name, at=request.at),
        # In place of an id, which the picture puts there.
        "addresses": {
            "subject": reverse("subjects:subject", args=[_ANY]),
            "value": reverse("subjects:identifier", args=[_ANY]),
            "subject_data": reverse("networks:subject_data", args=[_ANY]),
            "value_data": reverse("networks:identifier_data", args=[_ANY]),
        },
        "picture_url": network_url(start, "picture") + query,
        "page_url": network_url(start),
        "end": end,
        "is_alone": len(network.members) < 2,
    }
    return render(request, "networks/network.html", context)


def _data(network: Network) -> HttpResponse:
    """Return a network as the picture draws it; one that is too large tells its size alone."""
    return JsonResponse(drawn(network))
