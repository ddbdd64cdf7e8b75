"""The page of one agency."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from minhbach.domains.agencies import selectors
from minhbach.domains.agencies.types import Confidence
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages import OfficeRequest


@require_safe
def agency(request: OfficeRequest, agency_id: UUID) -> HttpResponse:
    found = selectors.get_agency(agency_id)
    today = local_date(request.at)
    posts = list(selectors.posts_in(found))
    administers = selectors.administers(request.officer, found, on=today, posts=request.posts)
    delegations = list(selectors.delegations_in(found))
    return render(
        request,
        "agencies/agency.html",
        {
            "agency": found,
            "title": found.name,
            "is_seen": found.confidence == Confidence.SEEN,
            "is_here": found.holds_on(today),
            "predecessors": found.predecessors.order_by("sort_key", "id"),
            "units": selectors.units_of(found, on=today),
            "areas": found.areas.order_by("sort_key", "id"),
            "posts": [post for post in posts if post.holds_on(today)],
            "other_posts": [post for post in posts if not post.holds_on(today)],
            "delegations": [one for one in delegations if one.holds_on(today)],
            "other_delegations": [one for one in delegations if not one.holds_on(today)],
            "administers": administers,
            "may_end": administers
            and selectors.administers(request.officer, found.parent or found, on=today, posts=request.posts),
            "waiting": selectors.waiting_in(found) if administers else [],
            # An administrator of another agency is told who looks after this one.
            "is_administrator": selectors.administers(request.officer, None, on=today, posts=request.posts),
            "may_delegate": any(post.agency_id == found.pk and post.may_sign for post in request.posts),
        },
    )
