"""Reads about agencies and the people in them, as the directory shows them."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from minhbach.domains.agencies.models import Agency, AgencyArea, Delegation, Officer, Place, Post
from minhbach.domains.agencies.refusals import NoSuchAgency, NoSuchDelegation, NoSuchOfficer, NoSuchPlace, NoSuchPost
from minhbach.domains.agencies.selectors.places import where_was_it
from minhbach.domains.agencies.selectors.reach import place_ids_within
from minhbach.engine.text.keys import search_key


def agencies_on(day: date | None) -> QuerySet[Agency]:
    """List the agencies of a day, or of all time, in Vietnamese order."""
    rows = Agency.objects.all() if day is None else Agency.objects.on(day)
    return rows.select_related("parent").prefetch_related("areas").order_by("sort_key", "id")


def search_agencies(rows: QuerySet[Agency], text: str) -> QuerySet[Agency]:
    """Keep the agencies whose name has every word, with or without accents, or that bear the symbol."""
    condition = Q()
    for word in search_key(text).split():
        condition &= Q(folded__contains=word) | Q(short_name__icontains=word)
    return rows.filter(condition | Q(symbol__iexact=text.strip()))


def agencies_in(rows: QuerySet[Agency], place: Place) -> QuerySet[Agency]:
    """Keep the agencies that answer for a place, for one it lies in, or for one within it."""
    above: list[int] = []
    one: Place | None = place
    while one is not None:
        above.append(one.pk)
        one = one.parent
    ids = place_ids_within({place.pk}) | set(above[:-1] or above)
    return rows.filter(pk__in=AgencyArea.objects.filter(place_id__in=ids).values("agency_id"))


def get_agency(agency_id: UUID) -> Agency:
    """Give an agency. Raises NoSuchAgency."""
    agency: Agency | None = (
        Agency.objects.select_related("parent", "successor").prefetch_related("areas").filter(pk=agency_id).first()
    )
    if agency is None:
        raise NoSuchAgency
    return agency


def find_agency(key: str) -> Agency | None:
    """Find an agency by its stable key: "qltt.20"."""
    agency: Agency | None = Agency.objects.filter(key=key).first()
    return agency


def get_place_by_id(place_id: int) -> Place:
    """Give a place. Raises NoSuchPlace."""
    place: Place | None = Place.objects.select_related("parent__parent").filter(pk=place_id).first()
    if place is None:
        raise NoSuchPlace
    return place


def units_of(agency: Agency, *, on: date) -> QuerySet[Agency]:
    """List the units right below an agency on a day."""
    return Agency.objects.on(on).filter(parent=agency).order_by("sort_key", "id")


def posts_in(agency: Agency) -> QuerySet[Post]:
    """List every post there is and was in an agency, by the given names of the holders."""
    return Post.objects.filter(agency=agency).select_related("officer", "agency").order_by("officer__sort_key", "id")


def delegations_in(agency: Agency) -> QuerySet[Delegation]:
    """List every delegation there is and was in an agency, the latest first."""
    return (
        Delegation.objects.filter(from_post__agency=agency)
        .select_related("from_post__officer", "from_post__agency", "to_post__officer", "to_post__agency")
        .order_by("-valid_from", "id")
    )


def get_officer(officer_id: UUID) -> Officer:
    """Give an officer. Raises NoSuchOfficer."""
    officer = Officer.objects.filter(pk=officer_id).first()
    if officer is None:
        raise NoSuchOfficer
    return officer


def get_post(post_id: UUID) -> Post:
    """Give a post with its agency and holder. Raises NoSuchPost."""
    post: Post | None = Post.objects.select_related("agency", "officer").filter(pk=post_id).first()
    if post is None:
        raise NoSuchPost
    return post


def get_delegation(delegation_id: UUID) -> Delegation:
    """Give a delegation. Raises NoSuchDelegation."""
    delegation: Delegation | None = (
        Delegation.objects.select_related("from_post__agency", "from_post__officer").filter(pk=delegation_id).first()
    )
    if delegation is None:
        raise NoSuchDelegation
    return delegation


def officers_by_name() -> QuerySet[Officer]:
    """List every officer, by given name as Vietnamese people do."""
    return Officer.objects.order_by("sort_key", "id")


def search_officers(rows: QuerySet[Officer], text: str) -> QuerySet[Officer]:
    """Keep the officers whose name or username has every word, with or without accents."""
    words = search_key(text).split()
    found = [
        pk
        for pk, name, username in rows.values_list("pk", "full_name", "username")
        if all(word in f"{search_key(name)} {username}" for word in words)
    ]
    return rows.filter(pk__in=found)


def places_of(agency: Agency, *, on: date) -> list[Place]:
    """List where an agency's area lies on a day's map."""
    return [then for area in agency.areas.all() for then in where_was_it(area, on)]


def officers_with_posts(*, on: date) -> QuerySet[Officer]:
    """List every officer with the posts held on a day, as `posts_today`."""
    held = Post.objects.on(on).select_related("agency").order_by("valid_from", "id")
    return officers_by_name().prefetch_related(Prefetch("posts", queryset=held, to_attr="posts_today"))


def every_post_of(officer: Officer) -> QuerySet[Post]:
    """List every post an officer holds or held, the latest first."""
    return Post.objects.filter(officer=officer).select_related("agency").order_by("-valid_from", "id")
